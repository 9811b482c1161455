"""A school's calendar as the law counts school days by it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from onroll.law.school_time import SchoolCalendar, Session
from onroll.service.attendance_register.models import Closure
from onroll.service.hand_written import day_of, prepared_cursor
from onroll.service.organisations.models import SchoolSession
from onroll.service.worded_once import worded_once

# What closes the whole school unplanned is in the calendar; what was planned stands beside it, so that # can be entered.
_HELD = """
SELECT s.date, s.session
  FROM organisations_schoolsession s
 WHERE s.school_id = %s AND s.kind = %s AND s.date BETWEEN %s AND %s
   AND NOT EXISTS (SELECT 1 FROM attendance_register_closure c
                    WHERE c.school_id = s.school_id AND c.withdrawn_at IS NULL
                      AND c.first_day <= s.date AND c.last_day >= s.date AND c.session IN ('', s.session)
                      AND NOT EXISTS (SELECT 1 FROM attendance_register_closure_groups g WHERE g.closure_id = c.id))
 ORDER BY s.date, s.session
"""


def calendar_of(school_id: int, first_day: dt.date, last_day: dt.date) -> SchoolCalendar:
    """Return the days a school meets in a span, in one statement: holidays and closures of all of it are none of them."""
    with prepared_cursor() as cursor:
        cursor.execute(_HELD, [school_id, SchoolSession.Kind.SCHOOL, first_day, last_day])
        rows = cursor.fetchall()
    return SchoolCalendar.from_sessions((day_of(date), Session(session)) for date, session in rows)


@worded_once
def sessions_and_closures(school_id: int, first_day: dt.date, last_day: dt.date) -> QuerySet[Any, Any]:
    """Return the sessions of a span that the calendar holds, in order, each with whether a closure of the whole school `is_closed` it."""
    rows = SchoolSession.objects.filter(school_id=school_id, kind=SchoolSession.Kind.SCHOOL)
    rows = rows.filter(date__range=(first_day, last_day)).annotate(is_closed=closed_to_all())
    return rows.order_by("date", "session")


def calendar_from(held: Iterable[Any]) -> SchoolCalendar:
    """Return the calendar of sessions that say whether they are closed."""
    return SchoolCalendar.from_sessions((one.date, Session(one.session)) for one in held if not one.is_closed)


def closed_to_all() -> Exists:
    """Return the condition that a closure of the whole school stands in a session."""
    closures = Closure.objects.filter(
        Q(session="") | Q(session=OuterRef("session")),
        school_id=OuterRef("school_id"),
        withdrawn_at=None,
        groups=None,
        first_day__lte=OuterRef("date"),
        last_day__gte=OuterRef("date"),
    )
    return Exists(closures)
