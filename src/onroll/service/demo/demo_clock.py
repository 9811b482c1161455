"""The demo's own clock: where it starts, and how far it stands from the real one.

It starts at five past nine on the latest school morning and runs on from there. Started again the same day it goes on
from what was last done, never back.
"""

from __future__ import annotations

import datetime as dt
import os
from zoneinfo import ZoneInfo

from onroll.law.school_time import AcademicYear
from onroll.service.demo.calendars import draw_calendars
from onroll.service.demo.places import SCHOOLS
from onroll.service.demo.terms import term_dates

_LONDON = ZoneInfo("Europe/London")
STARTS_AT = dt.time(9, 5)
OFFSET = "ONROLL_CLOCK_OFFSET"


def latest_school_morning(real_now: dt.datetime) -> dt.datetime:
    """Return five past nine on the latest day, up to the real one, on which every school of the demo meets."""
    day = real_now.astimezone(_LONDON).date()
    while not _every_school_meets(day):
        day -= dt.timedelta(days=1)
    return dt.datetime.combine(day, STARTS_AT, _LONDON)


def _every_school_meets(day: dt.date) -> bool:
    calendars = draw_calendars(term_dates(AcademicYear.of(day)))
    closed = any(
        not one.groups and one.first_day <= day <= one.last_day
        for calendar in calendars.values()
        for one in calendar.closures
    )
    return not closed and all(day in calendars[place.key].days for place in SCHOOLS)


def run_from(moment: dt.datetime, *, real_now: dt.datetime) -> dt.timedelta:
    """Set the demo's clock to a moment, from now on and for processes started from here; return its offset."""
    offset = offset_of(moment, real_now=real_now)
    os.environ[OFFSET] = str(offset.total_seconds())
    return offset


def offset_of(moment: dt.datetime, *, real_now: dt.datetime) -> dt.timedelta:
    """Return how far a moment stands from the real one."""
    # Taken in UTC: between two London times Python counts the hands of the clock, and the hour of a clock change is lost.
    return moment.astimezone(dt.UTC) - real_now.astimezone(dt.UTC)
