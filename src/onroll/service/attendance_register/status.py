"""Where a register stands, derived from facts alone."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class RegisterState(StrEnum):
    """Where a register stands; `web/status_labels.py` gives each its words and colour."""

    NOT_HELD = "not held"
    NOT_DUE = "not due"
    NOT_STARTED = "not started"
    PART = "part"
    TAKEN = "taken"
    TAKEN_LATE = "taken late"
    MISSING = "missing"
    NO_PUPILS = "no pupils"


@dataclass(frozen=True, slots=True)
class RegisterFacts:
    """What decides a register's state; `first_sent_at` is when someone first took it, None where nobody did."""

    opens_at: dt.datetime | None
    closes_at: dt.datetime | None
    expected: int
    entered: int
    first_sent_at: dt.datetime | None
    #: Pupils still blank whose planned code the office alone may enter: they hold nobody up who takes a register.
    waiting: int = 0


def register_state(facts: RegisterFacts, *, now: dt.datetime) -> RegisterState:
    """Say where a register stands at a moment."""
    if facts.opens_at is None or facts.closes_at is None:
        return RegisterState.NOT_HELD
    if not facts.expected:
        return RegisterState.NO_PUPILS
    if facts.entered >= facts.expected or (
        facts.first_sent_at is not None and facts.entered + facts.waiting >= facts.expected
    ):
        late = facts.first_sent_at is not None and has_closed(facts.closes_at, now=facts.first_sent_at)
        return RegisterState.TAKEN_LATE if late else RegisterState.TAKEN
    if now < facts.opens_at:
        return RegisterState.NOT_DUE
    if facts.first_sent_at is not None:
        return RegisterState.PART
    return RegisterState.MISSING if has_closed(facts.closes_at, now=now) else RegisterState.NOT_STARTED


def has_closed(closes_at: dt.datetime | None, *, now: dt.datetime) -> bool:
    """Say whether a register that closes then has closed by now; the closing minute itself is still open."""
    return closes_at is not None and by_the_minute(now) > closes_at


def by_the_minute(moment: dt.datetime) -> dt.datetime:
    """Return a moment without its seconds: registers open, close and count lateness by the minute on the clock."""
    return moment.replace(second=0, microsecond=0)
