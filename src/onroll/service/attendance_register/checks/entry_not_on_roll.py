"""Entries for pupils who were not on roll that day."""

from __future__ import annotations

from collections import defaultdict

from onroll.law.plain_words import counted, day_in_words
from onroll.law.register_cover import EVERY_PUPIL_ON_ROLL
from onroll.service.attendance_register.checks.facts import CheckFacts
from onroll.service.attendance_register.checks.finding import CheckFinding, Severity
from onroll.service.attendance_register.checks.shapes import StandingEntry


def entry_not_on_roll(facts: CheckFacts) -> list[CheckFinding]:
    """Find each pupil with entries on days they were not on roll, once with all of them. Code Z is for such days."""
    outside: dict[int, list[StandingEntry]] = defaultdict(list)
    for entry in sorted(facts.entries_off_roll()):
        outside[entry.pupil_id].append(entry)
    return [
        CheckFinding(
            "entry_not_on_roll",
            Severity.MEND,
            f"A pupil has {counted(len(entries), 'entry', 'entries')} on days they were not on roll, the first on "
            f"{day_in_words(entries[0].date)}.",
            "Only pupils on the admission register have attendance entries.",
            "Check the starting day and the last day in the admission register, and amend whichever is wrong.",
            EVERY_PUPIL_ON_ROLL,
            date=entries[0].date,
            session=entries[0].session,
            pupil_id=pupil_id,
            entry_id=entries[0].entry_id,
            count=len(entries),
        )
        for pupil_id, entries in sorted(outside.items())
    ]
