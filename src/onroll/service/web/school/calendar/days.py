"""One day of the calendar, or a span of days from it: what it is, and making it something else."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from onroll.law.school_time import AcademicYear
from onroll.service import clock
from onroll.service.access.permissions import Permission
from onroll.service.attendance_register.models import Closure
from onroll.service.attendance_register.queries.closures import part_closures_on
from onroll.service.organisations.actions.calendar import set_span
from onroll.service.organisations.models import School
from onroll.service.organisations.queries.calendar import school_year
from onroll.service.organisations.queries.groups import groups_on
from onroll.service.organisations.refusals import OrganisationRefusal, SessionsHaveEntries
from onroll.service.web.formats import counted
from onroll.service.web.pages import Reach, page
from onroll.service.web.rendering import render
from onroll.service.web.school.calendar.forms import (
    CHOICES,
    HALVES,
    TIME_FIELDS,
    Errors,
    day_values,
    read_day,
)
from onroll.service.web.school.registers.groups import in_words


@page(Permission.CALENDAR_VIEW, to_send=Permission.CALENDAR_EDIT, reach=Reach.SOMEWHERE)
def day(request: HttpRequest, school: School, date: dt.date) -> HttpResponse:
    """Show what a day of the calendar is; set it, or a span from it."""
    if request.method != "POST":
        return _show(request, school, date, [])
    sent = read_day(request.POST, date)
    if sent.errors or sent.last_day is None:
        return _show(request, school, date, sent.errors, status=409)
    try:
        change = set_span(
            school_id=school.pk,
            first_day=date,
            last_day=sent.last_day,
            halves=sent.halves,
            by=request.actor,  # type: ignore[attr-defined]
            now=clock.now(),
        )
    except OrganisationRefusal as refusal:
        return _show(request, school, date, [], refusal=refusal, status=409)
    if change is None:
        messages.success(request, "Nothing was new: the calendar already said so.")
    else:
        messages.success(
            request, f"{change.what}. {counted(change.sessions, 'session')} changed. Undo it under Changes."
        )
    address = reverse("calendar", kwargs={"school_id": school.pk})
    return redirect(f"{address}?year={AcademicYear.of(date).first_day.year}#m{date:%Y-%m}")


def _part_closures(request: HttpRequest, school: School, date: dt.date) -> list[tuple[Closure, str]]:
    """Return what closes a part of the school that day, each with the groups closed."""
    scope = request.scope  # type: ignore[attr-defined]
    groups = groups_on(scope, school_id=school.pk, on=date)
    return [
        (closure, in_words(closure.groups.all(), groups, on=date))
        for closure in part_closures_on(scope, school_id=school.pk, date=date)
    ]


def _show(
    request: HttpRequest,
    school: School,
    date: dt.date,
    errors: Errors,
    *,
    refusal: OrganisationRefusal | None = None,
    status: int = 200,
) -> HttpResponse:
    shown = school_year(request.scope, school_id=school.pk, year=AcademicYear.of(date))  # type: ignore[attr-defined]
    today = shown.day(date)
    values = request.POST.dict() if request.method == "POST" else day_values(today, shown.times)
    return render(
        request,
        "school/calendar/day.html",
        {
            "date": date,
            "day": today,
            "part_closures": _part_closures(request, school, date),
            "halves": HALVES,
            "usual": {half: shown.times.find(date, half) for half in HALVES},
            "choices": CHOICES,
            "time_fields": TIME_FIELDS,
            "values": values,
            "times_given": any(values.get(f"{half}-{name}") for half in HALVES for name, _ in TIME_FIELDS),
            "errors": [*errors, *([{"text": str(refusal), "href": "#AM"}] if refusal else [])],
            "error_by_box": {error["href"][1:]: error["text"] for error in errors},
            "has_entries": isinstance(refusal, SessionsHaveEntries),
            "citations": {cited.short_text: cited for cited in refusal.citations}.values() if refusal else (),
            "before": date - dt.timedelta(days=1),
            "after": date + dt.timedelta(days=1),
        },
        status=status,
    )
