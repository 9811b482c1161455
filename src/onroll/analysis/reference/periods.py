"""The periods that figures are given for, each a text, and which of them a session is in.

- `whole` is the period asked for. `week 2025-09-08`, `weekday 1` (a Monday) to `weekday 7`, `session AM`, `weekday 5 PM` are parts of it.
- `after holiday` is the first school week of a school after a whole week, Monday to Sunday, in which it held no session, and
  `end of term` the last before one. Both sides must be seen; the summer between two school years counts.
- Terms are the windows of the school census, in the academic year of the last day: autumn to 31 December, spring to Easter
  Sunday, summer to 31 July. Five half terms end with the Sunday before the spring bank holiday. Six half terms leave out, as the census
  series does, half term 6 of pupils who were 15 on the 31 August before, where a date of birth is known, and enrolments
  that began in half term 6.
- `half term 1` to `half term 6` are of a school's whole weeks, each where its first session is. The summer divides where five half terms
  end. Autumn and spring divide at a gap of the school's own, a week or more without a session between two school weeks of the term: the one
  that leaves the numbers of weeks on both sides most alike, and the first of those. Without a gap they are in no half term.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from onroll.analysis.reference.gathering import Tables
from onroll.analysis.reference.rows import Enrolment
from onroll.analysis.reference.threshold import dates_of_birth
from onroll.law import AcademicYear, SchoolCalendar, Session, Span, week_of
from onroll.law.absence_measures import AGES_PUBLISHED
from onroll.law.anniversaries import birthday
from onroll.law.bank_holidays import bank_holidays, easter_sunday

_ONE_DAY = timedelta(days=1)
_ONE_WEEK = timedelta(weeks=1)

WHOLE = "whole"
_WEEK = "week "
AFTER_HOLIDAY = "after holiday"
END_OF_TERM = "end of term"


class Term(StrEnum):
    """A period of official figures within an academic year."""

    AUTUMN = "autumn term"
    SPRING = "spring term"
    SUMMER = "summer term"
    AUTUMN_AND_SPRING = "autumn and spring term"
    FIVE_HALF_TERMS = "five half terms"
    SIX_HALF_TERMS = "six half terms"


#: Periods long enough for a pupil to be called persistently absent.
LONG = frozenset({WHOLE, *Term})


def has_weeks(period: str) -> bool:
    """Answer whether a period is made of weeks, whole or cut short at its ends."""
    return period in LONG or period.startswith(_WEEK)


def half_term_6(year: AcademicYear) -> Span:
    """Answer the second half of a summer term: from the Monday of the week of the spring bank holiday."""
    summer = year.last_day.year
    holiday = next(one.day for one in bank_holidays(summer) if one.title.startswith("Spring bank holiday"))
    return Span(week_of(holiday), date(summer, 7, 31))


def terms(year: AcademicYear) -> dict[Term, Span]:
    """Answer the days of each term of an academic year."""
    first_day, summer = year.first_day, year.last_day.year
    easter = easter_sunday(summer)
    last_half = half_term_6(year)
    return {
        Term.AUTUMN: Span(first_day, date(summer - 1, 12, 31)),
        Term.SPRING: Span(date(summer, 1, 1), easter),
        Term.SUMMER: Span(easter + _ONE_DAY, last_half.last_day),
        Term.AUTUMN_AND_SPRING: Span(first_day, easter),
        Term.FIVE_HALF_TERMS: Span(first_day, last_half.first_day - _ONE_DAY),
        Term.SIX_HALF_TERMS: Span(first_day, last_half.last_day),
    }


@dataclass(frozen=True, slots=True)
class Holidays:
    """The weeks of one school that stand beside a holiday, by their Mondays."""

    weeks_after: frozenset[date]
    weeks_before: frozenset[date]


def holidays(weeks: tuple[date, ...]) -> Holidays:
    """Find the school weeks after and before a week without a session."""
    gaps = [(last, first) for last, first in pairwise(weeks) if first - last > _ONE_WEEK]
    return Holidays(frozenset(first for _, first in gaps), frozenset(last for last, _ in gaps))


def half_terms(held: SchoolCalendar, year: AcademicYear) -> dict[date, int]:
    """Answer the half term of each of a school's weeks, by its Monday; not of weeks that are in none."""
    windows, last_half = terms(year), half_term_6(year)
    first_days: dict[date, date] = {}
    for day in held.school_days:
        first_days.setdefault(week_of(day), day)
    found: dict[date, int] = {}
    for term, first in ((Term.AUTUMN, 1), (Term.SPRING, 3)):
        ours = [week for week, day in first_days.items() if day in windows[term]]
        found |= _divided(sorted(ours), first)
    for week, day in first_days.items():
        if day in windows[Term.SUMMER]:
            found[week] = 6 if day in last_half else 5
    return found


def _divided(weeks: list[date], first: int) -> dict[date, int]:
    """Divide a term's weeks at the gap that does so most evenly."""
    gaps = [place for place in range(1, len(weeks)) if weeks[place] - weeks[place - 1] > _ONE_WEEK]
    if not gaps:
        return {}
    middle = min(gaps, key=lambda place: abs(place - (len(weeks) - place)))
    return {week: first if place < middle else first + 1 for place, week in enumerate(weeks)}


class Periods:
    """The periods of some tables."""

    def __init__(self, tables: Tables) -> None:
        """Take the academic year of the last day, and the weeks of every school."""
        self._year = AcademicYear.of(tables.period.last_day)
        self._terms = terms(self._year)
        self._half_term_6 = half_term_6(self._year)
        self._holidays = {school: holidays(calendar.weeks) for school, calendar in tables.calendars.items()}
        self._half_terms = {
            school: half_terms(calendar, self._year) for school, calendar in tables.calendars.items()
        }
        self._of_school: dict[tuple[str, date, Session], tuple[str, ...]] = {}
        self._stays = tables.stays
        self._born = dates_of_birth(tables.pupils)

    def of(self, enrolment: Enrolment, on: date, session: Session) -> tuple[str, ...]:
        """Answer every period that counts a session of an enrolment."""
        key = enrolment.school, on, session
        if key not in self._of_school:
            self._of_school[key] = tuple(self._of_sessions(*key))
        if on not in self._terms[Term.SIX_HALF_TERMS] or self._left_out(enrolment, on):
            return self._of_school[key]
        return (*self._of_school[key], Term.SIX_HALF_TERMS)

    def _of_sessions(self, school: str, on: date, session: Session) -> Iterator[str]:
        """Yield the periods that a session is in, whoever's it is: all but the six half terms."""
        yield WHOLE
        yield f"{_WEEK}{week_of(on).isoformat()}"
        yield f"weekday {on.isoweekday()}"
        yield f"session {session}"
        yield f"weekday {on.isoweekday()} {session}"
        beside = self._holidays.get(school)
        if beside and week_of(on) in beside.weeks_after:
            yield AFTER_HOLIDAY
        if beside and week_of(on) in beside.weeks_before:
            yield END_OF_TERM
        half_term = self._half_terms.get(school, {}).get(week_of(on))
        if half_term is not None:
            yield f"half term {half_term}"
        for term, days in self._terms.items():
            if on in days and term is not Term.SIX_HALF_TERMS:
                yield term

    def _left_out(self, enrolment: Enrolment, on: date) -> bool:
        """Answer whether the census series leaves a session out of the six half terms."""
        if self._began_in_half_term_6(enrolment):
            return True
        born = self._born.get(enrolment.pupil)
        if on not in self._half_term_6 or born is None:
            return False
        _, oldest = AGES_PUBLISHED.newest.value
        before_the_year = self._year.first_day - _ONE_DAY
        return birthday(born, oldest) <= before_the_year < birthday(born, oldest + 1)

    def _began_in_half_term_6(self, enrolment: Enrolment) -> bool:
        stays = self._stays.get(enrolment, ())
        began = min((stay.first_day for stay in stays), default=None)
        return began is not None and began in self._half_term_6
