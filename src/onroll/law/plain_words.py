"""Days and counts as people write them, for reasons and messages."""

from collections.abc import Iterable
from datetime import date

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


def counted(number: int, noun: str, plural: str = "") -> str:
    """Write a number and its noun: "1 session", "10 sessions"."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def listed(words: Iterable[str], last: str = "or") -> str:
    """Write a list as "G, N, O or U"."""
    *others, final = words
    return f"{', '.join(others)} {last} {final}" if others else final
