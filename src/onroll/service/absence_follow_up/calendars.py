"""A school's calendar as the law counts school days by it."""

from __future__ import annotations

import datetime as dt

from onroll.law.school_time import SchoolCalendar, Session
from onroll.service.hand_written import day_of, prepared_cursor
from onroll.service.organisations.models import SchoolSession

_HELD = """
SELECT date, session
  FROM organisations_schoolsession
 WHERE school_id = %s AND kind = %s AND date BETWEEN %s AND %s
 ORDER BY date, session
"""


def calendar_of(school_id: int, first_day: dt.date, last_day: dt.date) -> SchoolCalendar:
    """Return the days a school meets in a span, in one statement: holidays and closures are none of them."""
    with prepared_cursor() as cursor:
        cursor.execute(_HELD, [school_id, SchoolSession.Kind.SCHOOL, first_day, last_day])
        rows = cursor.fetchall()
    return SchoolCalendar.from_sessions((day_of(date), Session(session)) for date, session in rows)
