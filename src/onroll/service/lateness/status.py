"""How a pupil's lateness stands: read off what was done and what has come since."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum

from onroll.service.lateness.models import LatenessStep
from onroll.service.lateness.thresholds import Reached

Kind = LatenessStep.Kind


class LetterState(StrEnum):
    """Whether a letter is due; `web/status_labels.py` gives each its words and colour."""

    NONE_DUE = "none due"
    DUE = "due"
    WRITTEN = "written"
    NOT_NEEDED = "not needed"


def last_of(steps: Iterable[LatenessStep], *kinds: str) -> LatenessStep | None:
    """Return the last step of these kinds; steps come in order."""
    return next((one for one in reversed(list(steps)) if one.kind in kinds), None)


def letter_up_to(steps: Iterable[LatenessStep]) -> dt.date | None:
    """Return the last day that a letter, or the decision to write none, had in view."""
    last = last_of(steps, Kind.LETTER, Kind.NO_LETTER)
    return last.last_day if last else None


def letter_state(reached: Reached | None, steps: Iterable[LatenessStep]) -> LetterState:
    """Return whether a letter is due, was written or was not needed."""
    if reached is not None:
        return LetterState.DUE
    last = last_of(steps, Kind.LETTER, Kind.NO_LETTER)
    if last is None:
        return LetterState.NONE_DUE
    return LetterState.WRITTEN if last.kind == Kind.LETTER else LetterState.NOT_NEEDED
