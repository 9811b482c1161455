"""Registers as PDF: a group's week or half term, and the admission register as at a day."""

from __future__ import annotations

import datetime as dt

from django.http import Http404, HttpRequest, HttpResponse

from onroll.law.school_time import week_of
from onroll.service import clock
from onroll.service.access.permissions import Permission
from onroll.service.admission_register.actions.exporting import export_register
from onroll.service.admission_register.documents import register_document
from onroll.service.attendance_register.documents.class_register import register_pdf
from onroll.service.organisations.models import RegistrationGroup, School
from onroll.service.organisations.queries.calendar import law_calendar
from onroll.service.web.components.dates import day_asked
from onroll.service.web.pages import Reach, page

_HALF_TERM = dt.timedelta(days=70)


@page(Permission.REGISTER_VIEW, reach=Reach.GROUP)
def week(request: HttpRequest, school: School, group_id: int, date: dt.date) -> HttpResponse:
    """Send a group's register of the week of a day."""
    monday = week_of(date)
    return _register(request, school, group_id, monday, monday + dt.timedelta(days=6))


@page(Permission.REGISTER_VIEW, reach=Reach.GROUP)
def half_term(request: HttpRequest, school: School, group_id: int, date: dt.date) -> HttpResponse:
    """Send a group's register of the half term of a day."""
    calendar = law_calendar(request.scope, school.pk, date - _HALF_TERM, date + _HALF_TERM)  # type: ignore[attr-defined]
    span = calendar.half_term_of(date)
    if span is None:
        raise Http404("The day is in no half term of the calendar.")
    return _register(request, school, group_id, span.first_day, span.last_day)


@page(Permission.ROLL_COPY)
def admission_register(request: HttpRequest, school: School) -> HttpResponse:
    """Send the admission register as it stood at the end of a day."""
    now = clock.now()
    as_at = day_asked(request.GET, "as_at", "the day") or now.date()
    records = export_register(
        school_id=school.pk,
        as_at=as_at,
        kind="pdf",
        by=request.actor,  # type: ignore[attr-defined]
        now=now,
    )
    printed_by = request.actor.name  # type: ignore[attr-defined]
    document = register_document(school, records, as_at=as_at, printed_by=printed_by, now=now)
    return _pdf(document, f"admission-register-{school.urn}-{as_at}")


def _register(
    request: HttpRequest, school: School, group_id: int, first_day: dt.date, last_day: dt.date
) -> HttpResponse:
    try:
        document = register_pdf(
            request.scope,  # type: ignore[attr-defined]
            school_id=school.pk,
            group_id=group_id,
            first_day=first_day,
            last_day=last_day,
            now=clock.now(),
            printed_by=request.actor.name,  # type: ignore[attr-defined]
        )
    except RegistrationGroup.DoesNotExist:
        raise Http404("There is no such registration group.") from None
    return _pdf(document, f"register-{school.urn}-{group_id}-{first_day}")


def _pdf(document: bytes, name: str) -> HttpResponse:
    response = HttpResponse(document, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    response["Cache-Control"] = "no-store, private"
    return response
