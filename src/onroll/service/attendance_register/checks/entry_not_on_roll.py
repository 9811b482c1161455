"""Entries for pupils who were not on roll that day."""

from __future__ import annotations

import datetime as dt

from onroll.law.plain_words import counted, day_in_words
from onroll.law.register_cover import EVERY_PUPIL_ON_ROLL
from onroll.service.attendance_register.checks.facts import CheckFacts
from onroll.service.attendance_register.checks.finding import CheckFinding, Severity
from onroll.service.attendance_register.checks.shapes import Days


def entry_not_on_roll(facts: CheckFacts) -> list[CheckFinding]:
    """Find each pupil with entries on days they were not on roll, once with all of them. Code Z is for such days."""
    suspects = [
        pupil_id
        for pupil_id, (first, last) in facts.entry_days.items()
        if not any(_covers(spell, first) and _covers(spell, last) for spell in facts.spells.get(pupil_id, ()))
    ]
    outside: dict[int, list[tuple[dt.date, str, int]]] = {}
    for pupil_id, day, session, entry_id in facts.entries_of(suspects):
        if not any(_covers(spell, day) for spell in facts.spells.get(pupil_id, ())):
            outside.setdefault(pupil_id, []).append((day, session, entry_id))
    return [
        CheckFinding(
            "entry_not_on_roll",
            Severity.MEND,
            f"A pupil has {counted(len(entries), 'entry', 'entries')} on days they were not on roll, the first on "
            f"{day_in_words(entries[0][0])}.",
            "Only pupils on the admission register have attendance entries.",
            "Check the starting day and the last day in the admission register, and amend whichever is wrong.",
            EVERY_PUPIL_ON_ROLL,
            date=entries[0][0],
            session=entries[0][1],
            pupil_id=pupil_id,
            entry_id=entries[0][2],
            count=len(entries),
        )
        for pupil_id, entries in outside.items()
    ]


def _covers(spell: Days, day: dt.date) -> bool:
    first, last = spell
    return first <= day and (last is None or day <= last)
