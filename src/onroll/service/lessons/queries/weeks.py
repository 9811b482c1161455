"""Which of the two weeks of a timetable a day is in."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from dataclasses import dataclass

from django.db.models import Max

from onroll.service.lessons.models import Week, WeekCycle
from onroll.service.lessons.refusals import LessonsRefused
from onroll.service.organisations.models import SchoolSession

_ONE_WEEK = dt.timedelta(days=7)


def monday_of(date: dt.date) -> dt.date:
    """Return the Monday of a day's week."""
    return date - dt.timedelta(days=date.weekday())


def cycle_of(school_id: int) -> WeekCycle | None:
    """Return the two weeks of a school's timetable; None where every week is the same."""
    return WeekCycle.objects.filter(school_id=school_id).first()


def week_on(cycle: WeekCycle | None, date: dt.date) -> str:
    """Return the week that a day is in; blank where there is no cycle, or it has not begun. One statement where holidays are left out."""
    if cycle is None or (monday := monday_of(date)) < cycle.first_monday:
        return ""
    weeks = (monday - cycle.first_monday) // _ONE_WEEK
    if cycle.holidays == WeekCycle.Holidays.SKIP:
        weeks = _weeks_met(cycle.school_id, cycle.first_monday, monday)
    return Week.B if weeks % 2 else Week.A


def weeks_between(school_id: int, first_day: dt.date, last_day: dt.date) -> list[tuple[dt.date, str]]:
    """Return each week of a span by its Monday, and which of the two it is; none where every week is the same.

    In two statements at most. A week before week A first ran is left out.
    """
    cycle = cycle_of(school_id)
    if cycle is None:
        return []
    skips = cycle.holidays == WeekCycle.Holidays.SKIP
    met = sorted(_mondays_met(school_id, cycle.first_monday, last_day)) if skips else []
    found = []
    monday = max(monday_of(first_day), cycle.first_monday)
    while monday <= last_day:
        count = bisect_left(met, monday) if skips else (monday - cycle.first_monday) // _ONE_WEEK
        found.append((monday, str(Week.B if count % 2 else Week.A)))
        monday += _ONE_WEEK
    return found


def mondays_of(school_id: int, week: str, first_day: dt.date, last_day: dt.date) -> str:
    """Return the Mondays of week A or of week B in a span, as a plan keeps them; blank for every week. Raises LessonsRefused."""
    if not week:
        return ""
    cycle = cycle_of(school_id)
    if cycle is None or first_day < cycle.first_monday:
        raise LessonsRefused(
            "Week A or week B alone needs the two weeks, from the first day on. Set in Calendar when week A is.",
            field="week",
        )
    found = [monday for monday, letter in weeks_between(school_id, first_day, last_day) if letter == week]
    if not found:
        raise LessonsRefused(f"No week {week} falls between those days. Choose others.", field="week")
    return " ".join(monday.isoformat() for monday in found)


@dataclass(frozen=True, slots=True)
class WeekListed:
    """One week as a page lists it: its Monday, which of the two it is, and whether the school meets in it."""

    monday: dt.date
    #: Blank where the school does not meet: a week of holiday is of neither.
    week: str
    #: Whether the calendar goes as far.
    is_known: bool


def weeks_listed(school_id: int, first_day: dt.date, last_day: dt.date) -> list[WeekListed]:
    """Return each week of a span as it is told to people: one in which the school does not meet has no letter.

    Beyond the last day of the calendar nobody knows of holidays, so that the letters go on and may change.
    """
    weeks = weeks_between(school_id, first_day, last_day)
    if not weeks:
        return []
    met = _mondays_met(school_id, weeks[0][0], last_day + _ONE_WEEK)
    known = SchoolSession.objects.filter(school_id=school_id).aggregate(last=Max("date"))["last"]
    listed = []
    for monday, week in weeks:
        is_known = known is not None and monday <= known
        listed.append(WeekListed(monday, "" if is_known and monday not in met else week, is_known))
    return listed


def _weeks_met(school_id: int, first: dt.date, until: dt.date) -> int:
    """Count the weeks before a Monday in which the school met."""
    return len(_mondays_met(school_id, first, until))


def _mondays_met(school_id: int, first: dt.date, until: dt.date) -> set[dt.date]:
    held = SchoolSession.objects.filter(
        school_id=school_id, kind=SchoolSession.Kind.SCHOOL, date__gte=first, date__lt=until
    )
    return {monday_of(date) for date in held.values_list("date", flat=True)}
