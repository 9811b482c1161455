"""The terms that official absence figures are made for, and the spans of days a file is cut into.

A term here is a window of the school census, the same for every school, and not the school's own dates: absence of the
autumn is that of 1 August to 31 December (Complete the school census, data items on attendance).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from onroll.law.attendance_codes import CODES
from onroll.law.bank_holidays import bank_holidays, easter_sunday
from onroll.law.school_time import AcademicYear

_ONE_DAY = timedelta(days=1)


class Part(StrEnum):
    """The windows an academic year is made of, in order. Both halves of the summer term are told apart."""

    AUTUMN = "autumn term"
    SPRING = "spring term"
    HALF_TERM_5 = "half term 5"
    HALF_TERM_6 = "half term 6"
    NO_TERM = "no term"


class Term(StrEnum):
    """A period that figures are given for within an academic year."""

    WHOLE = "whole"
    AUTUMN = "autumn term"
    SPRING = "spring term"
    SUMMER = "summer term"
    AUTUMN_AND_SPRING = "autumn and spring term"
    FIVE_HALF_TERMS = "five half terms"
    SIX_HALF_TERMS = "six half terms"


_SUMMER = (Part.HALF_TERM_5, Part.HALF_TERM_6)
PARTS_OF: dict[Term, tuple[Part, ...]] = {
    Term.AUTUMN: (Part.AUTUMN,),
    Term.SPRING: (Part.SPRING,),
    Term.SUMMER: _SUMMER,
    Term.AUTUMN_AND_SPRING: (Part.AUTUMN, Part.SPRING),
    Term.FIVE_HALF_TERMS: (Part.AUTUMN, Part.SPRING, Part.HALF_TERM_5),
    Term.SIX_HALF_TERMS: (Part.AUTUMN, Part.SPRING, *_SUMMER),
}

#: The half terms of each window. Only those of the summer have dates of their own; the others divide at each school's own holiday.
HALF_TERMS: dict[Part, tuple[int, ...]] = {
    Part.AUTUMN: (1, 2),
    Part.SPRING: (3, 4),
    Part.HALF_TERM_5: (5,),
    Part.HALF_TERM_6: (6,),
}

#: The terms of a year that follow each other, each with the one before.
TERM_AFTER_TERM = ((Term.AUTUMN, Term.SPRING), (Term.SPRING, Term.SUMMER))


def from_term_to_term(before: Term, after: Term) -> str:
    """Name a pair of terms as results do."""
    return f"{before} to {after}"


def first_days(year: AcademicYear) -> tuple[tuple[date, Part], ...]:
    """Answer the first day of each window of an academic year, in order, within 1 September to 31 August.

    The census's autumn window starts on 1 August; a session that early belongs to no term of the year before either.
    """
    summer = year.last_day.year
    easter_monday = easter_sunday(summer) + _ONE_DAY
    return (
        (year.first_day, Part.AUTUMN),
        (date(summer, 1, 1), Part.SPRING),
        (easter_monday, Part.HALF_TERM_5),
        (half_term_6(summer), Part.HALF_TERM_6),
        (first_day_after_terms(year), Part.NO_TERM),
    )


def first_day_after_terms(year: AcademicYear) -> date:
    """Answer the first day of an academic year that belongs to none of its terms."""
    return date(year.last_day.year, 8, 1)


def half_term_6(summer: int) -> date:
    """Answer the first day of the second half of a summer term: the Monday of the spring bank holiday's week."""
    holiday = next(one.day for one in bank_holidays(summer) if one.title == "Spring bank holiday")
    return holiday - timedelta(days=holiday.weekday())


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days within which nothing that a figure depends on changes: the term, the code table, the academic year."""

    number: int
    first_day: date
    last_day: date
    year: AcademicYear
    part: Part


def stretches(first_day: date, last_day: date, *, also_at: date, terms: bool = True) -> tuple[Stretch, ...]:
    """Cut a span of days where an academic year, a term or a table of codes starts, and on one day more.

    Without `terms`, a stretch may run over several of them, and its part is that of its first day.
    """
    years = _years(first_day, last_day)
    starts = {day: part for year in years for day, part in first_days(year)}
    cuts = {first_day, also_at, *(year.first_day for year in years), *(step.day for step in CODES.steps)}
    if terms:
        cuts |= starts.keys()
    days = sorted(day for day in cuts if first_day <= day <= last_day)
    ends = [day - _ONE_DAY for day in days[1:]] + [last_day]
    return tuple(
        Stretch(number, day, end, AcademicYear.of(day), _part_on(day, starts))
        for number, (day, end) in enumerate(zip(days, ends, strict=True))
    )


def _years(first_day: date, last_day: date) -> Iterable[AcademicYear]:
    first, last = AcademicYear.of(first_day).first_day.year, AcademicYear.of(last_day).first_day.year
    return [AcademicYear.starting_in(year) for year in range(first, last + 1)]


def _part_on(day: date, starts: dict[date, Part]) -> Part:
    return starts[max(start for start in starts if start <= day)]
