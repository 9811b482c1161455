"""How a part-time timetable stands: read off what happened to it and the day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from enum import StrEnum

from onroll.service.part_time_timetables.models import PartTimeTimetable, TimetableEvent

Kind = TimetableEvent.Kind


class TimetableState(StrEnum):
    """How a timetable stands; `web/status_labels.py` gives each its words and colour."""

    TO_SIGN = "to sign"
    NOT_AGREED = "not agreed"
    COMING = "coming"
    RUNNING = "running"
    OVER = "over"
    ENDED = "ended"
    DROPPED = "dropped"

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done or to happen."""
        return self not in (TimetableState.ENDED, TimetableState.DROPPED, TimetableState.NOT_AGREED)


def state_of(
    timetable: PartTimeTimetable, events: Collection[TimetableEvent], *, stands: bool, on: dt.date
) -> TimetableState:
    """Return how a timetable stands. One not agreed before it should have ended never stood."""
    kinds = {one.kind for one in events}
    if Kind.DROPPED in kinds:
        return TimetableState.DROPPED
    if Kind.ENDED in kinds:
        return TimetableState.ENDED
    if not stands:
        return TimetableState.NOT_AGREED if timetable.last_day < on else TimetableState.TO_SIGN
    if timetable.last_day < on:
        return TimetableState.OVER
    return TimetableState.COMING if timetable.first_day > on else TimetableState.RUNNING
