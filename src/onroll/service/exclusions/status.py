"""How an exclusion stands: read off its days and whether it was cancelled."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from onroll.service.exclusions.models import Exclusion


class ExclusionState(StrEnum):
    """How an exclusion stands; `web/status_labels.py` gives each its words and colour."""

    TO_COME = "to come"
    NOW = "now"
    OVER = "over"
    CANCELLED = "cancelled"


def state_of(exclusion: Exclusion, *, on: dt.date) -> ExclusionState:
    """Return how an exclusion of `with_end` stands on a day."""
    if exclusion.cancelled_at is not None:
        return ExclusionState.CANCELLED
    if on < exclusion.first_day:
        return ExclusionState.TO_COME
    ends_on: dt.date | None = vars(exclusion)["ends_on"]
    over = ends_on is not None and on > ends_on
    return ExclusionState.OVER if over else ExclusionState.NOW
