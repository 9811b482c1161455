"""The arithmetic of attendance: which codes a count adds up, and how each code counts on each day.

A figure is a count over a count, and a count is a family of codes. The families come from the classes of
`onroll.law.attendance_codes`, so that a figure changes on the day the law does and in no other place. A retired code
keeps its last class, and a code not yet in force its first.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache, lru_cache

from onroll.law.attendance_codes import CODES, class_for_counting, in_force_between
from onroll.law.code_meaning import StatisticalClass
from onroll.law.dated import From


class Family(StrEnum):
    """A set of codes that a figure counts together."""

    PRESENT = "present"
    APPROVED_EDUCATIONAL_ACTIVITY = "approved_educational_activity"
    ATTENDED = "attended"
    AUTHORISED = "authorised"
    UNAUTHORISED = "unauthorised"
    ABSENCE = "absence"
    POSSIBLE = "possible"
    LATE = "late"


_ATTENDED = frozenset(one for one in StatisticalClass if one.is_attending)
_ABSENCE = frozenset(one for one in StatisticalClass if one.is_absence)
# Lateness is no class: L is presence and U is absence, and late counts both.
_CLASSES: dict[Family, frozenset[StatisticalClass]] = {
    Family.PRESENT: frozenset({StatisticalClass.PRESENT}),
    Family.APPROVED_EDUCATIONAL_ACTIVITY: frozenset({StatisticalClass.APPROVED_EDUCATIONAL_ACTIVITY}),
    Family.ATTENDED: _ATTENDED,
    Family.AUTHORISED: frozenset({StatisticalClass.AUTHORISED_ABSENCE}),
    Family.UNAUTHORISED: frozenset({StatisticalClass.UNAUTHORISED_ABSENCE}),
    Family.ABSENCE: _ABSENCE,
    Family.POSSIBLE: frozenset(one for one in StatisticalClass if one.is_possible),
}
_TABLES = tuple(step.value for step in CODES.steps if isinstance(step, From))
_STEP_DAYS = tuple(step.day for step in CODES.steps)
_LATE = frozenset(
    code for table in _TABLES for code, meaning in table.items() if meaning.minutes_may_be_given
)
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class CodeSpan:
    """How a code counts over a span of days, both included; None for a day is no end on that side."""

    code: str
    first_day: date | None
    last_day: date | None
    statistical_class: StatisticalClass
    is_in_force: bool

    @property
    def families(self) -> frozenset[Family]:
        """The families that count the code on these days."""
        return families_of(self.code, self.statistical_class)


@cache
def codes_ever() -> tuple[str, ...]:
    """Answer every code that is or was a national code: those of today in the order of the table, then the retired."""
    return tuple(dict.fromkeys(code for table in reversed(_TABLES) for code in table))


@lru_cache(maxsize=1024)
def codes_of(family: Family, day: date) -> tuple[str, ...]:
    """Answer the codes that a family counts on a day, in the order of the table."""
    return tuple(code for code in codes_ever() if family in families_of(code, class_for_counting(code, day)))


def families_of(code: str, statistical_class: StatisticalClass) -> frozenset[Family]:
    """Answer the families that count a code of a class."""
    of_class = {family for family, classes in _CLASSES.items() if statistical_class in classes}
    return frozenset(of_class | {Family.LATE} if code in _LATE else of_class)


@cache
def code_spans() -> tuple[CodeSpan, ...]:
    """Answer how every code counts from the first of days to the last, a span for each change."""
    return tuple(span for code in codes_ever() for span in _spans_of(code))


def _spans_of(code: str) -> Iterator[CodeSpan]:
    """Yield a code's spans in order; they leave no day out."""
    begun, ended = in_force_between(code)
    starts = [None, *(day for day in _STEP_DAYS if _changes(code, day) or day in (begun, ended))]
    for start, following in zip(starts, [*starts[1:], None], strict=True):
        day = start or date.min
        yield CodeSpan(
            code,
            start,
            following - _ONE_DAY if following else None,
            class_for_counting(code, day),
            begun <= day and (ended is None or day < ended),
        )


def _changes(code: str, day: date) -> bool:
    """Answer whether a code counts in another class from a day on."""
    return class_for_counting(code, day) != class_for_counting(code, day - _ONE_DAY)
