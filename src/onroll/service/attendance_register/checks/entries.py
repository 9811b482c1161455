"""Standing entries brought out one by one: those that are no present mark, and those that may contradict something."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from django.db import connection

from onroll.law.code_uses import CODE_BEFORE_THE_STARTING_DAY
from onroll.service.admission_register.models import Enrolment
from onroll.service.attendance_register.checks.shapes import StandingEntry
from onroll.service.attendance_register.queries.out_of_the_ordinary import (
    CODES_OF_A_SCHOOL,
    FROM_EVERY_CODE,
    OF_EVERY_CODE,
    is_out_of_the_ordinary,
)
from onroll.service.hand_written import as_text, day_of

Span = tuple[str, str]
#: The note of an entry and the role it was made in, by the entry's id.
HowMade = dict[int, tuple[str, str]]

_NOT_ON_ROLL_YET = CODE_BEFORE_THE_STARTING_DAY.newest.value

_ENTRY = f"{as_text('c.date')}, c.session, c.pupil_id, c.code, c.entry_id"
#: In no order: to put so many in one takes longer than to find them. The index of them answers it, and no entry is read.
_UNCOMMON = f"{CODES_OF_A_SCHOOL}SELECT {_ENTRY}{FROM_EVERY_CODE}{OF_EVERY_CODE}"
#: Of some codes, from the entries to how they were made; of some roles, from what they sent to the entries that stand of it.
_OF_CODES = f"""
SELECT c.entry_id, e.note, s.made_by_role
  FROM attendance_register_currententry c
 CROSS JOIN attendance_register_attendanceentry e
 CROSS JOIN attendance_register_submission s
 WHERE c.school_id = %s AND c.date BETWEEN %s AND %s AND {is_out_of_the_ordinary("c")}
   AND e.id = c.entry_id AND s.id = e.submission_id AND c.code IN"""
_OF_ROLES = f"""
SELECT c.entry_id, e.note, s.made_by_role
  FROM attendance_register_submission s
 CROSS JOIN attendance_register_attendanceentry e
 CROSS JOIN attendance_register_currententry c
 WHERE s.school_id = %s AND e.submission_id = s.id
   AND e.date BETWEEN %s AND %s AND c.pupil_id = e.pupil_id AND c.school_id = e.school_id AND c.date = e.date
   AND c.session = e.session AND c.entry_id = e.id AND {is_out_of_the_ordinary("c")} AND s.made_by_role IN"""
_PRESENT_BESIDE_PLANS = f"""
SELECT {_ENTRY}
  FROM attendance_register_plan p
 CROSS JOIN attendance_register_currententry c
 WHERE p.school_id = %s AND p.cancelled_at IS NULL AND p.first_day <= %s AND p.last_day >= %s
   AND c.pupil_id = p.pupil_id AND c.school_id = p.school_id AND c.date BETWEEN %s AND %s
   AND c.date BETWEEN p.first_day AND p.last_day
   AND (p.session = '' OR p.session = c.session) AND NOT ({is_out_of_the_ordinary("c")}) AND p.kind IN"""

_OF_PUPILS = f"""
SELECT {_ENTRY}
  FROM attendance_register_currententry c
 WHERE school_id = %s AND date BETWEEN %s AND %s AND code <> %s AND pupil_id IN"""
#: Of pupils who were not on roll all the time. An entry struck out as a child's second ends nothing.
_OFF_ROLL = f"""
SELECT {_ENTRY}
  FROM (SELECT n.pupil_id FROM admission_register_enrolment n WHERE n.school_id = %s GROUP BY n.pupil_id
        HAVING MAX(CASE WHEN n.starting_day <= %s AND (n.last_day IS NULL OR n.last_day >= %s OR n.deletion_ground = %s)
                        THEN 1 ELSE 0 END) = 0) at_times
 CROSS JOIN attendance_register_currententry c
 WHERE c.pupil_id = at_times.pupil_id AND c.school_id = %s AND c.date BETWEEN %s AND %s AND c.code <> %s
   AND NOT EXISTS (SELECT 1 FROM admission_register_enrolment n
                    WHERE n.pupil_id = c.pupil_id AND n.school_id + 0 = c.school_id AND n.starting_day <= c.date
                      AND (n.last_day IS NULL OR n.last_day >= c.date OR n.deletion_ground = %s))
"""
_OF_NOBODY_ADMITTED = f"""
SELECT {_ENTRY}
  FROM attendance_register_currententry c
 WHERE c.school_id = %s AND c.date BETWEEN %s AND %s AND c.code <> %s
   AND NOT EXISTS (SELECT 1 FROM admission_register_enrolment n WHERE n.pupil_id = c.pupil_id AND n.school_id = c.school_id)
"""


def uncommon_entries(school_id: int, span: Span) -> list[StandingEntry]:
    """Return a school's standing entries that are no present mark of their session, in no order."""
    return _standing(_UNCOMMON, [*[school_id] * 3, *span])


def made_with_codes(
    school_id: int, span: Span, codes: Collection[str], roles: Collection[str] | None = None
) -> HowMade:
    """Return the note and the maker's role of entries of some codes by entry, of whoever made them or of some roles alone."""
    if not codes or roles == []:
        return {}
    of_roles = "" if roles is None else f" AND s.made_by_role IN ({_places(roles)})"
    values = [school_id, *span, *codes, *(roles or ())]
    return _how_made(f"{_OF_CODES} ({_places(codes)}){of_roles}", values)


def made_in_roles(school_id: int, span: Span, roles: Collection[str]) -> HowMade:
    """Return the note and the maker's role of the entries made in some roles, by entry."""
    if not roles:
        return {}
    of_roles = f"{_OF_ROLES} ({_places(roles)})"
    # One statement would go through everything the school ever sent.
    of_a_register = _how_made(f"{of_roles} AND s.date BETWEEN %s AND %s", [school_id, *span, *roles, *span])
    return of_a_register | _how_made(f"{of_roles} AND s.date IS NULL", [school_id, *span, *roles])


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


def _how_made(sql: str, values: list[Any]) -> HowMade:
    return {entry_id: (note, role) for entry_id, note, role in _rows(sql, values)}


def _standing(sql: str, values: list[Any]) -> list[StandingEntry]:
    return [
        StandingEntry(day_of(day), session, pupil_id, code, entry_id)
        for day, session, pupil_id, code, entry_id in _rows(sql, values)
    ]


def _rows(sql: str, values: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()
