"""Dispose of entries and of every record that goes with them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Protocol

from onroll.service.absence_follow_up.actions.disposing import dispose_of_follow_up
from onroll.service.absence_notices.actions.disposing import dispose_of_notices
from onroll.service.access.actor import Actor
from onroll.service.attendance_register.actions.disposing import dispose_of_entries
from onroll.service.correspondence.actions.disposing import dispose_of_messages
from onroll.service.duties.actions.disposing import dispose_of_duties
from onroll.service.exclusions.actions.disposing import dispose_of_exclusions
from onroll.service.guests.actions.disposing import dispose_of_guests
from onroll.service.lateness.actions.disposing import dispose_of_lateness
from onroll.service.leave_of_absence.actions.disposing import dispose_of_leave
from onroll.service.lessons.actions.disposing import dispose_of_lessons
from onroll.service.medical_absence.actions.disposing import dispose_of_medical_records
from onroll.service.off_site_provision.actions.disposing import dispose_of_provision
from onroll.service.parents.actions.disposing import dispose_of_what_parents_sent
from onroll.service.part_time_timetables.actions.disposing import dispose_of_timetables
from onroll.service.planned_attendance.actions.disposing import dispose_of_arrangements
from onroll.service.recognition.actions.disposing import dispose_of_recognition
from onroll.service.remote_education.actions.disposing import dispose_of_remote_notes


class Disposes(Protocol):
    """An action that empties or removes a school's records of before a day, and returns how many went."""

    def __call__(self, *, school_id: int, before: dt.date, by: Actor, now: dt.datetime) -> int: ...


#: What goes, by what it is called.
_KINDS: dict[str, tuple[Disposes, ...]] = {
    "entries": (dispose_of_entries,),
    "records of following up": (
        dispose_of_follow_up,
        dispose_of_lateness,
        dispose_of_lessons,
        dispose_of_recognition,
        dispose_of_leave,
        dispose_of_what_parents_sent,
        dispose_of_duties,
    ),
    "messages": (dispose_of_messages,),
    "records of notices": (dispose_of_notices,),
    "part-time timetables": (dispose_of_timetables,),
    "records of arrangements, placements, guests and exclusions": (
        dispose_of_arrangements,
        dispose_of_provision,
        dispose_of_guests,
        dispose_of_remote_notes,
        dispose_of_exclusions,
    ),
    "records of illness": (dispose_of_medical_records,),
}


def dispose_of_everything(
    *, school_id: int, before: dt.date, by: Actor, now: dt.datetime
) -> Iterator[tuple[str, int]]:
    """Dispose of a school's entries made before a day and of what is kept with them; give each kind, and how many went.

    Each action's goes whole or stays: stopped half-way and given again, the rest goes. Raises DisposalRefused, OutOfScope.
    """
    for kind, disposals in _KINDS.items():
        yield kind, sum(dispose(school_id=school_id, before=before, by=by, now=now) for dispose in disposals)
