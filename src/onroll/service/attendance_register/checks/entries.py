"""Standing entries brought out one by one: those that are no present mark, and those that may contradict something."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from django.db import connection

from onroll.law.code_uses import CODE_BEFORE_THE_STARTING_DAY
from onroll.service.admission_register.models import Enrolment
from onroll.service.attendance_register.checks.shapes import EntryFacts, StandingEntry
from onroll.service.attendance_register.queries.out_of_the_ordinary import (
    CODES_OF_A_SCHOOL,
    FROM_EVERY_CODE,
    OF_EVERY_CODE,
    is_out_of_the_ordinary,
)
from onroll.service.hand_written import day_of

Span = tuple[str, str]

_NOT_ON_ROLL_YET = CODE_BEFORE_THE_STARTING_DAY.newest.value

#: In no order: to put so many in one takes longer than to find them.
_UNCOMMON = f"""{CODES_OF_A_SCHOOL}
SELECT c.date, c.session, c.pupil_id, c.code, c.entry_id, e.note, s.made_by_role{FROM_EVERY_CODE}
 CROSS JOIN attendance_register_attendanceentry e
 CROSS JOIN attendance_register_submission s{OF_EVERY_CODE}
   AND e.id = c.entry_id AND s.id = e.submission_id
"""
_PRESENT_BESIDE_PLANS = f"""
SELECT c.date, c.session, c.pupil_id, c.code, c.entry_id
  FROM attendance_register_plan p
 CROSS JOIN attendance_register_currententry c
 WHERE p.school_id = %s AND p.cancelled_at IS NULL AND p.first_day <= %s AND p.last_day >= %s
   AND c.pupil_id = p.pupil_id AND c.school_id = p.school_id AND c.date BETWEEN %s AND %s
   AND c.date BETWEEN p.first_day AND p.last_day
   AND (p.session = '' OR p.session = c.session) AND NOT ({is_out_of_the_ordinary("c")}) AND p.kind IN"""

_OF_PUPILS = """
SELECT date, session, pupil_id, code, entry_id
  FROM attendance_register_currententry
 WHERE school_id = %s AND date BETWEEN %s AND %s AND code <> %s AND pupil_id IN"""
#: Of pupils who were not on roll all the time. An entry struck out as a child's second ends nothing.
_OFF_ROLL = """
SELECT c.date, c.session, c.pupil_id, c.code, c.entry_id
  FROM (SELECT n.pupil_id FROM admission_register_enrolment n WHERE n.school_id = %s GROUP BY n.pupil_id
        HAVING MAX(CASE WHEN n.starting_day <= %s AND (n.last_day IS NULL OR n.last_day >= %s OR n.deletion_ground = %s)
                        THEN 1 ELSE 0 END) = 0) at_times
 CROSS JOIN attendance_register_currententry c
 WHERE c.pupil_id = at_times.pupil_id AND c.school_id = %s AND c.date BETWEEN %s AND %s AND c.code <> %s
   AND NOT EXISTS (SELECT 1 FROM admission_register_enrolment n
                    WHERE n.pupil_id = c.pupil_id AND n.school_id + 0 = c.school_id AND n.starting_day <= c.date
                      AND (n.last_day IS NULL OR n.last_day >= c.date OR n.deletion_ground = %s))
"""
_OF_NOBODY_ADMITTED = """
SELECT c.date, c.session, c.pupil_id, c.code, c.entry_id
  FROM attendance_register_currententry c
 WHERE c.school_id = %s AND c.date BETWEEN %s AND %s AND c.code <> %s
   AND NOT EXISTS (SELECT 1 FROM admission_register_enrolment n WHERE n.pupil_id = c.pupil_id AND n.school_id = c.school_id)
"""


def uncommon_entries(school_id: int, span: Span) -> list[EntryFacts]:
    """Return a school's standing entries that are no present mark of their session, in no order."""
    rows = _rows(_UNCOMMON, [*[school_id] * 3, *span])
    return [EntryFacts(day_of(day), *rest) for day, *rest in rows]


def present_beside_plans(school_id: int, span: Span, kinds: Collection[str]) -> list[StandingEntry]:
    """Return the present marks beside plans of some kinds; weekdays are not looked at."""
    return _standing(
        f"{_PRESENT_BESIDE_PLANS} ({_places(kinds)})",
        [school_id, *reversed(span), *span, *sorted(kinds)],
    )


def entries_of_pupils(school_id: int, span: Span, pupil_ids: Sequence[int]) -> list[StandingEntry]:
    """Return the standing entries of some pupils but those of code Z, which is for days off the roll."""
    if not pupil_ids:
        return []
    return _standing(f"{_OF_PUPILS} ({_places(pupil_ids)})", [school_id, *span, _NOT_ON_ROLL_YET, *pupil_ids])


def entries_off_roll(school_id: int, span: Span, *, of_nobody_admitted: bool) -> list[StandingEntry]:
    """Return the entries of days on which their pupils were not on roll, but for code Z, which is for such days.

    Those of pupils never admitted are looked for only where asked: the whole school is read for them.
    """
    second, of_span = Enrolment.SECOND, [school_id, *span, _NOT_ON_ROLL_YET]
    found = _standing(_OFF_ROLL, [school_id, *span, second, *of_span, second])
    return found + _standing(_OF_NOBODY_ADMITTED, of_span) if of_nobody_admitted else found


def _places(values: Collection[object]) -> str:
    return ", ".join(["%s"] * len(values))


def _standing(sql: str, values: list[Any]) -> list[StandingEntry]:
    return [StandingEntry(day_of(day), *rest) for day, *rest in _rows(sql, values)]


def _rows(sql: str, values: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()
