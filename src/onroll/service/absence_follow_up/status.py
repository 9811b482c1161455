"""Where a reason, and the following up of an absence, stands: worked out from what was recorded, and never stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class ReasonState(StrEnum):
    """Where a reason stands; `web/status_labels.py` gives each its words and colour."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class FollowUpState(StrEnum):
    """Where the following up of one absence stands, the furthest first."""

    SEEN = "seen"
    ESCALATED = "escalated"
    REASON_WAITING = "reason waiting"
    ACCOUNTED_FOR = "accounted for"
    SPOKE = "spoke"
    ANSWERED = "answered"
    TRIED = "tried"
    NOT_TRIED = "not tried"


@dataclass(frozen=True, slots=True)
class FollowUpFacts:
    """What was recorded about one absence."""

    contacts: int = 0
    reached: bool = False
    reason_waits: bool = False
    escalated: bool = False
    seen: bool = False
    #: Whether somebody outside the school who was told of it said what they know.
    answered: bool = False
    #: Whether one of them said where the child is.
    accounted_for: bool = False


def reason_state(decisions: Sequence[str]) -> ReasonState:
    """Say where a reason stands by what was decided about it, in order; an acceptance taken back leaves it waiting."""
    last = decisions[-1] if decisions else ""
    return {"accepted": ReasonState.ACCEPTED, "declined": ReasonState.DECLINED}.get(last, ReasonState.WAITING)


def follow_up_state(facts: FollowUpFacts) -> FollowUpState:
    """Say where the following up of an absence stands."""
    if facts.seen:
        return FollowUpState.SEEN
    if facts.escalated:
        return FollowUpState.ESCALATED
    if facts.reason_waits:
        return FollowUpState.REASON_WAITING
    if facts.accounted_for:
        return FollowUpState.ACCOUNTED_FOR
    if facts.reached:
        return FollowUpState.SPOKE
    if facts.answered:
        return FollowUpState.ANSWERED
    return FollowUpState.TRIED if facts.contacts else FollowUpState.NOT_TRIED
