"""How many entries each register has, worked out from the few pupils who have fewer than there were sessions.

Nearly every pupil has an entry in nearly every session. Counting entries by pupil and by session reads an index of them and
no entry; only who is short is then looked at session by session.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from django.db import connection

from onroll.law.registers import PRESENT_CODES
from onroll.service.attendance_register.checks.shapes import Counted, RegisterKey, SessionKey
from onroll.service.hand_written import among, as_text, day_of

if TYPE_CHECKING:
    from onroll.service.attendance_register.checks.facts import CheckFacts

_PRESENT = {session.value: code for session, code in PRESENT_CODES.items()}


_BY_PUPIL = """
SELECT n.pupil_id, (SELECT COUNT(*) FROM attendance_register_currententry c
                     WHERE c.pupil_id = n.pupil_id AND c.school_id = %s AND c.date BETWEEN %s AND %s)
  FROM (SELECT DISTINCT pupil_id FROM admission_register_enrolment WHERE school_id = %s) n
"""


def entered_by_session(school_id: int, span: tuple[str, str]) -> dict[SessionKey, int]:
    """Return how many standing entries each session of a span has."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT date, session, COUNT(*) FROM attendance_register_currententry"
            " WHERE school_id = %s AND date BETWEEN %s AND %s GROUP BY date, session",
            [school_id, *span],
        )
        return {(day_of(day), session): count for day, session, count in cursor.fetchall()}


def entered_by_pupil(school_id: int, span: tuple[str, str]) -> dict[int, int]:
    """Return how many standing entries each pupil ever admitted has in a span."""
    with connection.cursor() as cursor:
        cursor.execute(_BY_PUPIL, [school_id, *span, school_id])
        return dict(cursor.fetchall())


def registers_of(facts: CheckFacts, span: tuple[str, str]) -> dict[RegisterKey, Counted]:
    """Return each register's standing entries of pupils it covers, counted; those without any are left out."""
    uncommon, blank = _uncommon(facts), _blank(facts, span)
    found = {}
    for day, session in facts.entered:
        for group_id in facts.members:
            key = (day, session, group_id)
            entered = facts.expected(group_id, day) - blank.get(key, 0)
            if entered > 0:
                found[key] = _counted(entered, uncommon.get(key, ()), _PRESENT[session])
    return found


def _counted(entered: int, uncommon: Sequence[str], present: str) -> Counted:
    codes = {*uncommon, present} if len(uncommon) < entered else {*uncommon}
    return Counted(entered, min(codes), max(codes))


def _uncommon(facts: CheckFacts) -> dict[RegisterKey, list[str]]:
    """Return the codes in each register that are no present mark."""
    groups: dict[int, list[tuple[int, dt.date, dt.date]]] = defaultdict(list)
    for group_id, pupil_id, first, last in _members(facts):
        groups[pupil_id].append((group_id, first, last))
    found: dict[RegisterKey, list[str]] = defaultdict(list)
    for day, session, pupil_id, code, _ in facts.uncommon:
        for group_id, first, last in groups.get(pupil_id, ()):
            if first <= day <= last:
                found[day, session, group_id].append(code)
    return found


def _blank(facts: CheckFacts, span: tuple[str, str]) -> dict[RegisterKey, int]:
    """Return how many of the pupils each register covers are blank in it; the day in hand is read pupil by pupil."""
    sessions = sorted(facts.entered)
    today = {key: entered for key, entered in facts.entered_on({facts.today}).items() if key in facts.entered}
    of_today = Counter(chain.from_iterable(today.values()))
    short = {
        pupil_id
        for pupil_id in {one for members in facts.members.values() for one, _, _ in members}
        if facts.entered_of(pupil_id) - of_today[pupil_id] < len(sessions) - len(today)
    }
    has = _sessions_of(facts.school_id, short, span)
    found: dict[RegisterKey, int] = defaultdict(int)
    for group_id, pupil_id, first, last in _members(facts):
        if pupil_id not in short and of_today[pupil_id] == len(today):
            continue
        for day, session in sessions if pupil_id in short else today:
            entered = has[pupil_id] if pupil_id in short else ()
            if first <= day <= last and (day, session) not in entered:
                found[day, session, group_id] += pupil_id not in today.get((day, session), ())
    return found


def _members(facts: CheckFacts) -> Iterator[tuple[int, int, dt.date, dt.date]]:
    for group_id, members in facts.members.items():
        for pupil_id, first, last in members:
            yield group_id, pupil_id, first, last


def _sessions_of(
    school_id: int, pupil_ids: Collection[int], span: tuple[str, str]
) -> dict[int, set[SessionKey]]:
    """Return the sessions in which each of some pupils has an entry."""
    found: dict[int, set[SessionKey]] = {pupil_id: set() for pupil_id in pupil_ids}
    if pupil_ids:
        condition, values = among(pupil_ids)
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT pupil_id, {as_text('date')}, session FROM attendance_register_currententry"
                f" WHERE pupil_id {condition} AND school_id = %s AND date BETWEEN %s AND %s",
                [*values, school_id, *span],
            )
            for pupil_id, day, session in cursor.fetchall():
                found[pupil_id].add((day_of(day), session))
    return found
