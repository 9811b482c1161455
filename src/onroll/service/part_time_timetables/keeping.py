"""Finding a timetable to do something about, and keeping what was done."""

from __future__ import annotations

import datetime as dt
from typing import Any

from onroll.service.access.actor import Actor
from onroll.service.part_time_timetables.models import PartTimeTimetable, TimetableEvent
from onroll.service.part_time_timetables.refusals import TimetableRefusal
from onroll.service.room_for_words import insert

Kind = TimetableEvent.Kind


def timetable_of(school_id: int, timetable_id: int) -> PartTimeTimetable:
    """Return a school's timetable that is neither withdrawn nor ended, held until the transaction ends. Raises TimetableRefusal."""
    rows = PartTimeTimetable.objects.select_for_update(of=("self",), no_key=True).select_related(
        "pupil", "school"
    )
    timetable = rows.filter(pk=timetable_id, school_id=school_id, pupil__isnull=False).first()
    if timetable is None:
        raise TimetableRefusal("This timetable is not this school’s. Nothing has changed.")
    kinds = set(timetable.events.values_list("kind", flat=True))
    if Kind.DROPPED in kinds:
        raise TimetableRefusal("This proposal was withdrawn. Make another.")
    if Kind.ENDED in kinds:
        raise TimetableRefusal("This timetable has ended. What was agreed of it stays as it is.")
    return timetable


def keep(
    timetable: PartTimeTimetable, kind: str, *, by: Actor, now: dt.datetime, **said: Any
) -> TimetableEvent:
    """Add one event to a timetable's record, of today unless another day is said. Raises TooLong."""
    return insert(
        TimetableEvent(
            school_id=timetable.school_id,
            timetable=timetable,
            pupil_id=timetable.pupil_id,
            kind=kind,
            on=said.pop("on", now.date()),
            made_at=now,
            made_by_id=by.user_id,
            made_by_name=by.name,
            made_by_role=by.role,
            **said,
        )
    )
