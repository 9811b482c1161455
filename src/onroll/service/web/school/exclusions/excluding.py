"""Recording a suspension or exclusion: find the pupil, then its kind, days and reason."""

from __future__ import annotations

import secrets
from typing import Any

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
from onroll.service.web.components.dates import DateNotGiven, boxes_of, date_from_boxes, day_asked
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
    sent, refusal = request.POST, None
    if request.method == "POST":
        try:
            made = exclude(
                school_id=school.pk,
                pupil_id=pupil_id,
                kind=sent.get("kind", ""),
                first_day=date_from_boxes(sent, "first_day", "the first day"),
                last_day=day_asked(sent, "last_day", "the last day"),
                reason=sent.get("reason", ""),
                days_elsewhere=_days_elsewhere(sent.get("days_elsewhere", "")),
                counts_instead="counts_instead" in sent,
                key=sent.get("key", "") or secrets.token_urlsafe(16),
                by=request.actor,
                now=clock.now(),
            )
        except (ExclusionRefused, AttendanceRefusal, DateNotGiven, TooLong) as why:
            refusal = why
        else:
            messages.success(request, "It is recorded, and the registers show it. Write to the parents next.")
            return redirect("exclusion", school_id=school.pk, exclusion_id=made.pk)
    context = {
        "pupil": pupil_of_school(pupil_id, school_id=school.pk),
        "kinds": KINDS,
        "values": sent.dict() if refusal else boxes_of("first_day", clock.today()),
        "key": sent.get("key") or secrets.token_urlsafe(16),
        "overlaps": isinstance(refusal, PlansOverlap),
        **_faults(refusal),
    }
    return render(request, "school/exclusions/exclude.html", context, status=422 if refusal else 200)


def _faults(refusal: Exception | None) -> dict[str, Any]:
    """Return what was wrong, beside the field it is about."""
    if refusal is None:
        return {"errors": [], "where": ""}
    where = "reason"
    if isinstance(refusal, ExclusionRefused | DateNotGiven):
        where = refusal.field
    elif isinstance(refusal, PlansOverlap):
        where = "counts_instead"
    return {"errors": [{"text": str(refusal), "href": f"#{where}"}], "where": where}


def _days_elsewhere(typed: str) -> int:
    """Return a number of school days as typed, none where nothing is. Raises ExclusionRefused."""
    text = typed.strip() or "0"
    days = whole_number(text)
    if days is None or days > MOST_DAYS:
        raise ExclusionRefused(
            "Give the school days suspended from other schools as a whole number, such as 4, or 0 where there were none.",
            field="days_elsewhere",
        )
    return days
