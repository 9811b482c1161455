"""Pupils set work at home whose day to be looked at again has come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from onroll.law.plain_words import day_in_words
from onroll.law.planned_attendance import IN_PERSON
from onroll.service.duties.duty import Deed, DeedName, Duty, Item, Kind
from onroll.service.duties.facts import Morning


def remote_to_review(morning: Morning) -> Iterator[Duty]:
    """Find the notes of remote education that are to be looked at again."""
    for line in morning.remote:
        note, due = line.note, line.looked_at_on
        yield Duty(
            rule="remote_to_review",
            kind=Kind.ELSEWHERE,
            title=f"Look again at remote education: {note.pupil}",
            why=f"To be looked at on {day_in_words(due)}. It is for a time, and the pupil is absent meanwhile.",
            who="Attendance office",
            due=dt.datetime.combine(due, dt.time(23, 59), tzinfo=morning.now.tzinfo),
            is_now=False,
            citation=IN_PERSON,
            items=(
                Item(
                    f"remote_to_review/{note.pk}/{due}",
                    "Remote education to look at",
                    due,
                    pupil_id=note.pupil_id,
                ),
            ),
            deeds=(Deed(DeedName.OPEN_REMOTE, "Open the note", {"note_id": note.pk}),),
        )
