"""The national attendance and absence codes, as tables that run from a day.

A code is read with the table of its session's day. `code_on` refuses a code that was
not in force then; `class_for_counting` never does, because a figure must count every
entry that was made: a retired code keeps its last class, and a code not yet in force
its first.
"""

from bisect import bisect_right
from datetime import date
from functools import lru_cache

from onroll.law.citation import Citation
from onroll.law.code_meaning import CodeMeaning, CodeTable, StatisticalClass
from onroll.law.code_table_2006 import CODES_2006
from onroll.law.code_table_2024 import CODES_2024
from onroll.law.dated import Dated, From
from onroll.law.instruments import (
    PUPIL_REGISTRATION_2006,
    PUPIL_REGISTRATION_2024,
    PUPIL_REGISTRATION_AMENDMENT_2013,
)
from onroll.law.plain_words import day_in_words
from onroll.law.rules import rule

CODES = Dated[CodeTable](
    "The national attendance and absence codes",
    steps=[
        From(date(2006, 9, 1), CODES_2006, PUPIL_REGISTRATION_2006.at("6")),
        From(
            date(2013, 9, 1),
            {code: meaning for code, meaning in CODES_2006.items() if code != "F"},
            PUPIL_REGISTRATION_AMENDMENT_2013.unconfirmed(
                "2",
                "Code F ended with the change to holiday leave; its last day is taken "
                "to be the day before that change.",
            ),
        ),
        From(date(2024, 8, 19), CODES_2024, PUPIL_REGISTRATION_2024.at("10")),
    ],
    reviewed_on=date(2026, 11, 22),
)

# What to use now for a code that has gone.
_REPLACED_BY = {
    "F": "Use C where leave was given in exceptional circumstances; otherwise G.",
    "H": "Use C where leave was given in exceptional circumstances; otherwise G.",
    "J": "Use J1 for an interview.",
    "Y": "Use the one of Y1 to Y7 that says what happened.",
}

_TABLES = tuple(step.value for step in CODES.steps if isinstance(step, From))
_FIRST_DAYS = tuple(step.day for step in CODES.steps)
_KNOWN = frozenset(code for table in _TABLES for code in table)


class UnknownCode(LookupError):
    """The code never was a national code."""

    def __init__(self, code: str) -> None:
        super().__init__(
            f"“{code}” is not a national attendance code. Choose one of {' '.join(_TABLES[-1])}."
        )
        self.code = code


class NotInForce(LookupError):
    """The code is a national code, but was not in force on the session's day."""

    def __init__(self, code: str, day: date, cure: str) -> None:
        super().__init__(f"Code {code} was not in force on {day_in_words(day)}: {cure}")
        self.code = code
        self.day = day
        self.cure = cure


@rule(
    "attendance_codes.meaning",
    title="What an attendance code means on a day",
    says=(
        "Each code has a title, a class for statistics, conditions, and says whether it needs leave or a "
        "note, whom it is for and whether it counts towards a penalty notice. A session keeps the code table "
        "of its own day: 2006, 2013 or August 2024."
    ),
    first_day=CODES.first_day,
    cites=tuple(step.citation for step in reversed(CODES.steps)),
)
def code_on(code: str, day: date) -> CodeMeaning:
    """Answer what a code means on a session's day.

    Raises `UnknownCode` for what never was a code and `NotInForce` for a code of
    another time; both messages say what to use instead.
    """
    meaning = _table_on(day).get(code)
    if meaning is None:
        raise _refusal(code, day)
    return meaning


def codes_in_force(day: date) -> tuple[CodeMeaning, ...]:
    """Answer the codes in force on a day, in the order of the table."""
    return tuple(_table_on(day).values())


def is_code(code: str) -> bool:
    """Answer whether this is, or ever was, a national code."""
    return code in _KNOWN


def class_for_counting(code: str, day: date) -> StatisticalClass:
    """Answer the class in which an entry counts, whether or not its code was in force.

    Raises `UnknownCode` for what never was a code.
    """
    history = _CLASS_HISTORY.get(code)
    if history is None:
        raise UnknownCode(code)
    first_days, classes = history
    return classes[max(0, bisect_right(first_days, day) - 1)]


def penalty_notice_codes(day: date) -> frozenset[str]:
    """Answer the codes that count towards the penalty-notice threshold on a day."""
    return _penalty_notice_codes(bisect_right(_FIRST_DAYS, day))


def in_force_between(code: str) -> tuple[date, date | None]:
    """Answer a code's first day and the first day without it, None while it lasts.

    Raises `UnknownCode` for what never was a code.
    """
    has_it = [code in table for table in _TABLES]
    if not any(has_it):
        raise UnknownCode(code)
    first = has_it.index(True)
    last = len(has_it) - 1 - has_it[::-1].index(True)
    ended = _FIRST_DAYS[last + 1] if last + 1 < len(_FIRST_DAYS) else None
    return _FIRST_DAYS[first], ended


def citation_of_codes(day: date) -> Citation:
    """Answer the provision that prescribes the codes of a day."""
    return CODES.citation_on(max(day, CODES.first_day))


def _table_on(day: date) -> CodeTable:
    step = bisect_right(_FIRST_DAYS, day)
    return _TABLES[step - 1] if step else {}


def _refusal(code: str, day: date) -> UnknownCode | NotInForce:
    if code not in _KNOWN:
        return UnknownCode(code)
    first_day, ended = in_force_between(code)
    if ended is not None and day >= ended:
        cure = f"it ended before {day_in_words(ended)}. {_REPLACED_BY[code]}"
    else:
        cure = f"it starts on {day_in_words(first_day)}. Use the code of the time that fits."
    return NotInForce(code, day, cure)


@lru_cache(maxsize=len(_TABLES) + 1)
def _penalty_notice_codes(step: int) -> frozenset[str]:
    table = _TABLES[step - 1] if step else {}
    return frozenset(code for code, meaning in table.items() if meaning.counts_towards_penalty_notice)


def _class_history() -> dict[str, tuple[list[date], list[StatisticalClass]]]:
    history: dict[str, tuple[list[date], list[StatisticalClass]]] = {}
    for first_day, table in zip(_FIRST_DAYS, _TABLES, strict=True):
        for code, meaning in table.items():
            first_days, classes = history.setdefault(code, ([], []))
            first_days.append(first_day)
            classes.append(meaning.statistical_class)
    return history


_CLASS_HISTORY = _class_history()
