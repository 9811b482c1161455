"""How each code counts on each stretch of days, as rows an engine can join to. All of it is read from the law."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from onroll.analysis.periods import Stretch
from onroll.law.attendance_codes import (
    CODES,
    class_for_counting,
    codes_in_force,
    in_force_between,
    penalty_notice_codes,
)
from onroll.law.code_meaning import CodeMeaning, StatisticalClass
from onroll.law.dated import From
from onroll.law.school_time import Session

# Their entries say themselves that no session was held for the pupil: not on roll, closed, cancelled.
QUIET_CODES = ("#", "Z", "Y4")

COLUMNS = (
    ("stretch", "BIGINT"),
    ("code", "VARCHAR"),
    ("class", "VARCHAR"),
    ("in_force", "BOOLEAN"),
    ("attended", "BIGINT"),
    ("authorised", "BIGINT"),
    ("unauthorised", "BIGINT"),
    ("possible", "BIGINT"),
    ("late", "BIGINT"),
)


class CodeOnStretch(NamedTuple):
    """How a code counts in one stretch: its class, and 1 for each of the sums it goes into."""

    stretch: int
    code: str
    statistical_class: str
    in_force: bool
    attended: int
    authorised: int
    unauthorised: int
    possible: int
    late: int


def every_code() -> tuple[str, ...]:
    """Answer every code that is, or ever was, national: those of the newest table first."""
    return tuple(_newest_meanings())


def newest_class(code: str) -> StatisticalClass:
    """Answer the class of a code by the newest table that has it."""
    return _newest_meanings()[code].statistical_class


def is_possible(code: str) -> bool:
    """Answer whether the sessions of a code are among the possible ones; a code that never was says nothing of them."""
    meaning = _newest_meanings().get(code)
    return meaning is not None and meaning.statistical_class.is_possible


def unauthorised_codes() -> tuple[str, ...]:
    """Answer the codes of unauthorised absence: the ones that runs and the threshold look at."""
    return tuple(
        meaning.code
        for meaning in _newest_meanings().values()
        if meaning.statistical_class is StatisticalClass.UNAUTHORISED_ABSENCE
    )


def late_codes() -> tuple[str, ...]:
    """Answer the codes of arriving late, with which minutes may be given."""
    return tuple(meaning.code for meaning in _newest_meanings().values() if meaning.minutes_may_be_given)


def codes_on_stretches(stretches: Iterable[Stretch]) -> list[CodeOnStretch]:
    """Answer how every code counts in each stretch."""
    return [_on_stretch(stretch, meaning) for stretch in stretches for meaning in _newest_meanings().values()]


def present_codes() -> tuple[tuple[str, str], ...]:
    """Answer the codes of a pupil present in the morning and in the afternoon, each with its session.

    Nine entries in ten are one of the two.
    """
    return tuple(
        (meaning.code, str(meaning.session))
        for meaning in _newest_meanings().values()
        if meaning.session is not None and meaning.statistical_class is StatisticalClass.PRESENT
    )


def codes_of_one_session() -> tuple[tuple[str, str], ...]:
    """Answer the codes that belong to one half of the day, each with the half it may not be entered in."""
    other = {Session.AM: Session.PM, Session.PM: Session.AM}
    return tuple(
        (meaning.code, str(other[meaning.session]))
        for meaning in _newest_meanings().values()
        if meaning.session is not None
    )


def towards_the_threshold(on: date) -> tuple[str, ...]:
    """Answer the codes that count towards a penalty notice; none before there was a threshold."""
    return tuple(sorted(penalty_notice_codes(on)))


def in_order(codes: Iterable[str], on: date) -> list[str]:
    """Put codes in the order of the law's table of a day, and those of other days after them."""
    table = [meaning.code for meaning in codes_in_force(on)]
    others = sorted(set(codes) - set(table))
    return table + others


@cache
def _newest_meanings() -> dict[str, CodeMeaning]:
    tables: Sequence[dict[str, CodeMeaning]] = [
        dict(step.value) for step in reversed(CODES.steps) if isinstance(step, From)
    ]
    meanings: dict[str, CodeMeaning] = {}
    for table in tables:
        meanings |= {code: meaning for code, meaning in table.items() if code not in meanings}
    return meanings


def _on_stretch(stretch: Stretch, meaning: CodeMeaning) -> CodeOnStretch:
    day = stretch.first_day
    found = class_for_counting(meaning.code, day)
    first, ended = in_force_between(meaning.code)
    return CodeOnStretch(
        stretch.number,
        meaning.code,
        str(found),
        first <= day and (ended is None or day < ended),
        int(found.is_attending),
        int(found is StatisticalClass.AUTHORISED_ABSENCE),
        int(found is StatisticalClass.UNAUTHORISED_ABSENCE),
        int(found.is_possible),
        int(meaning.minutes_may_be_given),
    )
