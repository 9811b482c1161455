"""The same day some years or months away, as periods of time are reckoned."""

from calendar import monthrange
from datetime import date


def years_after(day: date, years: int) -> date:
    """Answer the anniversary of a day; 29 February falls to the 28th."""
    return months_after(day, years * 12)


def months_after(day: date, months: int) -> date:
    """Answer the same day number some months on, or that month's last day.

    A negative number of months counts back.
    """
    year, month0 = divmod(day.year * 12 + day.month - 1 + months, 12)
    last_day_of_month = monthrange(year, month0 + 1)[1]
    return date(year, month0 + 1, min(day.day, last_day_of_month))


def birthday(born: date, age: int) -> date:
    """Answer the day an age is reached.

    Somebody born on 29 February reaches it on 1 March in common years. The Family Law
    Reform Act 1969, section 9, speaks of "the relevant anniversary" without naming one;
    no school-age date turns on the choice.
    """
    year = born.year + age
    if (born.month, born.day) == (2, 29) and monthrange(year, 2)[1] == 28:
        return date(year, 3, 1)
    return born.replace(year=year)
