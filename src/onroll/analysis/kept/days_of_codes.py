"""The days on which each pupil had each code, kept as the bits they are counted by: any figure of sessions opens from them, whatever its period."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from typing import Any

from onroll.analysis.behind import Asked, PupilBehind
from onroll.analysis.behind.asked import HALF_TERM_NUMBERS
from onroll.analysis.codes import codes_on_stretches
from onroll.analysis.counting.blocks import blocks, days_of_block
from onroll.analysis.counting.scope import Scope
from onroll.analysis.engine import FIRST_MONDAY, Engine
from onroll.analysis.kept.sqlite_engine import SQLiteEngine
from onroll.analysis.measures.definitions import FAMILIES, measure_named
from onroll.analysis.measures.periods_asked import AFTER_HOLIDAY, END_OF_TERM

_FAMILIES = {family.name: family.numerator for family in FAMILIES}
_CODE = "code "
_SUNDAY = timedelta(days=6)
#: Of a school's week: whether it is after a holiday, or before one, and which half term it is in.
_Marks = dict[tuple[Any, ...], tuple[Any, ...]]


def days_of_codes(engine: Engine, scope: Scope) -> list[tuple[str, str, int, str, str, int]]:
    """Answer the usable days of the figures of the schools counted last: school, pupil, block, session and code, and the days as bits."""
    ours = ", ".join(str(one.number) for one in blocks(scope) if one.first_day >= scope.first_day)
    return engine.rows(
        "SELECT school, pupil, block, session, code, days FROM used_by_code "
        f"WHERE block IN ({ours}) ORDER BY school, pupil, block, session, code"
    )


def marked_weeks(engine: Engine) -> list[tuple[str, int, bool, bool, int]]:
    """Answer the weeks of the schools counted last, by their numbers from the first looked at."""
    return engine.rows(
        "SELECT school, week, after_holiday, end_of_term, half_term FROM school_weeks_marked ORDER BY school, week"
    )


def pupils_by_days(engine: SQLiteEngine, scope: Scope, asked: Asked, in_group: str) -> list[PupilBehind]:
    """Answer the pupils behind a figure of sessions; `in_group` spells which enrolments `e` are of its group."""
    left_out = {
        (school, pupil): found
        for school, pupil, found in engine.rows(
            f"SELECT school, pupil, left_out FROM enrolments e WHERE {in_group}"
        )
    }
    adds, days_asked = _adds(scope, asked.measure), _days_asked(engine, scope, asked)
    sums: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for school, pupil, block, session, code, days in engine.rows("SELECT * FROM days_of_codes"):
        key = school, pupil
        above, below = adds(block, code)
        if (above or below) and key in left_out:
            sessions = (days & days_asked(school, block, session, left_out[key])).bit_count()
            both = sums[key]
            both[0] += above * sessions
            both[1] += below * sessions
    found = [
        PupilBehind(*key, above, below, above, below)
        for key, (above, below) in sums.items()
        if above or below
    ]
    return sorted(found, key=lambda one: (-one.numerator, one.school, one.pupil))


def _adds(scope: Scope, measure: str) -> Callable[[int, str], tuple[int, int]]:
    """Answer what says how much a session of a block with a code adds above the line and below it."""
    # Within a block every code counts alike: its first day says how.
    stretch_of = {
        one.number: next(each.number for each in scope.counted if each.first_day <= one.first_day <= each.last_day)
        for one in blocks(scope)
        if one.first_day >= scope.first_day
    }  # fmt: skip
    meanings = {(one.stretch, one.code): one for one in codes_on_stretches(scope.counted)}

    @cache
    def adds(block: int, code: str) -> tuple[int, int]:
        found = meanings.get((stretch_of[block], code))
        below = 0 if found is None else found.possible
        if measure.startswith(_CODE):
            return int(code == measure.removeprefix(_CODE)), below
        if found is None:
            return 0, 0
        if measure in _FAMILIES:
            return int(found.statistical_class == _FAMILIES[measure]), below
        column = measure_named(measure).numerator
        return found.authorised + found.unauthorised if column == "absent" else getattr(found, column), below

    return adds


def _days_asked(engine: SQLiteEngine, scope: Scope, asked: Asked) -> Callable[[str, int, str, int], int]:
    """Answer what says which days of a block are of the period, as bits: for a school and a session, and what is left out of an enrolment."""
    marks: _Marks = {row[:2]: row[2:] for row in engine.rows("SELECT * FROM school_weeks_marked")}
    is_asked = _test(scope, asked, marks)
    days_of = {one.number: days_of_block(scope, one) for one in blocks(scope)}

    @cache
    def days_asked(school: str, block: int, session: str, left_out: int) -> int:
        return sum(bit for day, bit in days_of[block] if is_asked(school, day, session, left_out))

    return days_asked


def _test(scope: Scope, asked: Asked, marks: _Marks) -> Callable[[str, date, str, int], bool]:
    """Answer the test of a school's day and session, for an enrolment of which something may be left out."""
    long = asked.long_period(scope)
    if long is not None:
        counted = set(long.stretches_counted())
        return lambda _, day, __, left_out: any(
            (one.number, left_out) in counted for one in scope.counted if one.first_day <= day <= one.last_day
        )
    kind, _, rest = asked.period.partition(" ")
    if kind in ("week", "weeks", "until"):
        first, last = _days_between(kind, rest)
        return lambda _, day, __, ___: first <= day <= last
    if kind == "session":
        return lambda _, __, session, ___: session == rest
    if kind == "weekday":
        number, _, half = rest.partition(" ")
        return lambda _, day, session, __: day.isoweekday() == int(number) and half in ("", session)
    place, wanted = {AFTER_HOLIDAY: (0, 1), END_OF_TERM: (1, 1)}.get(
        asked.period, (2, HALF_TERM_NUMBERS.get(asked.period, 0))
    )
    return lambda school, day, _, __: bool(
        (found := marks.get((school, (day - FIRST_MONDAY).days // 7 - scope.first_week)))
        and found[place] == wanted
    )


def _days_between(kind: str, mondays: str) -> tuple[date, date]:
    first, _, last = mondays.partition(" ")
    start = date.fromisoformat(first)
    return date.min if kind == "until" else start, date.fromisoformat(last or first) + _SUNDAY
