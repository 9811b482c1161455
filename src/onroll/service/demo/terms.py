"""The made-up authority's term dates, for any academic year: the pattern most English authorities keep."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from onroll.law.school_time import AcademicYear, Span

MONDAY, FRIDAY = 0, 4
_DAY = dt.timedelta(days=1)
_WEEK = dt.timedelta(weeks=1)
#: Days a maintained school's year has for pupils and for staff training.
SCHOOL_DAYS, INSET_DAYS = 190, 5


@dataclass(frozen=True, slots=True)
class TermDates:
    """An academic year's six half terms, and the bank holidays that fall in them."""

    year: AcademicYear
    half_terms: tuple[Span, ...]
    bank_holidays: tuple[dt.date, ...]

    @property
    def first_day(self) -> dt.date:
        return self.half_terms[0].first_day

    @property
    def last_day(self) -> dt.date:
        return self.half_terms[-1].last_day

    def weekdays(self) -> Iterator[dt.date]:
        """Yield every weekday of term that is no bank holiday."""
        for half_term in self.half_terms:
            for day in half_term:
                if day.weekday() <= FRIDAY and day not in self.bank_holidays:
                    yield day


@lru_cache(maxsize=8)
def term_dates(year: AcademicYear) -> TermDates:
    """Return the term dates of an academic year."""
    autumn, spring = year.first_day.year, year.last_day.year
    easter = easter_sunday(spring)
    good_friday, easter_monday = easter - 2 * _DAY, easter + _DAY
    may_day = on_or_after(dt.date(spring, 5, 1), MONDAY)
    late_may = on_or_after(dt.date(spring, 5, 25), MONDAY)
    october_break = on_or_after(dt.date(autumn, 10, 25), MONDAY)
    february_break = on_or_after(dt.date(spring, 2, 15), MONDAY)
    easter_break = on_or_after(dt.date(spring, 3, 29), MONDAY)
    holidays = (good_friday, easter_monday, may_day, late_may, new_year_holiday(spring))
    half_terms = [
        (next_weekday(dt.date(autumn, 9, 2)), october_break - 3 * _DAY),
        (october_break + _WEEK, on_or_before(dt.date(autumn, 12, 22), FRIDAY)),
        (on_or_after(dt.date(spring, 1, 3), MONDAY), february_break - 3 * _DAY),
        (february_break + _WEEK, easter_break - 3 * _DAY),
        (easter_break + 2 * _WEEK, late_may - 3 * _DAY),
        (late_may + _WEEK, dt.date(spring, 7, 31)),
    ]
    spans = tuple(Span(*_trimmed(first_day, last_day, holidays)) for first_day, last_day in half_terms)
    whole = TermDates(year, spans, tuple(sorted(holidays)))
    days = list(whole.weekdays())[: SCHOOL_DAYS + INSET_DAYS]
    return TermDates(year, (*spans[:-1], Span(spans[-1].first_day, days[-1])), whole.bank_holidays)


def easter_sunday(year: int) -> dt.date:
    """Return Easter Sunday, by the Gregorian computus."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return dt.date(year, month, day + 1)


def new_year_holiday(year: int) -> dt.date:
    """Return the day New Year's Day is kept on: the Monday after, where it is a weekend."""
    return next_weekday(dt.date(year, 1, 1))


def on_or_after(day: dt.date, weekday: int) -> dt.date:
    """Return the first such weekday from a day on."""
    return day + (weekday - day.weekday()) % 7 * _DAY


def on_or_before(day: dt.date, weekday: int) -> dt.date:
    """Return the last such weekday up to a day."""
    return day - (day.weekday() - weekday) % 7 * _DAY


def next_weekday(day: dt.date) -> dt.date:
    """Return the day, or the Monday after where it is a weekend."""
    return day if day.weekday() <= FRIDAY else on_or_after(day, MONDAY)


def _trimmed(first_day: dt.date, last_day: dt.date, holidays: tuple[dt.date, ...]) -> tuple[dt.date, dt.date]:
    while first_day in holidays:
        first_day += _DAY
    while last_day in holidays:
        last_day -= _DAY
    return first_day, last_day
