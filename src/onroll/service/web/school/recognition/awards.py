"""Awards: listed, made, worked out, and looked at before they are used."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from onroll.law.school_time import AcademicYear
from onroll.service import clock
from onroll.service.access.actions.viewing import record_viewing
from onroll.service.access.permissions import Permission
from onroll.service.organisations.models import School
from onroll.service.people.year_groups import year_group_in_words, year_groups_of
from onroll.service.recognition.actions.awarding import check_award, end_award, make_award
from onroll.service.recognition.models import Award
from onroll.service.recognition.queries.leaving_out import SMALL, whom_it_leaves_out
from onroll.service.recognition.queries.qualifying import (
    awards_of,
    figures_opened,
    qualifying,
    standing_award,
)
from onroll.service.recognition.reckoning import Answer
from onroll.service.recognition.refusals import RecognitionRefused
from onroll.service.room_for_words import TooLong
from onroll.service.web.components.dates import DateNotGiven, boxes_of, date_from_boxes
from onroll.service.web.pages import page
from onroll.service.web.questions import Question, ask
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest
from onroll.service.whole_numbers import whole_number

#: How many pupils one page lists.
PER_PAGE = 100
#: A list longer than this has its buttons above it as well, so that nobody tabs through it to give the award.
A_FEW = 10
_FIELDS = ("name", "what", "measure", "threshold", "year_group", "sets_aside")
_DAYS = {
    "first_day": "the first day",
    "last_day": "the last day",
    "before_first_day": "the first day before",
    "before_last_day": "the last day before",
}


@page(Permission.AWARD_VIEW)
def awards(request: PageRequest, school: School) -> HttpResponse:
    """List a school's awards."""
    return render(
        request, "school/recognition/list.html", {"found": awards_of(request.scope, school_id=school.pk)}
    )


@page(Permission.AWARD_MAKE)
def new(request: PageRequest, school: School) -> HttpResponse:
    """Make an award."""
    today = clock.today()
    sent = {
        "measure": "attendance",
        "threshold": "96",
        "sets_aside": "yes",
        "name": "",
        "what": "",
        "year_group": "",
    }
    boxes: dict[str, str] = {
        **boxes_of("first_day", AcademicYear.of(today).first_day),
        **boxes_of("last_day", today),
    }
    refusal = None
    if request.method == "POST":
        sent = {name: request.POST.get(name, "").strip() for name in _FIELDS}
        boxes = request.POST.dict()
        try:
            made = _make(request, school, sent)
            messages.success(request, "The award is made. Look next at whom it leaves out.")
            return redirect("award_check", school_id=school.pk, award_id=made.pk)
        except TooLong as problem:
            refusal = RecognitionRefused(str(problem), field="name")
        except RecognitionRefused as problem:
            refusal = problem
    years = year_groups_of(school.lowest_age, school.highest_age)
    context = {
        "sent": sent,
        "boxes": boxes,
        "measures": [(value, words, "") for value, words in Award.Measure.choices],
        "years": [("", "Every year"), *((one, year_group_in_words(one)) for one in years)],
        **faults(refusal),
    }
    return render(request, "school/recognition/new.html", context, status=422 if refusal else 200)


@page(Permission.AWARD_VIEW)
def award(request: PageRequest, school: School, award_id: int) -> HttpResponse:
    """Show who meets an award, with the figures."""
    return show_award(request, school, award_id)


def show_award(
    request: PageRequest,
    school: School,
    award_id: int,
    refusal: RecognitionRefused | None = None,
    *,
    taking_back: int = 0,
) -> HttpResponse:
    """Show who meets an award; after a refusal, with what was wrong, at whom it was to be taken back from."""
    found = qualifying(request.scope, school_id=school.pk, award_id=award_id, on=clock.today())
    if found is None:
        raise Http404("There is no such award at this school.")
    lists = {
        "meet": found.not_given(Answer.YES, Answer.NOBODY_CAN_SAY),
        "given": found.given,
        "not": found.not_given(Answer.NO),
    }
    asked = "given" if taking_back else request.GET.get("show", "")
    show = asked if asked in lists else "given" if lists["given"] and not lists["meet"] else "meet"
    pages = max(1, -(-len(lists[show]) // PER_PAGE))
    number = min(pages, max(1, whole_number(request.GET.get("page", "")) or 1))
    if taking_back:
        place = next(
            (i for i, one in enumerate(lists["given"]) if one.given and one.given.pk == taking_back), 0
        )
        number = place // PER_PAGE + 1
    context = {
        "found": found,
        "award": found.award,
        "year_group": year_group_in_words(found.award.year_group),
        "meet": len(found.those(Answer.YES)),
        "unsaid": len(found.those(Answer.NOBODY_CAN_SAY)),
        "to_give": len(found.not_given(Answer.YES)),
        "counts": {name: len(of_it) for name, of_it in lists.items()},
        "show": show,
        "shown": lists[show][(number - 1) * PER_PAGE : number * PER_PAGE],
        "page_number": number,
        "pages": pages,
        "a_few": A_FEW,
        **faults(refusal),
    }
    return render(request, "school/recognition/award.html", context, status=409 if refusal else 200)


@page(Permission.AWARD_VIEW)
def check(request: PageRequest, school: School, award_id: int) -> HttpResponse:
    """Show whom an award leaves out, by group."""
    found = whom_it_leaves_out(request.scope, school_id=school.pk, award_id=award_id, on=clock.today())
    if found is None:
        raise Http404("There is no such award at this school.")
    return render(
        request, "school/recognition/check.html", {"found": found, "award": found.award, "small": SMALL}
    )


@page(Permission.AWARD_MAKE)
def looked_at(request: PageRequest, school: School, award_id: int) -> HttpResponse:
    """Keep that somebody looked at whom an award leaves out."""
    return done(request, school, award_id, check_award, "Kept. The award can be given.")


@page(Permission.AWARD_MAKE)
def end(request: PageRequest, school: School, award_id: int) -> HttpResponse:
    """Ask whether an award is to be ended, and end it."""
    if request.method != "POST":
        standing = standing_award(request.scope, school_id=school.pk, award_id=award_id)
        if standing:
            return ask(request, _whether_to_end(standing))
    return done(request, school, award_id, end_award, "The award is ended. What was given stays.")


@page(Permission.AWARD_VIEW)
def figures(request: PageRequest, school: School, award_id: int, pupil_id: int) -> HttpResponse:
    """Open one pupil's figures to the sessions behind them."""
    found = figures_opened(
        request.scope, school_id=school.pk, award_id=award_id, pupil_id=pupil_id, on=clock.today()
    )
    if found is None:
        raise Http404("That award is not for that pupil.")
    record_viewing(
        by=request.actor, school_id=school.pk, pupil_id=pupil_id, page="recognition", now=clock.now()
    )
    context = {"found": found, "award": found.award, "pupil": found.candidate.pupil}
    return render(request, "school/recognition/figures.html", context)


def _whether_to_end(award: Award) -> Question:
    return Question(
        f"End “{award.name}”?",
        (
            "It is given to nobody any more, and is not begun again: another is made instead.",
            "What was given stays, and its certificates can still be printed.",
        ),
        do="End this award",
        leave="Leave it as it is",
        back=reverse("award", kwargs={"school_id": award.school_id, "award_id": award.pk}),
    )


def done(
    request: PageRequest, school: School, award_id: int, do: Callable[..., Any], said: str
) -> HttpResponse:
    """Do one thing to an award where it was asked for by a form, and say so."""
    if request.method == "POST":
        try:
            do(school_id=school.pk, award_id=award_id, by=request.actor, now=clock.now())
            messages.success(request, said)
        except RecognitionRefused as refusal:
            return show_award(request, school, award_id, refusal)
    return redirect("award", school_id=school.pk, award_id=award_id)


def faults(refusal: RecognitionRefused | None) -> dict[str, object]:
    """Return a refusal as a page shows it: at its field, and at the top."""
    return {
        "fault": {refusal.field: str(refusal)} if refusal else {},
        "errors": [{"text": str(refusal), "href": f"#{refusal.field}"}] if refusal else [],
    }


def _make(request: PageRequest, school: School, sent: dict[str, str]) -> Award:
    improves = sent["measure"] == Award.Measure.IMPROVEMENT
    return make_award(
        school_id=school.pk,
        name=sent["name"],
        what=sent["what"],
        measure=sent["measure"],
        threshold=_number(sent["threshold"]),
        first_day=_day(request, "first_day"),
        last_day=_day(request, "last_day"),
        before=(_day(request, "before_first_day"), _day(request, "before_last_day")) if improves else None,
        year_group=sent["year_group"],
        sets_aside=sent["sets_aside"] != "no",
        by=request.actor,
        now=clock.now(),
    )


def _number(typed: str) -> Decimal | None:
    try:
        number = Decimal(typed)
    except InvalidOperation:
        return None
    return round(number, 1) if number.is_finite() and abs(number) < 1_000 else None


def _day(request: PageRequest, name: str) -> dt.date:
    try:
        return date_from_boxes(request.POST, name, _DAYS[name])
    except DateNotGiven as problem:
        raise RecognitionRefused(str(problem), field=name) from None
