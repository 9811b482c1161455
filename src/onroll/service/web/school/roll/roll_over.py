"""The September roll-over: looked at first, done as one, undone as one."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

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
from onroll.service.web.formats import counted
from onroll.service.web.pages import page
from onroll.service.web.rendering import render
from onroll.service.web.school.roll.index import day_asked


@page(Permission.ROLL_AMEND)
def preview(request: HttpRequest, school: School) -> HttpResponse:
    """Show what would become of every group and year, with names that can be changed; and do it."""
    today = clock.today()
    sent = request.POST if request.method == "POST" else request.GET
    first_day = day_asked(sent.get("first_day", "")) or AcademicYear.of(today).following.first_day
    names = {
        int(key.removeprefix("group-")): str(value).strip()
        for key, value in sent.items()
        if key.startswith("group-") and key.removeprefix("group-").isdecimal()
    }
    problem = ""
    if request.method == "POST" and request.POST.get("do") == "roll-over":
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
            "done": done,
            "is_done": any(one.first_day == first_day and one.undone_at is None for one in done),
            "year_group_in_words": year_group_in_words,
            "errors": [{"text": text, "href": "#first_day"} for text in problems],
        },
        status=422 if problems else 200,
    )


@page(Permission.ROLL_AMEND)
@require_POST
def undo(request: HttpRequest, school: School, roll_over_id: int) -> HttpResponse:
    """Put everything back that a roll-over moved."""
    try:
        undo_roll_over(school_id=school.pk, roll_over_id=roll_over_id, by=request.actor, now=clock.now())  # type: ignore[attr-defined]
    except RollOverRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "The roll-over is undone. Every pupil is where they were.")
    return redirect("roll-over", school_id=school.pk)


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
