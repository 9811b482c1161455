"""One arrival after the start, and the counts of many."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple


class Late(NamedTuple):
    """One session to which a pupil came after the start. `minutes` is none where nobody wrote them down."""

    pupil_id: int
    date: dt.date
    session: str
    after_closing: bool
    minutes: int | None
    arrived_at: dt.time | None = None
    code: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """How often, how long together, and of how many the minutes are not known."""

    times: int
    before_closing: int
    after_closing: int
    minutes: int
    without_minutes: int


def counts_of(lates: Iterable[Late]) -> Counts:
    """Count some arrivals."""
    found = list(lates)
    after = sum(one.after_closing for one in found)
    return Counts(
        times=len(found),
        before_closing=len(found) - after,
        after_closing=after,
        minutes=sum(one.minutes or 0 for one in found),
        without_minutes=sum(one.minutes is None for one in found),
    )
