"""Reading a school's calendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from onroll.law.finding import Finding
from onroll.law.school_time import AcademicYear, SchoolCalendar, Session
from onroll.law.school_year import enough_sessions
from onroll.service.access.permissions import Permission
from onroll.service.access.scope import OutOfScope, Scope
from onroll.service.organisations.models import CalendarChange, School, SchoolSession, SessionTimes
from onroll.service.organisations.sessions import SessionKey, SessionRow, TimesInForce, keyed

_ONE_DAY = dt.timedelta(days=1)


def law_calendar(scope: Scope, school_id: int, first_day: dt.date, last_day: dt.date) -> SchoolCalendar:
    """Return the sessions a school holds in a span of days, as the law counts them. One statement."""
    require_calendar(scope, school_id)
    held = SchoolSession.objects.filter(
        school_id=school_id, date__range=(first_day, last_day), kind=SchoolSession.Kind.SCHOOL
    )
    return SchoolCalendar.from_sessions(
        (day, Session(session)) for day, session in held.values_list("date", "session")
    )


@dataclass(frozen=True, slots=True)
class CalendarDayShown:
    """One day of a month as the calendar page shows it; a session not in the calendar is None."""

    date: dt.date
    morning: SessionRow | None
    afternoon: SessionRow | None
    in_month: bool = True

    @property
    def is_one_session(self) -> bool:
        """Whether the school meets for half the day."""
        return self.meets(self.morning) != self.meets(self.afternoon)

    @property
    def kind(self) -> str:
        """The day's kind: `school` where any session is held, else the kind of either half, else nothing."""
        if self.meets(self.morning) or self.meets(self.afternoon):
            return SchoolSession.Kind.SCHOOL
        return next((row.kind for row in (self.morning, self.afternoon) if row), "")

    @property
    def reason(self) -> str:
        """Why the day is as it is, where somebody said."""
        return next((row.reason for row in (self.morning, self.afternoon) if row and row.reason), "")

    @staticmethod
    def meets(row: SessionRow | None) -> bool:
        """Say whether a session is held."""
        return row is not None and row.meets


@dataclass(frozen=True, slots=True)
class SchoolYearCalendar:
    """A school's academic year: what every session is, its usual times, and whether it holds enough."""

    year: AcademicYear
    sessions: dict[SessionKey, SessionRow]
    times: TimesInForce
    held: SchoolCalendar
    enough: Finding | None

    def months(self) -> Iterator[tuple[dt.date, list[list[CalendarDayShown]]]]:
        """Yield each month of the year by its first day, as weeks of Monday to Sunday."""
        month = self.year.first_day
        while month <= self.year.last_day:
            following = (month.replace(day=28) + 4 * _ONE_DAY).replace(day=1)
            yield month, self._weeks(month, following - _ONE_DAY)
            month = following

    def day(self, date: dt.date, month: int | None = None) -> CalendarDayShown:
        """Return one day as the page shows it."""
        return CalendarDayShown(
            date,
            self.sessions.get((date, "AM")),
            self.sessions.get((date, "PM")),
            in_month=month in (None, date.month),
        )

    def _weeks(self, first: dt.date, last: dt.date) -> list[list[CalendarDayShown]]:
        monday = first - dt.timedelta(days=first.weekday())
        weeks = []
        while monday <= last:
            weeks.append([self.day(monday + n * _ONE_DAY, first.month) for n in range(7)])
            monday += 7 * _ONE_DAY
        return weeks


def school_year(scope: Scope, *, school_id: int, year: AcademicYear) -> SchoolYearCalendar:
    """Return a school's calendar of an academic year. Three statements."""
    require_calendar(scope, school_id)
    school = School.objects.get(pk=school_id)
    rows = SchoolSession.objects.filter(school_id=school_id, date__range=(year.first_day, year.last_day))
    sessions = keyed(rows)
    held = SchoolCalendar.from_sessions(
        (day, Session(half)) for (day, half), row in sessions.items() if row.meets
    )
    # Academies and independent schools set their own year.
    bound = school.kind == School.Kind.MAINTAINED and held.school_days
    return SchoolYearCalendar(
        year,
        sessions,
        TimesInForce(SessionTimes.objects.filter(school_id=school_id)),
        held,
        enough_sessions(held, year) if bound else None,
    )


def lost_to_closure(scope: Scope, *, school_id: int, on: dt.date) -> list[SchoolSession]:
    """Return the sessions of a day that the whole school lost to an unplanned closure, in order."""
    require_calendar(scope, school_id)
    closed = SchoolSession.objects.filter(school_id=school_id, date=on, kind=SchoolSession.Kind.CLOSURE)
    return list(closed.order_by("session"))


def session_times_history(scope: Scope, *, school_id: int) -> list[SessionTimes]:
    """Return every set of session times a school has had, newest first."""
    require_calendar(scope, school_id)
    return list(SessionTimes.objects.filter(school_id=school_id).order_by("-first_day", "session"))


def calendar_changes(scope: Scope, *, school_id: int, most: int = 50) -> list[CalendarChange]:
    """Return the latest changes to a school's calendar, newest first."""
    require_calendar(scope, school_id)
    changes = CalendarChange.objects.filter(school_id=school_id).select_related("undone_by")
    return list(changes.defer("before", "after")[:most])


def calendar_change(scope: Scope, *, school_id: int, change_id: int) -> CalendarChange | None:
    """Return one change to a school's calendar, None where it has no such change."""
    require_calendar(scope, school_id)
    changes = CalendarChange.objects.filter(school_id=school_id, pk=change_id).select_related("undone_by")
    return changes.defer("before", "after").first()


def require_calendar(scope: Scope, school_id: int) -> None:
    """Raise OutOfScope unless some role may see the calendar, if only from one group of the school."""
    if not scope.may_somewhere(Permission.CALENDAR_VIEW, school_id=school_id):
        raise OutOfScope("No role held shows the calendar of this school.")
