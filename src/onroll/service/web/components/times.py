"""Times of today as people type them."""

from __future__ import annotations

import datetime as dt


class NotATime(ValueError):
    """What was typed is no time of day; the message says what to do."""


def moment_of(typed: str, now: dt.datetime, *, on: dt.date | None = None) -> dt.datetime:
    """Return a time typed as 9:24, 09.24, 924 or 9:24am, today or on a day; now where nothing was typed. Raise NotATime."""
    text = typed.strip().lower().replace(".", ":").replace(" ", "")
    if not text and on in (None, now.date()):
        return now
    after_noon = text.endswith("pm")
    text = text.removesuffix("am").removesuffix("pm")
    hours, _, minutes = text.partition(":") if ":" in text else (text[:-2], ":", text[-2:])
    try:
        hour = int(hours) % 12 + 12 if after_noon else int(hours)
        day = on or now.date()
        return now.replace(
            year=day.year,
            month=day.month,
            day=day.day,
            hour=hour,
            minute=int(minutes),
            second=0,
            microsecond=0,
        )
    except (ValueError, OverflowError):
        raise NotATime("Enter the time like 9:24, or leave it empty for now.") from None
