"""Days, times and counts as people write them, for reasons and messages."""

from collections.abc import Iterable
from datetime import date, datetime, time

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def day_in_words(day: date) -> str:
    """Write a day as "7 September 2026", whatever the machine's language."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def time_in_words(moment: time | datetime) -> str:
    """Write a time of day as "9:05am", "midday" or "midnight", by the clock it is given in."""
    if moment.minute == 0 and moment.hour in (0, 12):
        return "midday" if moment.hour else "midnight"
    return f"{moment.hour % 12 or 12}:{moment.minute:02}{'am' if moment.hour < 12 else 'pm'}"


def moment_in_words(moment: datetime) -> str:
    """Write a moment as "20 November 2026 at 9:05am", by the clock it is given in."""
    return f"{day_in_words(moment.date())} at {time_in_words(moment)}"


def counted(number: int, noun: str, plural: str = "") -> str:
    """Write a number and its noun: "1 session", "10 sessions", "1,530 pupils"."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def times_in_words(number: int) -> str:
    """Write how often something was: "once", "9 times"."""
    return "once" if number == 1 else counted(number, "time")


def minutes_in_words(minutes: int) -> str:
    """Write a length of time as "25 minutes", "1 hour" or "3 hours and 10 minutes"."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return counted(rest, "minute")
    return f"{counted(hours, 'hour')} and {counted(rest, 'minute')}" if rest else counted(hours, "hour")


def listed(words: Iterable[str], last: str = "or") -> str:
    """Write a list as "G, N, O or U"."""
    *others, final = words
    return f"{', '.join(others)} {last} {final}" if others else final
