"""Recording what a parent tells the school (regulation 8(3)), and putting right what was recorded wrongly."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from onroll.law.admission_register import MoveNotification, OtherSchoolNotification
from onroll.service import clock
from onroll.service.access.permissions import Permission
from onroll.service.admission_register import changes
from onroll.service.admission_register.actions.notifying import NotificationRefused, record_notification
from onroll.service.admission_register.contents import Contents
from onroll.service.admission_register.queries.entries import EntryPage, Notification
from onroll.service.organisations.models import School
from onroll.service.web.components.dates import DateNotGiven, boxes_of, date_from_boxes
from onroll.service.web.pages import page
from onroll.service.web.rendering import render
from onroll.service.web.school.roll.amend import amend_or_say_why
from onroll.service.web.school.roll.entry import entry_or_404

_BOX = {"expected_from": "from_day", "first_attended_or_due_on": "from_day"}


@page(Permission.ROLL_AMEND)
def notify(request: HttpRequest, school: School, enrolment_id: int, of: str) -> HttpResponse:
    """Ask for a move or another school, and record it."""
    if of not in ("move", "other-school"):
        raise Http404("There is no such notification.")
    found = entry_or_404(request, school, enrolment_id)
    values = _words(request)
    problems: dict[str, str] = {}
    if request.method == "POST":
        problems, from_day = _from_day(values)
        if not problems:
            problems = _record(request, school, enrolment_id, _given(of, values, from_day), values)
        if not problems:
            messages.success(request, "Recorded in the admission register.")
            return redirect("roll-entry", school_id=school.pk, enrolment_id=enrolment_id)
    return _show(request, "school/roll/notify.html", found, values, problems, of=of, amends=None)


@page(Permission.ROLL_AMEND)
def amend(request: HttpRequest, school: School, enrolment_id: int, number: int) -> HttpResponse:
    """Ask for a notification as it should have been recorded and why, and amend the register."""
    found, shown, said = _standing(request, school, enrolment_id, number)
    of = "move" if said["of"] == "move" else "other-school"
    values = _words(request) if request.method == "POST" else _said_values(said)
    problems: dict[str, str] = {}
    if request.method == "POST":
        problems, from_day = _from_day(values)
        change = changes.NotificationChange(
            number=number,
            notification=_given(of, values, from_day),
            manner=values.get("manner", ""),
            told_by=values.get("told_by", ""),
        )
        problems = problems or _put_right(request, school, enrolment_id, change, values)
        if not problems:
            messages.success(request, "Amended. What was recorded before is kept with your name and reason.")
            return redirect("roll-entry", school_id=school.pk, enrolment_id=enrolment_id)
    return _show(request, "school/roll/notify.html", found, values, problems, of=of, amends=shown)


@page(Permission.ROLL_AMEND)
def in_error(request: HttpRequest, school: School, enrolment_id: int, number: int) -> HttpResponse:
    """Ask why a notification should not have been recorded, and let the register say so."""
    found, shown, _ = _standing(request, school, enrolment_id, number)
    values = _words(request)
    problems: dict[str, str] = {}
    if request.method == "POST":
        change = changes.NotificationInError(number=number)
        problems = _put_right(request, school, enrolment_id, change, values)
        if not problems:
            messages.success(request, "The register says that it was recorded in error, and keeps it.")
            return redirect("roll-entry", school_id=school.pk, enrolment_id=enrolment_id)
    return _show(request, "school/roll/notification_error.html", found, values, problems, amends=shown)


def _standing(
    request: HttpRequest, school: School, enrolment_id: int, number: int
) -> tuple[EntryPage, Notification, Contents]:
    """Return an entry, one of its notifications in words and what the register holds of it."""
    found = entry_or_404(request, school, enrolment_id)
    shown = next((one for one in found.notifications if one.number == number), None)
    if shown is None:
        raise Http404("The entry has no such notification.")
    return found, shown, found.said["notifications"][number - 1]


def _put_right(
    request: HttpRequest, school: School, enrolment_id: int, change: changes.Change, values: dict[str, str]
) -> dict[str, str]:
    problems = amend_or_say_why(request, school, enrolment_id, change, values.get("reason", ""))
    return {_BOX.get(field, field): message for field, message in problems.items()}


def _show(
    request: HttpRequest,
    template: str,
    found: EntryPage,
    values: dict[str, str],
    problems: dict[str, str],
    **more: Any,
) -> HttpResponse:
    context = {
        "entry": found,
        "values": values,
        "error": problems,
        "errors": [{"text": text, "href": f"#{name}"} for name, text in problems.items()],
        **more,
    }
    return render(request, template, context, status=422 if problems else 200)


def _given(
    of: str, values: dict[str, str], from_day: dt.date | None
) -> MoveNotification | OtherSchoolNotification:
    if of == "move":
        return MoveNotification(values.get("parent_name", ""), values.get("address", ""), from_day)
    return OtherSchoolNotification(values.get("school_name", ""), from_day)


def _said_values(said: Contents) -> dict[str, str]:
    """Return what the boxes hold, from what the register says."""
    words = {key: str(value) for key, value in said.items() if key not in ("of", "from")}
    day = dt.date.fromisoformat(said["from"]) if said.get("from") else None
    return {**words, **boxes_of("from_day", day)}


def _words(request: HttpRequest) -> dict[str, str]:
    return {key: str(value).strip() for key, value in request.POST.items()}


def _from_day(values: dict[str, str]) -> tuple[dict[str, str], dt.date | None]:
    """Return the day typed; None, for the rule to refuse, where none was."""
    try:
        return {}, date_from_boxes(values, "from_day", "the day")
    except DateNotGiven as refusal:
        typed = any(values.get(f"from_day-{part}") for part in ("day", "month", "year"))
        return ({"from_day": str(refusal)} if typed else {}), None


def _record(
    request: HttpRequest,
    school: School,
    enrolment_id: int,
    notification: MoveNotification | OtherSchoolNotification,
    values: dict[str, str],
) -> dict[str, str]:
    try:
        record_notification(
            school_id=school.pk,
            enrolment_id=enrolment_id,
            notification=notification,
            manner=values.get("manner", ""),
            told_by=values.get("told_by", ""),
            by=request.actor,  # type: ignore[attr-defined]
            now=clock.now(),
        )
    except NotificationRefused as refused:
        return {_BOX.get(field, field): message for field, message, _ in refused.faults}
    return {}
