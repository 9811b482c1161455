"""Recording a suspension or exclusion: find the pupil, then its kind, days and reason."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from onroll.law.exclusions import ExclusionKind
from onroll.service import clock
from onroll.service.access.permissions import Permission
from onroll.service.attendance_register.actions.refusals import AttendanceRefusal, PlansOverlap
from onroll.service.attendance_register.queries.pupils_on_day import pupils_on_day
from onroll.service.exclusions.actions.excluding import exclude
from onroll.service.exclusions.refusals import ExclusionRefused
from onroll.service.organisations.models import School
from onroll.service.people.pupil_of_school import pupil_of_school
from onroll.service.room_for_words import TooLong
from onroll.service.web.components.dates import PARTS, boxes_of, days_from_boxes
from onroll.service.web.components.faults import faults_of, shown
from onroll.service.web.pages import page
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest
from onroll.service.whole_numbers import whole_number

#: Pupils shown for a search.
MOST = 20
#: No year has more days.
MOST_DAYS = 366
KINDS = (
    (ExclusionKind.SUSPENSION.value, "Suspension", "For some days"),
    (
        ExclusionKind.PERMANENT.value,
        "Permanent exclusion",
        "The pupil stays on the roll until the law lets the name go",
    ),
)


@page(Permission.EXCLUSION_DECIDE)
def choose(request: PageRequest, school: School) -> HttpResponse:
    """Find the pupil."""
    words = request.GET.get("q", "").strip()
    found = (
        pupils_on_day(request.scope, school_id=school.pk, date=clock.today(), words=words) if words else []
    )
    context = {"q": words, "found": found[:MOST], "more": max(0, len(found) - MOST)}
    return render(request, "school/exclusions/choose.html", context)


@page(Permission.EXCLUSION_DECIDE)
def exclude_pupil(request: PageRequest, school: School, pupil_id: int) -> HttpResponse:
    """Ask for the kind, the days and the reason, and record it."""
    sent, overlaps = request.POST, False
    faults: dict[str, str] = {}
    if request.method == "POST":
        days, unread = _days(sent)
        try:
            made = exclude(
                school_id=school.pk,
                pupil_id=pupil_id,
                kind=sent.get("kind", ""),
                first_day=days["first_day"],
                last_day=days["last_day"],
                reason=sent.get("reason", ""),
                days_elsewhere=_days_elsewhere(sent.get("days_elsewhere", "")),
                counts_instead="counts_instead" in sent,
                key=sent.get("key", "") or secrets.token_urlsafe(16),
                by=request.actor,
                now=clock.now(),
            )
        except PlansOverlap as why:
            overlaps = True
            faults = faults_of(why, otherwise="counts_instead")
        except (ExclusionRefused, AttendanceRefusal, TooLong) as why:
            faults = faults_of(why, otherwise="reason", unread=unread)
        else:
            messages.success(request, "It is recorded, and the registers show it. Write to the parents next.")
            return redirect("exclusion", school_id=school.pk, exclusion_id=made.pk)
    context = {
        "pupil": pupil_of_school(pupil_id, school_id=school.pk),
        "kinds": KINDS,
        "values": sent.dict() if faults else boxes_of("first_day", clock.today()),
        "key": sent.get("key") or secrets.token_urlsafe(16),
        "overlaps": overlaps,
        **shown(faults),
    }
    return render(request, "school/exclusions/exclude.html", context, status=422 if faults else 200)


def _days(sent: Mapping[str, str]) -> tuple[dict[str, dt.date | None], dict[str, str]]:
    """Return both days; a last day left blank is none, and nothing wrong with how it was typed."""
    has_last = any(sent.get(f"last_day-{part}", "").strip() for part in PARTS)
    asked = (("first_day", "the first day"), *((("last_day", "the last day"),) if has_last else ()))
    read, unread = days_from_boxes(sent, asked)
    return {"last_day": None, **read}, unread


def _days_elsewhere(typed: str) -> int | None:
    """Return a number of school days as typed, none where nothing is; None where it is no such number."""
    days = whole_number(typed.strip() or "0")
    return None if days is None or days > MOST_DAYS else days
