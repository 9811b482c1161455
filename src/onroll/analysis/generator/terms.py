"""The school year of a made-up authority: its terms, training days and weeks, as schools in England keep them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from onroll.law.bank_holidays import bank_holidays_between, easter_sunday
from onroll.law.school_time import AcademicYear, week_of

#: Days a school is open to staff; five of them are training days.
STAFF_DAYS = 195
TRAINING_DAYS = 5
_ONE_DAY = timedelta(days=1)
_WEEK = timedelta(weeks=1)
_LATE_EASTER = 12


@dataclass(frozen=True, slots=True)
class SchoolDay:
    """A day on which schools of a pattern meet, numbered from 1, and where it stands in its half term."""

    number: int
    day: date
    half_term: int
    week: int


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way of keeping the year: the same terms, and training days of its own."""

    number: int
    school_days: tuple[SchoolDay, ...]
    training_days: frozenset[date]
    first_day: date
    last_day: date

    def kind_of(self, day: date) -> str:
        """Answer what the calendar says of a weekday."""
        if day in self.training_days:
            return "inset"
        return "school" if any(held.day == day for held in self.school_days) else "holiday"

    def number_on(self, day: date) -> int:
        """Answer how many school days there are up to a day."""
        return sum(held.day <= day for held in self.school_days)


@lru_cache(maxsize=8)
def patterns(year: int) -> tuple[Pattern, ...]:
    """Answer the patterns that the schools of an authority keep in the academic year of a September."""
    halves = half_terms(year)
    chosen = (
        (halves[0][0], halves[0][1], halves[2][0], halves[4][0], halves[5][-1]),
        (halves[0][0], halves[1][0], halves[2][0], halves[5][0], halves[5][-1]),
        (halves[0][0], halves[0][-1], halves[2][0], halves[3][0], halves[5][0]),
        (halves[0][0], halves[0][1], halves[1][-1], halves[3][0], halves[5][-1]),
    )
    return tuple(_pattern(number, halves, frozenset(days), year) for number, days in enumerate(chosen))


@lru_cache(maxsize=8)
def half_terms(year: int) -> tuple[tuple[date, ...], ...]:
    """Answer the days of the six half terms on which staff are in, training days among them."""
    spring = year + 1
    starts = [
        date(year, 9, 2),
        week_of(date(year, 10, 28)) + _WEEK,
        _monday_from(date(spring, 1, 2)),
        week_of(date(spring, 2, 17)) + _WEEK,
        _easter_break(spring)[1],
        _last_monday_of_may(spring) + _WEEK,
    ]
    ends = [
        week_of(date(year, 10, 28)),
        week_of(date(year, 12, 20)) + 5 * _ONE_DAY,
        week_of(date(spring, 2, 17)),
        _easter_break(spring)[0],
        _last_monday_of_may(spring),
        date(spring, 8, 31),
    ]
    closed = {holiday.day for holiday in bank_holidays_between(date(year, 9, 1), date(spring, 8, 31))}
    halves = [
        [day for day in _weekdays(start, end) if day not in closed]
        for start, end in zip(starts, ends, strict=True)
    ]
    before = sum(map(len, halves[:-1]))
    halves[-1] = halves[-1][: STAFF_DAYS - before]
    return tuple(map(tuple, halves))


def weekdays(year: int) -> Iterator[date]:
    """Yield every Monday to Friday of an academic year."""
    whole = AcademicYear.starting_in(year)
    return _weekdays(whole.first_day, whole.last_day + _ONE_DAY)


def _pattern(
    number: int, halves: tuple[tuple[date, ...], ...], training: frozenset[date], year: int
) -> Pattern:
    held = [(day, half) for half, days in enumerate(halves) for day in days if day not in training]
    first_week = week_of(halves[0][0])
    days = tuple(
        SchoolDay(nth, day, half, (week_of(day) - first_week).days // 7)
        for nth, (day, half) in enumerate(held, start=1)
    )
    whole = AcademicYear.starting_in(year)
    return Pattern(number, days, training, whole.first_day, whole.last_day)


def _easter_break(year: int) -> tuple[date, date]:
    """Answer the first Monday of the Easter holiday and the first day of the summer term."""
    easter = easter_sunday(year)
    if (easter.month, easter.day) >= (4, _LATE_EASTER):
        return easter - 13 * _ONE_DAY, easter + 2 * _ONE_DAY
    return easter - 6 * _ONE_DAY, easter + 8 * _ONE_DAY


def _last_monday_of_may(year: int) -> date:
    return week_of(date(year, 5, 31))


def _monday_from(day: date) -> date:
    return week_of(day + 6 * _ONE_DAY)


def _weekdays(start: date, end: date) -> Iterator[date]:
    """Yield the weekdays from a day until before another."""
    for ordinal in range(start.toordinal(), end.toordinal()):
        day = date.fromordinal(ordinal)
        if day.weekday() < 5:
            yield day
