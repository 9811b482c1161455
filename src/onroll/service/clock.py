"""The only reader of the clock.

Web, api, jobs and cli ask it and hand `now` or `on` inward; the domain never reads time.
A demo runs on its own clock: an offset, in seconds, handed to every process in ONROLL_CLOCK_OFFSET.
Sign-in, second steps and link expiry use `real_now`.
"""

from __future__ import annotations

import datetime as dt
import os
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def real_now() -> dt.datetime:
    """Return this moment, in London time."""
    return dt.datetime.now(tz=LONDON)


def offset() -> dt.timedelta:
    """Return how far the demo's clock stands from the real one; zero outside a demo."""
    return dt.timedelta(seconds=float(os.environ.get("ONROLL_CLOCK_OFFSET", "0")))


def now() -> dt.datetime:
    """Return this moment on the service's clock, in London time."""
    # Added in UTC, so that a clock change between the real day and the demo's moves no register.
    return (real_now().astimezone(dt.UTC) + offset()).astimezone(LONDON)


def today() -> dt.date:
    """Return this day on the service's clock, in London."""
    return now().date()
