"""Reading what people pages are sent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from onroll.service.web.components.dates import DateNotGiven, date_from_boxes
from onroll.service.whole_numbers import whole_number


def text(sent: Mapping[str, str], *names: str) -> dict[str, str]:
    """Return these fields as typed, trimmed; empty where they were not sent."""
    return {name: sent.get(name, "").strip() for name in names}


def day(sent: Mapping[str, str], name: str, what: str, faults: dict[str, str]) -> dt.date | None:
    """Return the day in three boxes; None, with what to do in `faults`, where there is none."""
    try:
        return date_from_boxes(sent, name, what)
    except DateNotGiven as fault:
        faults[name] = str(fault)
        return None


def day_or_none(sent: Mapping[str, str], name: str, what: str, faults: dict[str, str]) -> dt.date | None:
    """Return the day in three boxes, or None where all are empty."""
    if not any(sent.get(f"{name}-{part}", "").strip() for part in ("day", "month", "year")):
        return None
    return day(sent, name, what, faults)


def number(sent: Mapping[str, str], name: str) -> int | None:
    """Return a whole number, or None where what was sent is not one."""
    return whole_number(sent.get(name, "").strip())


def errors_of(faults: Mapping[str, str]) -> list[dict[str, str]]:
    """Return faults for the summary at the top of the page."""
    return [
        {"text": words, "href": f"#{name}"} if name else {"text": words} for name, words in faults.items()
    ]
