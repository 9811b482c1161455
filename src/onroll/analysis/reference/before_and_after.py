"""A pupil's school weeks before a day and after it, session by session.

The weeks are those in which the school held a session while the pupil was on its roll. The week of the day is in neither window, unless no
session of it was before the day. A week is over on its Friday.
"""

from datetime import date, timedelta
from typing import NamedTuple

from onroll.analysis.reference.counting import Counts, count
from onroll.analysis.reference.gathering import Tables
from onroll.analysis.reference.rows import Enrolment
from onroll.law import Session, week_of

FEWEST = 3


class Sides(NamedTuple):
    """How many sessions were held on each side, and what they come to."""

    weeks: int
    held_before: int
    before: Counts
    held_after: int
    after: Counts


def sides(tables: Tables, enrolment: Enrolment, day: date, weeks: int) -> Sides | None:
    """Compare as many weeks on both sides; None where there are fewer than three, or nothing was possible on one."""
    held = held_while_on_roll(tables, enrolment)
    friday = timedelta(days=4)
    over = sorted({week_of(on) for on, _ in held if week_of(on) + friday <= tables.period.last_day})
    earlier = [week for week in over if week < week_of(day)]
    has_begun = any(week_of(on) == week_of(day) and on < day for on, _ in held)
    later = [week for week in over if week > week_of(day) or (week == week_of(day) and not has_begun)]
    number = min(weeks, len(earlier), len(later))
    if number < FEWEST:
        return None
    sessions_before = _within(held, earlier[len(earlier) - number :])
    sessions_after = _within(held, later[:number])
    before, after = (_counts(tables, enrolment, sessions) for sessions in (sessions_before, sessions_after))
    if not before.possible or not after.possible:
        return None
    return Sides(number, len(sessions_before), before, len(sessions_after), after)


def held_while_on_roll(tables: Tables, enrolment: Enrolment) -> list[tuple[date, Session]]:
    """Answer the sessions up to the last day that the school held while the pupil was on its roll."""
    calendar = tables.calendar(enrolment.school)
    on_roll = {day for stay in tables.stays.get(enrolment, ()) for day in stay}
    return [(day, session) for day in sorted(on_roll) for session in calendar.sessions_on(day)]


def _within(held: list[tuple[date, Session]], weeks: list[date]) -> list[tuple[date, Session]]:
    return [(day, session) for day, session in held if week_of(day) in weeks]


def _counts(tables: Tables, enrolment: Enrolment, sessions: list[tuple[date, Session]]) -> Counts:
    used = tables.used(enrolment)
    return count(used[session] for session in sessions if session in used)
