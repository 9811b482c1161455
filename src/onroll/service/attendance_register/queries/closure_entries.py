"""Entries that a closure made which was withdrawn since: they stand until amended, and nobody took the register by them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import NamedTuple

from django.db import connection

from onroll.law.closures import codes_of_closure
from onroll.service.attendance_register.models import Closure, Submission
from onroll.service.hand_written import day_of

_OF_CLOSURES = """
SELECT c.pupil_id, c.date, c.session, c.code, s.reason
  FROM attendance_register_currententry c
  JOIN attendance_register_attendanceentry e ON e.id = c.entry_id
  JOIN attendance_register_submission s ON s.id = e.submission_id
 WHERE c.school_id = %s AND c.date BETWEEN %s AND %s AND s.kind = %s
"""


class Left(NamedTuple):
    """A pupil's session whose entry a withdrawn closure left."""

    pupil_id: int
    date: dt.date
    session: str


def left_by_withdrawn_closures(school_id: int, first_day: dt.date, last_day: dt.date) -> set[Left]:
    """Return the sessions of a span whose entry says that the school was closed, by a closure that was withdrawn since.

    One statement where no closure of the span was withdrawn, else two.
    """
    closures = list(
        Closure.objects.filter(school_id=school_id, first_day__lte=last_day, last_day__gte=first_day)
    )
    if all(one.withdrawn_at is None for one in closures):
        return set()
    with connection.cursor() as cursor:
        of_closures = Submission.Kind.CLOSURE.value
        cursor.execute(_OF_CLOSURES, [school_id, first_day.isoformat(), last_day.isoformat(), of_closures])
        rows = [(Left(pupil_id, day_of(day), half), code, why) for pupil_id, day, half, code, why in cursor]
    return {left for left, code, why in rows if _is_withdrawn(closures, left, code, why)}


def pupils_left_by_withdrawn(
    school_id: int, date: dt.date, session: str, codes: Mapping[int, str]
) -> frozenset[int]:
    """Return those of some pupils whose entry for a session a withdrawn closure left; asked only where a code may be one's."""
    of_closures = {meaning.code for meaning in codes_of_closure(date)}
    closed = [pupil_id for pupil_id, code in codes.items() if code in of_closures]
    if not closed:
        return frozenset()
    left = left_by_withdrawn_closures(school_id, date, date)
    return frozenset(pupil_id for pupil_id in closed if (pupil_id, date, session) in left)


def _is_withdrawn(closures: list[Closure], left: Left, code: str, why: str) -> bool:
    """Say whether of the closures that can have made an entry, each was withdrawn."""
    made = [
        one
        for one in closures
        if (one.code, one.reason) == (code, why)
        and one.first_day <= left.date <= one.last_day
        and one.session in ("", left.session)
    ]
    return bool(made) and all(one.withdrawn_at is not None for one in made)
