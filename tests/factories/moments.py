"""Moments of a made-up school's morning, in London."""

from __future__ import annotations

import datetime as dt

from onroll.service.clock import LONDON

MONDAY = dt.date(2026, 9, 7)


def at(hour: int, minute: int = 0, *, on: dt.date = MONDAY) -> dt.datetime:
    """Return a moment of a school day, by the clock on the wall."""
    return dt.datetime(on.year, on.month, on.day, hour, minute, tzinfo=LONDON)
