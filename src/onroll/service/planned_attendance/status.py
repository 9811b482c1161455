"""How an arrangement stands: read off its days and whether it was withdrawn."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from onroll.service.planned_attendance.models import Arrangement


class ArrangementState(StrEnum):
    """How an arrangement stands; `web/status_labels.py` gives each its words and colour."""

    TO_COME = "to come"
    NOW = "now"
    OVER = "over"
    WITHDRAWN = "withdrawn"


def state_of(arrangement: Arrangement, *, on: dt.date) -> ArrangementState:
    """Return how an arrangement stands on a day."""
    if arrangement.withdrawn_at is not None:
        return ArrangementState.WITHDRAWN
    if on < arrangement.first_day:
        return ArrangementState.TO_COME
    return ArrangementState.OVER if on > arrangement.last_day else ArrangementState.NOW
