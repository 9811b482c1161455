"""Registers on paper: one, a whole session's, a week's sheet, a list to tick."""

from __future__ import annotations

import datetime as dt

from django.http import Http404, HttpResponse

from onroll.law.attendance_codes import codes_in_force
from onroll.service import clock
from onroll.service.access.permissions import Permission
from onroll.service.attendance_register.queries.board import board
from onroll.service.attendance_register.queries.register import RegisterPage, register_page
from onroll.service.attendance_register.queries.week import week_of_group
from onroll.service.duties.queries import group_with_reminder
from onroll.service.organisations.models import School
from onroll.service.web.pages import Reach, page
from onroll.service.web.rendering import render
from onroll.service.web.requests import PageRequest


@page(Permission.REGISTER_VIEW, reach=Reach.GROUP)
def print_register(
    request: PageRequest, school: School, group_id: int, date: dt.date, session: str
) -> HttpResponse:
    """Print one register; with ?blank=yes, as a list to take it on paper."""
    name = _group_name(request, school, group_id, date, session)
    sheets = [(name, _register(request, school, group_id, date, session))]
    return _sheets(request, sheets, date, session)


@page(Permission.REGISTER_VIEW)
def print_registers(request: PageRequest, school: School, date: dt.date, session: str) -> HttpResponse:
    """Print every register of a session, a page each."""
    rows = board(request.scope, school_id=school.pk, date=date, session=session, now=clock.now())
    sheets = [
        (row.group, _register(request, school, row.group_id, date, session)) for row in rows if row.expected
    ]
    return _sheets(request, sheets, date, session)


@page(Permission.REGISTER_VIEW, reach=Reach.GROUP)
def print_week(request: PageRequest, school: School, group_id: int, date: dt.date) -> HttpResponse:
    """Print a group's week on one sheet."""
    name = _group_name(request, school, group_id, date, "AM")
    week = week_of_group(request.scope, school_id=school.pk, group_id=group_id, date=date)
    used = {code for _, codes in week.rows for code in codes}
    context = {
        "name": name,
        "week": week,
        "group_id": group_id,
        "legend": [one for one in codes_in_force(date) if one.code in used],
        "before": week.monday - dt.timedelta(days=7),
        "after": week.monday + dt.timedelta(days=7),
    }
    return render(request, "school/registers/print_week.html", context)


def _register(
    request: PageRequest, school: School, group_id: int, date: dt.date, session: str
) -> RegisterPage:
    return register_page(
        request.scope,
        school_id=school.pk,
        group_id=group_id,
        date=date,
        session=session,
        has_boarders=school.has_boarders,
        now=clock.now(),
    )


def _sheets(
    request: PageRequest, sheets: list[tuple[str, RegisterPage]], date: dt.date, session: str
) -> HttpResponse:
    used = {row.taken.code for _, sheet in sheets for row in sheet.rows if row.taken}
    context = {
        "sheets": sheets,
        "date": date,
        "session": session,
        "blank": bool(request.GET.get("blank")),
        "legend": [one for one in codes_in_force(date) if one.code in used],
    }
    return render(request, "school/registers/print.html", context)


def _group_name(request: PageRequest, school: School, group_id: int, date: dt.date, session: str) -> str:
    group = group_with_reminder(
        request.scope, school_id=school.pk, group_id=group_id, date=date, session=session
    )
    if group is None:
        raise Http404("There is no such registration group.")
    return group.name
