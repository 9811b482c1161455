"""Proposing a part-time timetable: find the pupil, then the agreement; or one that goes on from another."""

from __future__ import annotations

import datetime as dt
import secrets
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from onroll.service import clock
from onroll.service.access.permissions import Permission
from onroll.service.attendance_register.queries.pupils_on_day import pupils_to_plan_for
from onroll.service.lessons.queries.weeks import cycle_of
from onroll.service.organisations.models import School
from onroll.service.part_time_timetables.actions.proposing import propose_timetable
from onroll.service.part_time_timetables.models import PartTimeTimetable
from onroll.service.part_time_timetables.proposal import Proposal
from onroll.service.part_time_timetables.queries.timetables import (
    Line,
    pupil_to_propose_for,
    timetables_of_pupil,
)
from onroll.service.part_time_timetables.refusals import TimetableRefusal
from onroll.service.part_time_timetables.weekly import DAYS, HALVES, WEEKS
from onroll.service.room_for_words import TooLong
from onroll.service.web.components.dates import boxes_of, days_from_boxes
from onroll.service.web.components.faults import faults_of, shown
from onroll.service.web.pages import page
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest

#: Pupils shown for a search.
MOST = 20
_DAYS = (
    ("first_day", "the first day"),
    ("last_day", "the last day"),
    ("first_review_on", "the first review"),
)
_WORDS = (
    "reason", "words", "responsible", "safety", "support", "aim", "lead", "pupil_view", "why_so_long", "extension_reasons",
)  # fmt: skip


@page(Permission.TIMETABLE_RECORD)
def choose(request: PageRequest, school: School) -> HttpResponse:
    """Find the pupil a timetable is for."""
    words = request.GET.get("q", "").strip()
    found = (
        pupils_to_plan_for(request.scope, school_id=school.pk, on=clock.today(), words=words) if words else []
    )
    context = {"q": words, "found": found[:MOST], "more": max(0, len(found) - MOST)}
    return render(request, "school/timetables/choose.html", context)


@page(Permission.TIMETABLE_RECORD)
def propose(request: PageRequest, school: School, pupil_id: int) -> HttpResponse:
    """Ask for what is proposed, and keep it."""
    before = _before(request, school, pupil_id)
    if request.method != "POST":
        return _form(request, school, pupil_id, _begin_with(before), before, {})
    days, unread = days_from_boxes(request.POST, _DAYS)
    try:
        made = propose_timetable(
            school_id=school.pk,
            pupil_id=pupil_id,
            proposal=_proposal(request, days, before),
            key=request.POST.get("key", "") or secrets.token_urlsafe(16),
            by=request.actor,
            now=clock.now(),
        )
    except (TimetableRefusal, TooLong) as refusal:
        faults = faults_of(refusal, otherwise="words", unread=unread)
        return _form(request, school, pupil_id, request.POST.dict(), before, faults)
    messages.success(request, "The proposal is recorded. It stands once a parent and the head agree to it.")
    return redirect("timetable", school_id=school.pk, timetable_id=made.pk)


def _before(request: PageRequest, school: School, pupil_id: int) -> Line | None:
    """Return the timetable that this one goes on from or is made afresh from, where the address names one."""
    asked = request.GET.get("from", "")
    lines = timetables_of_pupil(request.scope, school_id=school.pk, pupil_id=pupil_id, on=clock.today())
    return next((one for one in lines if str(one.timetable.pk) == asked), None)


def _is_extension(before: Line | None) -> bool:
    return before is not None and before.state in ("running", "over", "ended")


def _proposal(request: PageRequest, days: dict[str, dt.date | None], before: Line | None) -> Proposal:
    sent = request.POST
    words: dict[str, Any] = {name: sent.get(name, "") for name in _WORDS}
    return Proposal(
        out=sent.getlist("out"),
        extends_id=before.timetable.pk if before and _is_extension(before) else None,
        first_day=days["first_day"],
        last_day=days["last_day"],
        first_review_on=days["first_review_on"],
        **words,
    )


def _begin_with(before: Line | None) -> dict[str, Any]:
    if before is None:
        return {}
    said = {name: getattr(before.timetable, name) for name in _WORDS if name != "extension_reasons"}
    if _is_extension(before):
        return said | {"out": before.timetable.sessions_out.split()}
    days = {name: getattr(before.timetable, name) for name, _ in _DAYS}
    boxes = {key: value for name, day in days.items() for key, value in boxes_of(name, day).items()}
    return said | boxes | {"out": before.timetable.sessions_out.split()}


def _grids(school_id: int, out: list[str]) -> list[tuple[str, str, bool]]:
    """Return for which weeks the sessions out are asked: of one alone where the school has two, unfolded where any is ticked."""
    every = [("", "Every week", True)]
    if cycle_of(school_id) is None:
        return every
    return [*every, *((week, f"Week {week} alone", any(one.endswith(week) for one in out)) for week in WEEKS)]


def _form(
    request: PageRequest,
    school: School,
    pupil_id: int,
    values: dict[str, Any],
    before: Line | None,
    faults: dict[str, str],
) -> HttpResponse:
    out = request.POST.getlist("out") if request.method == "POST" else values.get("out", [])
    return render(
        request,
        "school/timetables/propose.html",
        {
            "pupil": pupil_to_propose_for(request.scope, school_id=school.pk, pupil_id=pupil_id),
            "before": before if _is_extension(before) else None,
            "values": values,
            "out": out,
            "key": values.get("key") or secrets.token_urlsafe(16),
            "reasons": [(value, label, "") for value, label in PartTimeTimetable.Reason.choices],
            "weekdays": DAYS.items(),
            "halves": HALVES.items(),
            "grids": _grids(school.pk, out),
            **shown(faults),
        },
        status=422 if faults else 200,
    )
