"""How a request for leave stands: read off its decisions and the day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from enum import StrEnum

from onroll.service.leave_of_absence.models import LeaveDecision, LeaveRequest


class LeaveState(StrEnum):
    """How leave stands; `web/status_labels.py` gives each its words and colour."""

    TO_DECIDE = "to decide"
    NOT_DECIDED = "not decided"
    GRANTED = "granted"
    PART = "part"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


def state_of_child(request: LeaveRequest, decision: LeaveDecision | None, *, on: dt.date) -> LeaveState:
    """Return how one child's leave stands. Undecided once it should have begun, it was not given in advance."""
    if decision is not None:
        return LeaveState(decision.outcome)
    if request.withdrawn_at is not None:
        return LeaveState.WITHDRAWN
    return LeaveState.NOT_DECIDED if request.first_day <= on else LeaveState.TO_DECIDE


def state_of_request(states: Sequence[LeaveState]) -> LeaveState:
    """Return how a whole request stands: what is still to be decided counts before all else."""
    waiting = (LeaveState.TO_DECIDE, LeaveState.NOT_DECIDED)
    for state in waiting:
        if state in states:
            return state
    return states[0] if len(set(states)) == 1 else LeaveState.PART
