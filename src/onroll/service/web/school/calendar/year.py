"""The year at a glance: every day of it, in words and colour."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from onroll.law.school_time import AcademicYear
from onroll.service import clock
from onroll.service.access.permissions import Permission
from onroll.service.organisations.models import School, SchoolSession
from onroll.service.organisations.queries.calendar import CalendarDayShown, SchoolYearCalendar, school_year
from onroll.service.web.pages import Reach, page
from onroll.service.web.rendering import render
from onroll.service.whole_numbers import whole_number

#: The letter each kind of day bears beside its colour, and its words in the key.
KINDS = {
    "school": ("", "School meets"),
    "half": ("½", "One session only"),
    "inset": ("T", "Staff training (INSET)"),
    "holiday": ("H", "Holiday"),
    "polling": ("P", "Polling station"),
    "closure": ("C", "Unplanned closure"),
    "late": ("L", "Times of its own"),
}


@dataclass(frozen=True, slots=True)
class DaysOff:
    """Days in a row on which the school does not meet for one reason."""

    first_day: dt.date
    last_day: dt.date
    kind: str
    reason: str


@page(Permission.CALENDAR_VIEW, reach=Reach.SOMEWHERE)
def calendar(request: HttpRequest, school: School) -> HttpResponse:
    """Show a school's academic year."""
    today = clock.today()
    year = year_asked(request, today)
    shown = school_year(request.scope, school_id=school.pk, year=year)  # type: ignore[attr-defined]
    return render(
        request,
        "school/calendar/year.html",
        {
            "year": year,
            "years": [year.previous, year, year.following],
            "shown": shown,
            "kinds": KINDS,
            "kind_of": lambda day: kind_of(day, shown),
            "days_off": list(days_off(shown)),
            "sessions": sum(1 for _ in shown.held.sessions_between(year.first_day, year.last_day)),
            "today": today,
        },
    )


def year_asked(request: HttpRequest, today: dt.date) -> AcademicYear:
    """Return the academic year in the address, else this one."""
    asked = whole_number(request.GET.get("year", ""))
    if asked is not None and 2000 <= asked <= 2100:
        return AcademicYear.starting_in(asked)
    return AcademicYear.of(today)


def kind_of(day: CalendarDayShown, shown: SchoolYearCalendar) -> str:
    """Return the key of KINDS that a day is shown by, "" where the calendar says nothing of it."""
    if day.kind != SchoolSession.Kind.SCHOOL:
        return day.kind
    if day.is_one_session:
        return "half"
    for session, row in (("AM", day.morning), ("PM", day.afternoon)):
        usual = shown.times.find(day.date, session)
        if row and usual and row.register_opens_at != usual.register_opens_at:
            return "late"
    return "school"


def days_off(shown: SchoolYearCalendar) -> Iterator[DaysOff]:
    """Yield the days the calendar names on which the school does not meet, days in a row together."""
    run: DaysOff | None = None
    for date in sorted({date for date, _ in shown.sessions}):
        day = shown.day(date)
        if day.kind == SchoolSession.Kind.SCHOOL:
            continue
        if run and (day.kind, day.reason) == (run.kind, run.reason) and _follows(run.last_day, date):
            run = DaysOff(run.first_day, date, run.kind, run.reason)
            continue
        if run:
            yield run
        run = DaysOff(date, date, day.kind, day.reason)
    if run:
        yield run


def _follows(day: dt.date, later: dt.date) -> bool:
    """Say whether only a weekend, if anything, lies between two days."""
    return (later - day).days <= (3 if day.weekday() == 4 else 1)
