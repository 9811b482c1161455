"""Recording what a parent tells the school (regulation 8(3))."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from onroll.law.admission_register import MoveNotification, OtherSchoolNotification
from onroll.service import clock
from onroll.service.access.permissions import Permission
from onroll.service.admission_register.actions.notifying import NotificationRefused, record_notification
from onroll.service.organisations.models import School
from onroll.service.web.components.dates import DateNotGiven, date_from_boxes
from onroll.service.web.pages import page
from onroll.service.web.rendering import render
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
            problems = _record(request, school, enrolment_id, of, values, from_day)
        if not problems:
            messages.success(request, "Recorded in the admission register.")
            return redirect("roll-entry", school_id=school.pk, enrolment_id=enrolment_id)
    return render(
        request,
        "school/roll/notify.html",
        {
            "entry": found,
            "of": of,
            "values": values,
            "error": problems,
            "errors": [{"text": text, "href": f"#{name}"} for name, text in problems.items()],
        },
        status=422 if problems else 200,
    )


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
    of: str,
    values: dict[str, str],
    from_day: dt.date | None,
) -> dict[str, str]:
    try:
        record_notification(
            school_id=school.pk,
            enrolment_id=enrolment_id,
            notification=MoveNotification(values.get("parent_name", ""), values.get("address", ""), from_day)
            if of == "move"
            else OtherSchoolNotification(values.get("school_name", ""), from_day),
            manner=values.get("manner", ""),
            told_by=values.get("told_by", ""),
            by=request.actor,  # type: ignore[attr-defined]
            now=clock.now(),
        )
    except NotificationRefused as refused:
        return {_BOX.get(field, field): message for field, message, _ in refused.faults}
    return {}
