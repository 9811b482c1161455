"""Notes of remote education: the list, adding one, and one with its reviews."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect

from onroll.law.planned_attendance import APPROVED_ACTIVITY, IN_PERSON
from onroll.service import clock
from onroll.service.access.actions.viewing import record_viewing, record_viewings
from onroll.service.access.permissions import Permission
from onroll.service.attendance_register.queries.pupils_on_day import pupils_to_plan_for
from onroll.service.organisations.models import School
from onroll.service.people.pupil_of_school import pupil_of_school
from onroll.service.remote_education.actions.noting import (
    Remote,
    note_remote_education,
    review_remote_education,
)
from onroll.service.remote_education.models import RemoteNote
from onroll.service.remote_education.queries.notes import remote_note, remote_notes
from onroll.service.remote_education.refusals import RemoteRefused
from onroll.service.room_for_words import TooLong
from onroll.service.web.components.dates import DateNotGiven, boxes_of, day_asked, days_from_boxes
from onroll.service.web.components.faults import faults_of, shown
from onroll.service.web.pages import page
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest

#: Pupils shown for a search.
MOST = 20
_DAYS = (
    ("first_day", "the first day"),
    ("last_day", "the last day"),
    ("review_on", "the day it is looked at again"),
)


@page(Permission.ARRANGEMENT_VIEW)
def notes_page(request: PageRequest, school: School) -> HttpResponse:
    """List the notes, and the days of remote education there were."""
    lines = remote_notes(request.scope, school_id=school.pk, on=clock.today())
    record_viewings(
        by=request.actor,
        school_id=school.pk,
        pupil_ids={one.note.pupil_id for one in lines},
        page="remote education",
        now=clock.now(),
    )
    context = {
        "lines": lines,
        "pupils": len({one.note.pupil_id for one in lines}),
        "sessions": sum(one.sessions for one in lines),
        "law": (APPROVED_ACTIVITY, IN_PERSON),
    }
    return render(request, "school/remote/notes.html", context)


@page(Permission.PROVISION_ARRANGE)
def choose(request: PageRequest, school: School) -> HttpResponse:
    """Find the pupil who is set work at home."""
    words = request.GET.get("q", "").strip()
    pupils = (
        pupils_to_plan_for(request.scope, school_id=school.pk, on=clock.today(), words=words) if words else []
    )
    context = {"q": words, "pupils": pupils[:MOST], "more": max(0, len(pupils) - MOST)}
    return render(request, "school/remote/choose.html", context)


@page(Permission.PROVISION_ARRANGE)
def add(request: PageRequest, school: School, pupil_id: int) -> HttpResponse:
    """Say what is set and why, and note it."""
    sent = request.POST
    faults: dict[str, str] = {}
    law = None
    if request.method == "POST":
        days, unread = days_from_boxes(sent, _DAYS)
        try:
            made = note_remote_education(
                school_id=school.pk,
                pupil_id=pupil_id,
                remote=_remote(sent, days),
                by=request.actor,
                now=clock.now(),
            )
        except (RemoteRefused, TooLong) as why:
            faults, law = faults_of(why, unread=unread), getattr(why, "citation", None)
        else:
            messages.success(request, "Noted. The register stays as it is: the pupil is absent.")
            return redirect("remote_note", school_id=school.pk, note_id=made.pk)
    context: dict[str, Any] = {
        "pupil": pupil_of_school(pupil_id, school_id=school.pk),
        "reasons": [(value, label, "") for value, label in RemoteNote.Reason.choices],
        "values": sent.dict() if faults else boxes_of("first_day", clock.today()),
        "law": law,
        **shown(faults),
    }
    return render(request, "school/remote/add.html", context, status=422 if faults else 200)


@page(Permission.ARRANGEMENT_VIEW)
def note(request: PageRequest, school: School, note_id: int) -> HttpResponse:
    """Show one note with what the register has for its days."""
    return _shown(request, school, note_id)


@page(Permission.PROVISION_ARRANGE)
def review(request: PageRequest, school: School, note_id: int) -> HttpResponse:
    """Look at a note again, or end it."""
    if request.method == "POST":
        try:
            made = review_remote_education(
                school_id=school.pk,
                note_id=note_id,
                words=request.POST.get("words", ""),
                next_on=day_asked(request.POST, "next_on", "the day of the next look"),
                by=request.actor,
                now=clock.now(),
            )
        except (RemoteRefused, DateNotGiven, TooLong) as refusal:
            return _shown(request, school, note_id, refusal)
        messages.success(request, "The look is recorded." if made.next_on else "Ended.")
    return redirect("remote_note", school_id=school.pk, note_id=note_id)


def _shown(
    request: PageRequest, school: School, note_id: int, refusal: Exception | None = None
) -> HttpResponse:
    line = remote_note(request.scope, school_id=school.pk, note_id=note_id, on=clock.today())
    if line is None:
        raise Http404("This school has no such note.")
    record_viewing(
        by=request.actor,
        school_id=school.pk,
        pupil_id=line.note.pupil_id,
        page="remote education",
        now=clock.now(),
    )
    where = getattr(refusal, "field", "") or "next_on-day"
    context = {
        "line": line,
        "law": APPROVED_ACTIVITY,
        "values": request.POST.dict() if refusal else {},
        "errors": [{"text": str(refusal), "href": f"#{where}"}] if refusal else [],
        "where": where,
    }
    return render(request, "school/remote/note.html", context, status=422 if refusal else 200)


def _remote(sent: QueryDict, days: Mapping[str, dt.date | None]) -> Remote:
    return Remote(
        first_day=days["first_day"],
        last_day=days["last_day"],
        reason=sent.get("reason", ""),
        code=sent.get("code", "").strip().upper(),
        what=sent.get("what", ""),
        agreed_with=sent.get("agreed_with", ""),
        review_on=days["review_on"],
    )
