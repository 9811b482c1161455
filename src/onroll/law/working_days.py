"""Working days: Monday to Friday, less bank holidays."""

from collections.abc import Collection
from datetime import date, timedelta

_SATURDAY = 5
_ONE_DAY = timedelta(days=1)


def is_working_day(day: date, bank_holidays: Collection[date] = ()) -> bool:
    """Answer whether a day is a working day."""
    return day.weekday() < _SATURDAY and day not in bank_holidays


def nth_working_day_after(day: date, n: int, bank_holidays: Collection[date] = ()) -> date:
    """Answer the n-th working day after a day, which itself is not counted. Raises `ValueError` below 1."""
    if n < 1:
        raise ValueError(f"Count working days from 1, not from {n}.")
    while n:
        day += _ONE_DAY
        n -= is_working_day(day, bank_holidays)
    return day
