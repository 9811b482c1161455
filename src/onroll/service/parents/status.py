"""Where what a parent sent stands: worked out from what was answered, and never stored."""

from __future__ import annotations

from enum import StrEnum


class SentState(StrEnum):
    """Where something a parent sent stands; `web/status_labels.py` gives each its words and colour."""

    WAITING = "waiting"
    AMENDED = "amended"
    STAYS = "stays"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    REPLACED = "replaced"
    READ = "read"


def correction_state(outcome: str, *, is_last: bool) -> SentState:
    """Say where a correction stands: one that the parent sent again before it was decided is replaced by the later one."""
    if outcome:
        return SentState(outcome)
    return SentState.WAITING if is_last else SentState.REPLACED
