"""How a duty that is kept stands: read off its moments."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Protocol


class DutyState(StrEnum):
    """How a duty stands; `web/status_labels.py` gives each its words and colour."""

    OPEN = "open"
    OVERDUE = "overdue"
    PUT_OFF = "put off"
    SET_ASIDE = "set aside"
    SETTLED = "settled"


class Moments(Protocol):
    """What the state of a duty is read off."""

    due: dt.datetime
    settled_at: dt.datetime | None
    put_off_until: dt.date | None
    set_aside_at: dt.datetime | None


def state_of(record: Moments, *, now: dt.datetime) -> DutyState:
    """Return how a duty stands. Settled counts before all else; put off counts until its day comes."""
    if record.settled_at is not None:
        return DutyState.SETTLED
    if record.set_aside_at is not None:
        return DutyState.SET_ASIDE
    if record.put_off_until is not None and record.put_off_until > now.date():
        return DutyState.PUT_OFF
    return DutyState.OVERDUE if record.due < now else DutyState.OPEN
