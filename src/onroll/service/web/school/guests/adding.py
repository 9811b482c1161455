"""Adding a guest: find the pupil, then say what the two schools agreed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect

from onroll.law.dual_registration import COVERED, DUAL_REGISTRATION
from onroll.service import clock
from onroll.service.access.permissions import Permission
from onroll.service.attendance_register.actions.refusals import AttendanceRefusal
from onroll.service.attendance_register.queries.pupils_on_day import pupils_to_plan_for
from onroll.service.guests.actions.hosting import Agreed, take_in
from onroll.service.guests.queries.finding import pupil_found
from onroll.service.guests.refusals import GuestRefused
from onroll.service.organisations.models import School
from onroll.service.room_for_words import TooLong
from onroll.service.web.components.dates import boxes_of, days_from_boxes
from onroll.service.web.components.faults import faults_of, shown
from onroll.service.web.components.weeks import weeks_offered
from onroll.service.web.pages import page
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest
from onroll.service.web.school.planned.forms import week_of_two
from onroll.service.web.school.planned.views import WEEKDAYS

#: Pupils shown for a search.
MOST = 20
_DAYS = (
    ("first_day", "the first day"),
    ("last_day", "the last day"),
    ("agreed_on", "the day it was agreed"),
)


@page(Permission.PROVISION_ARRANGE)
def choose(request: PageRequest, school: School) -> HttpResponse:
    """Find the pupil who is a guest."""
    words = request.GET.get("q", "").strip()
    pupils = (
        pupils_to_plan_for(request.scope, school_id=school.pk, on=clock.today(), words=words) if words else []
    )
    context = {
        "q": words,
        "pupils": pupils[:MOST],
        "more": max(0, len(pupils) - MOST),
        "registered": DUAL_REGISTRATION,
        "covered": COVERED,
    }
    return render(request, "school/guests/choose.html", context)


@page(Permission.PROVISION_ARRANGE)
def add(request: PageRequest, school: School, pupil_id: int) -> HttpResponse:
    """Say what was agreed, and add the guest."""
    sent = request.POST
    faults: dict[str, str] = {}
    if request.method == "POST":
        days, unread = days_from_boxes(sent, _DAYS)
        try:
            take_in(
                school_id=school.pk,
                pupil_id=pupil_id,
                agreed=_agreed(sent, days),
                by=request.actor,
                now=clock.now(),
            )
        except (GuestRefused, AttendanceRefusal, TooLong) as why:
            faults = faults_of(why, unread=unread)
        else:
            messages.success(request, "Added. Each day their home school is told how they attended.")
            return redirect("guests", school_id=school.pk)
    context: dict[str, Any] = {
        "found": pupil_found(request.scope, school_id=school.pk, pupil_id=pupil_id, on=clock.today()),
        "values": sent.dict() if faults else _beginning(clock.today()),
        "weekdays": WEEKDAYS,
        "weeks": weeks_offered(school.pk),
        "weekdays_chosen": sent.getlist("weekday") if faults else list("12345"),
        **shown(faults),
    }
    return render(request, "school/guests/add.html", context, status=422 if faults else 200)


def _beginning(today: dt.date) -> Mapping[str, str]:
    return {**boxes_of("first_day", today), **boxes_of("agreed_on", today)}


def _agreed(sent: QueryDict, days: Mapping[str, dt.date | None]) -> Agreed:
    return Agreed(
        first_day=days["first_day"],
        last_day=days["last_day"],
        agreed_on=days["agreed_on"],
        agreement=sent.get("agreement", ""),
        contact=sent.get("contact", ""),
        responsible=sent.get("responsible", ""),
        telephone=sent.get("telephone", ""),
        email=sent.get("email", ""),
        session=sent.get("session", "") if sent.get("session") in ("AM", "PM") else "",
        week=week_of_two(sent),
        weekdays="".join(sorted(set(sent.getlist("weekday")) & set("12345"))),
    )
