"""What a parent says on their own page to a part-time timetable: they agree, do not agree, or agree no longer."""

from __future__ import annotations

import datetime as dt

from onroll.service.attendance_register.actions.refusals import AttendanceRefusal
from onroll.service.parents.opening import Key, actor_of, child_of, open_link
from onroll.service.parents.refusals import ParentRefusal
from onroll.service.part_time_timetables.actions.signing import answer_by_link
from onroll.service.part_time_timetables.models import PartTimeTimetable, TimetableEvent
from onroll.service.part_time_timetables.refusals import TimetableRefusal


def answer_timetable(
    *, secret: Key, timetable_id: int, agrees: bool | None, words: str, now: dt.datetime
) -> TimetableEvent:
    """Record a parent's own answer about a child whose record they may see. Raises ParentRefusal, TooLong."""
    link = open_link(secret, on=now.date())
    row = PartTimeTimetable.objects.filter(pk=timetable_id, school_id=link.school_id).first()
    if row is None or row.pupil_id is None:
        raise ParentRefusal("That is not a timetable of a child whose attendance this link opens.")
    child_of(link, row.pupil_id, on=now.date())
    if agrees is None:
        raise ParentRefusal("Choose whether you agree.")
    try:
        return answer_by_link(
            school_id=link.school_id, timetable_id=timetable_id, parent_id=link.parent_id, agrees=agrees, words=words,
            by=actor_of(link.parent), now=now,
        )  # fmt: skip
    except (TimetableRefusal, AttendanceRefusal) as refusal:
        raise ParentRefusal(str(refusal)) from refusal
