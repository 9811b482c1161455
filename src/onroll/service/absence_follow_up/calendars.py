"""A school's calendar as the law counts school days by it."""

from __future__ import annotations

import datetime as dt

from onroll.law.school_time import SchoolCalendar, Session
from onroll.service.organisations.models import SchoolSession


def calendar_of(school_id: int, first_day: dt.date, last_day: dt.date) -> SchoolCalendar:
    """Return the days a school meets in a span, in one statement: holidays and closures are none of them."""
    held = SchoolSession.objects.filter(
        school_id=school_id, kind=SchoolSession.Kind.SCHOOL, date__range=(first_day, last_day)
    )
    rows = held.order_by("date", "session").values_list("date", "session")
    return SchoolCalendar.from_sessions((date, Session(session)) for date, session in rows)
