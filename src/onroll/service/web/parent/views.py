"""Attendance, reporting an absence and asking for leave, for whoever holds a parent's own link."""

from __future__ import annotations

import datetime as dt
import secrets
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from onroll.law.absence_measures import PERSISTENT_ABSENCE
from onroll.law.leave_of_absence import PERMITTED, Purpose
from onroll.law.reasons_given import ReasonKind
from onroll.service import clock
from onroll.service.parents.actions.reporting import ask_for_leave_by_link, report_absence
from onroll.service.parents.queries.accounts import account_offer
from onroll.service.parents.queries.page import ParentPage
from onroll.service.parents.refusals import ParentRefusal
from onroll.service.room_for_words import TooLong
from onroll.service.web.components.dates import DateNotGiven, boxes_of, date_from_boxes
from onroll.service.web.parent.ways import Way, child_in, form_page
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest
from onroll.service.whole_numbers import whole_numbers

#: What a family asks leave for, of the purposes the law knows, as a family would say it.
_PURPOSES = {
    Purpose.EXCEPTIONAL: "Something exceptional",
    Purpose.INTERVIEW: "An interview for a job, or for a place at another school or college",
    Purpose.PERFORMANCE: "A licensed performance, such as a play or filming",
    Purpose.APPOINTMENT: "A medical or dental appointment",
}
_HALVES = (("", "The whole day"), ("AM", "The morning"), ("PM", "The afternoon"))


def home(request: PageRequest, way: Way, found: ParentPage) -> HttpResponse:
    """Show each child's attendance, what waits, and what was written."""
    context = {
        "found": found,
        "way": way,
        "persistent_at": PERSISTENT_ABSENCE.on(clock.today()),
        "offer": None if way.by_account else account_offer(found.link),
        "parents_page": True,
    }
    return render(request, "parent/home.html", context)


def absence(request: PageRequest, way: Way, found: ParentPage, pupil_id: int) -> HttpResponse:
    """Ask for the days and the reason of an absence, and send it to the school."""
    child = child_in(found, pupil_id)
    today = clock.today()
    errors: dict[str, str] = {}
    values: dict[str, Any] = {**boxes_of("first_day", today), **boxes_of("last_day", today)}
    if request.method == "POST":
        values, days = request.POST.dict(), _days(request, errors)
        if not errors:
            try:
                report_absence(
                    secret=way.key,
                    pupil_id=pupil_id,
                    session=values.get("session", ""),
                    kind=values.get("kind", ""),
                    words=values.get("words", ""),
                    key=values.get("key", "") or secrets.token_urlsafe(16),
                    now=clock.now(),
                    **days,
                )
            except ParentRefusal as refusal:
                errors[refusal.field or "kind"] = str(refusal)
            except TooLong as refusal:
                errors["words"] = str(refusal)
            else:
                messages.success(
                    request,
                    f"Thank you. The school has been told about {child.pupil.forename}, and reads it before it goes in the register.",
                )
                return redirect(way.to("page"))
    context = {
        "child": child,
        "kinds": [(one.value, one.in_words, "") for one in ReasonKind],
        "halves": _HALVES,
    }
    return form_page(request, "parent/absence.html", way, found, values, errors, context)


def leave(request: PageRequest, way: Way, found: ParentPage) -> HttpResponse:
    """Ask for leave for one child or several, and send it to the head."""
    errors: dict[str, str] = {}
    values: dict[str, Any] = {}
    chosen = [str(one.pupil.pk) for one in found.children[:1]] if len(found.children) == 1 else []
    if request.method == "POST":
        values, chosen = request.POST.dict(), request.POST.getlist("pupil")
        if not chosen:
            errors["pupil"] = "Choose at least one child."
        days = _days(request, errors)
        if not values.get("reason", "").strip():
            errors["reason"] = "Write why you ask, in your own words."
        if not errors:
            try:
                ask_for_leave_by_link(
                    secret=way.key,
                    pupil_ids=whole_numbers(chosen),
                    purpose=values.get("purpose", ""),
                    reason=values.get("reason", ""),
                    away_at=values.get("away_at", ""),
                    other_schools=values.get("other_schools", ""),
                    key=values.get("key", "") or secrets.token_urlsafe(16),
                    now=clock.now(),
                    **days,
                )
            except ParentRefusal as refusal:
                errors[refusal.field or "reason"] = str(refusal)
            except TooLong as refusal:
                errors["reason"] = str(refusal)
            else:
                messages.success(
                    request, "Thank you. The head decides, and writes to you. Until then, nothing is agreed."
                )
                return redirect(way.to("page"))
    permitted = PERMITTED.on(clock.today())
    context = {
        "purposes": [(one.value, words, "") for one, words in _PURPOSES.items() if one in permitted],
        "chosen": chosen,
    }
    return form_page(request, "parent/leave.html", way, found, values, errors, context)


def _days(request: PageRequest, errors: dict[str, str]) -> dict[str, dt.date]:
    days = {}
    for name, what in (("first_day", "the first day"), ("last_day", "the last day")):
        try:
            days[name] = date_from_boxes(request.POST, name, what)
        except DateNotGiven as refusal:
            errors[name] = str(refusal)
    return days
