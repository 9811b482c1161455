"""Days typed in three boxes, and the messages for those that are not days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

PARTS = ("day", "month", "year")
_MONTHS = {
    name: number
    for number in range(1, 13)
    for name in (
        dt.date(2000, number, 1).strftime("%B").lower(),
        dt.date(2000, number, 1).strftime("%b").lower(),
    )
}


class DateNotGiven(ValueError):
    """The boxes do not hold a day; the message says what to do, and `field` which boxes."""

    def __init__(self, message: str, *, field: str = "top") -> None:
        super().__init__(message)
        self.field = field


def boxes_of(name: str, day: dt.date | None) -> dict[str, str]:
    """Return what a day's three boxes hold; empty for None."""
    if day is None:
        return {}
    return {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}


def date_from_boxes(sent: Mapping[str, str], name: str, what: str) -> dt.date:
    """Return the day in three boxes, months by number or name, years in two figures or four.

    `what` is the day's name in a sentence, such as "the first day". Raise DateNotGiven.
    """
    typed = {part: sent.get(f"{name}-{part}", "").strip() for part in PARTS}
    absent = [part for part in PARTS if not typed[part]]
    if len(absent) == len(PARTS):
        raise DateNotGiven(f"Enter {what}.", field=f"{name}-day")
    if absent:
        raise DateNotGiven(
            f"{what[:1].upper()}{what[1:]} must include a {' and a '.join(absent)}.", field=f"{name}-day"
        )
    try:
        return dt.date(_year(typed["year"]), _month(typed["month"]), int(typed["day"]))
    except (ValueError, OverflowError):
        raise DateNotGiven(
            f"“{' '.join(typed.values())}” is not a day. Enter {what} like 20 11 2026.", field=f"{name}-day"
        ) from None


def days_from_boxes(
    sent: Mapping[str, str], days: Iterable[tuple[str, str]]
) -> tuple[dict[str, dt.date | None], dict[str, str]]:
    """Return several days by name, None for one that cannot be read; and what is wrong with those, by field."""
    read: dict[str, dt.date | None] = {}
    wrong: dict[str, str] = {}
    for name, what in days:
        read[name] = None
        try:
            read[name] = date_from_boxes(sent, name, what)
        except DateNotGiven as problem:
            wrong[problem.field] = str(problem)
    return read, wrong


def day_asked(sent: Mapping[str, str], name: str, what: str) -> dt.date | None:
    """Return the day in three boxes, or in an address as `name`=2026-11-20; None where neither says one.

    Raise DateNotGiven.
    """
    if any(sent.get(f"{name}-{part}", "").strip() for part in PARTS):
        return date_from_boxes(sent, name, what)
    text = sent.get(name, "").strip()
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        raise DateNotGiven(f"“{text}” is not a day. Enter {what} like 20 11 2026.") from None


def _month(typed: str) -> int:
    return _MONTHS.get(typed.lower()) or int(typed)


def _year(typed: str) -> int:
    year = int(typed)
    return 2000 + year if len(typed) == 2 else year
