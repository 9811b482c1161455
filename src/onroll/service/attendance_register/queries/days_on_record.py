"""A pupil's days as the attendance register holds them, for grounds that count school days (regulation 9)."""

from __future__ import annotations

import datetime as dt

from django.utils.timezone import localdate, localtime

from onroll.law.school_time import SchoolCalendar, Session
from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.admission_register.deletion import DaysOnRecord
from onroll.service.attendance_register.models import CurrentEntry
from onroll.service.attendance_register.queries.school_days import closed_to_all
from onroll.service.organisations.models import SchoolSession

_ONE_DAY = dt.timedelta(days=1)


def days_on_record(scope: Scope, *, school_id: int, pupil_id: int, now: dt.datetime) -> DaysOnRecord:
    """Return the school's days and the pupil's entries, and the last day that is over, in two statements.

    A school day is over once its last session has ended. Raises OutOfScope.
    """
    scope.require(Permission.ROLL_DELETE, school_id=school_id)
    held = list(
        SchoolSession.objects.filter(school_id=school_id, kind=SchoolSession.Kind.SCHOOL)
        .exclude(closed_to_all())
        .order_by("date", "session")
        .values_list("date", "session", "ends_at")
    )
    rows = CurrentEntry.objects.filter(school_id=school_id, pupil_id=pupil_id).order_by("date", "session")
    today, time = localdate(now), localtime(now).time()
    runs_on = any(date == today and (ends is None or time < ends) for date, _, ends in held)
    return DaysOnRecord(
        SchoolCalendar.from_sessions((date, Session(session)) for date, session, _ in held),
        tuple(
            (date, Session(session), code)
            for date, session, code in rows.values_list("date", "session", "code")
        ),
        over_until=today - _ONE_DAY if runs_on else today,
    )
