"""Recording that leave was asked for: find a child, then the request, for brothers and sisters at once."""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from onroll.law.leave_of_absence import PERMITTED, Purpose
from onroll.service import clock
from onroll.service.access.permissions import Permission
from onroll.service.attendance_register.queries.pupils_on_day import pupils_to_plan_for
from onroll.service.leave_of_absence.actions.asking import ask_for_leave
from onroll.service.leave_of_absence.models import LeaveRequest
from onroll.service.leave_of_absence.queries.requests import family_to_ask_for
from onroll.service.leave_of_absence.refusals import LeaveRefusal
from onroll.service.organisations.models import School
from onroll.service.room_for_words import TooLong
from onroll.service.web.components.dates import DateNotGiven, boxes_of, date_from_boxes
from onroll.service.web.pages import page
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest
from onroll.service.web.school.people.sent import number
from onroll.service.whole_numbers import whole_numbers

#: Pupils shown for a search.
MOST = 20
#: Agreed and planned by themselves, so not asked for here.
_BY_THEMSELVES = frozenset({Purpose.PART_TIME, Purpose.PART_TIME_NOT_OF_AGE})
_DAYS = (
    ("asked_on", "the day it was asked for"),
    ("first_day", "the first day away"),
    ("last_day", "the last day away"),
)


@page(Permission.LEAVE_RECORD)
def choose(request: PageRequest, school: School) -> HttpResponse:
    """Find the child whose family asks."""
    words = request.GET.get("q", "").strip()
    found = (
        pupils_to_plan_for(request.scope, school_id=school.pk, on=clock.today(), words=words) if words else []
    )
    context = {"q": words, "found": found[:MOST], "more": max(0, len(found) - MOST)}
    return render(request, "school/leave/choose.html", context)


@page(Permission.LEAVE_RECORD)
def ask(request: PageRequest, school: School, pupil_id: int) -> HttpResponse:
    """Ask for what the request says, and keep it."""
    today = clock.today()
    if request.method != "POST":
        return _form(request, school, pupil_id, boxes_of("asked_on", today), {})
    days, errors = {}, {}
    for name, what in _DAYS:
        try:
            days[name] = date_from_boxes(request.POST, name, what)
        except DateNotGiven as refusal:
            errors[name] = str(refusal)
    if not errors:
        try:
            made = ask_for_leave(
                school_id=school.pk,
                pupil_ids=whole_numbers(request.POST.getlist("pupil")),
                parent_id=number(request.POST, "parent"),
                how=request.POST.get("how", ""),
                purpose=request.POST.get("purpose", ""),
                reason=request.POST.get("reason", ""),
                away_at=request.POST.get("away_at", ""),
                other_schools=request.POST.get("other_schools", ""),
                evidence=request.POST.get("evidence", ""),
                key=request.POST.get("key", "") or secrets.token_urlsafe(16),
                by=request.actor,
                now=clock.now(),
                **days,
            )
        except (LeaveRefusal, TooLong) as refusal:
            errors["reason"] = str(refusal)
        else:
            messages.success(request, "The request is recorded. The head decides on it for each child.")
            return redirect("leave_request", school_id=school.pk, request_id=made.pk)
    return _form(request, school, pupil_id, request.POST.dict(), errors)


def _form(
    request: PageRequest, school: School, pupil_id: int, values: dict[str, Any], errors: dict[str, str]
) -> HttpResponse:
    family = family_to_ask_for(request.scope, school_id=school.pk, pupil_id=pupil_id, on=clock.today())
    parents = [(one.parent_id, f"{one.parent}, {one.relationship.lower()}", "") for one in family.parents]
    chosen = request.POST.getlist("pupil") if request.method == "POST" else [str(pupil_id)]
    return render(
        request,
        "school/leave/ask.html",
        {
            "family": family,
            "parents": [*parents, ("", "The pupil, who is over compulsory school age", "")],
            "chosen": chosen,
            "values": values,
            "key": values.get("key") or secrets.token_urlsafe(16),
            "ways": LeaveRequest.How.choices,
            "purposes": [
                (one.purpose.value, one.title, "")
                for one in PERMITTED.on(clock.today()).values()
                if one.purpose not in _BY_THEMSELVES
            ],
            "error": errors,
            "errors": [
                {"text": text, "href": f"#{name}" if name == "reason" else f"#{name}-day"}
                for name, text in errors.items()
            ],
        },
        status=422 if errors else 200,
    )
