"""The September roll-over: looked at first, done as one, undone as one."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from onroll.law.school_time import AcademicYear
from onroll.service import clock
from onroll.service.access.permissions import Permission
from onroll.service.admission_register.actions.rolling_over import (
    RollOverRefused,
    roll_over,
    undo_roll_over,
)
from onroll.service.admission_register.queries.roll_over import roll_over_preview, roll_overs
from onroll.service.organisations.models import School
from onroll.service.people.year_groups import year_group_in_words
from onroll.service.web.components.dates import DateNotGiven, boxes_of, day_asked
from onroll.service.web.formats import counted, day_of_year
from onroll.service.web.pages import page
from onroll.service.web.questions import Question, ask
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest
from onroll.service.whole_numbers import whole_number


@page(Permission.ROLL_AMEND)
def preview(request: HttpRequest, school: School) -> HttpResponse:
    """Show what would become of every group and year, with names that can be changed; and do it."""
    today = clock.today()
    sent = request.POST if request.method == "POST" else request.GET
    first_day, problem = AcademicYear.of(today).following.first_day, ""
    try:
        first_day = day_asked(sent, "first_day", "the first day of the new year’s groups") or first_day
    except DateNotGiven as not_given:
        problem = str(not_given)
    names = {
        number: str(value).strip()
        for key, value in sent.items()
        if key.startswith("group-") and (number := whole_number(key.removeprefix("group-"))) is not None
    }
    boxes = sent.dict() if problem else boxes_of("first_day", first_day)
    if request.method == "POST" and request.POST.get("do") == "roll-over" and not problem:
        problem = _do(request, school, first_day, names)
        if not problem:
            return redirect("roll-over", school_id=school.pk)
    scope = request.scope  # type: ignore[attr-defined]
    plan = roll_over_preview(scope, school_id=school.pk, first_day=first_day, names=names)
    done = roll_overs(scope, school_id=school.pk)
    problems = [problem] if problem else list(plan.faults)
    return render(
        request,
        "school/roll/roll_over.html",
        {
            "plan": plan,
            "first_day": first_day,
            "boxes": boxes,
            "done": done,
            "is_done": any(one.first_day == first_day and one.undone_at is None for one in done),
            "year_group_in_words": year_group_in_words,
            "errors": [{"text": text, "href": "#first_day-day"} for text in problems],
        },
        status=422 if problems else 200,
    )


@page(Permission.ROLL_AMEND)
def undo(request: PageRequest, school: School, roll_over_id: int) -> HttpResponse:
    """Ask whether everything that a roll-over moved is to be put back, and put it back."""
    if request.method != "POST":
        return _ask_to_undo(request, school, roll_over_id)
    try:
        undo_roll_over(school_id=school.pk, roll_over_id=roll_over_id, by=request.actor, now=clock.now())
    except RollOverRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "The roll-over is undone. Every pupil is where they were.")
    return redirect("roll-over", school_id=school.pk)


def _ask_to_undo(request: PageRequest, school: School, roll_over_id: int) -> HttpResponse:
    done = roll_overs(request.scope, school_id=school.pk)
    one = next((one for one in done if one.pk == roll_over_id and one.undone_at is None), None)
    if one is None:
        raise Http404("There is no such roll-over to undo.")
    question = Question(
        f"Undo the roll-over for {day_of_year(one.first_day)}?",
        (
            f"{counted(one.pupils, 'pupil goes', 'pupils go')} back to the group and year they were in, and groups made "
            "for the new year are taken out. It is refused once the new groups are in use.",
        ),
        do="Undo the roll-over",
        leave="Leave it as it is",
        back=reverse("roll-over", kwargs={"school_id": school.pk}),
    )
    return ask(request, question)


def _do(request: HttpRequest, school: School, first_day: dt.date, names: dict[int, str]) -> str:
    try:
        made = roll_over(
            school_id=school.pk,
            first_day=first_day,
            names=names,
            by=request.actor,  # type: ignore[attr-defined]
            now=clock.now(),
        )
    except RollOverRefused as refused:
        return str(refused)
    messages.success(
        request,
        f"{counted(made.pupils, 'pupil moves', 'pupils move')} up on {first_day:%-d %B %Y}. Nobody was deleted: "
        "each leaver stays on the roll until the name is deleted.",
    )
    return ""
