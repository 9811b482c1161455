"""Entries of B, K and Y7 without the note the register must hold."""

from __future__ import annotations

from onroll.service.attendance_register.checks.facts import CheckFacts
from onroll.service.attendance_register.checks.finding import CheckFinding, Severity
from onroll.service.attendance_register.checks.judged import judged_entries
from onroll.service.attendance_register.checks.where import session_in_words


def note_missing(facts: CheckFacts) -> list[CheckFinding]:
    """Find each entry whose code needs a note in the register, and has none."""
    return [
        CheckFinding(
            "note_missing",
            Severity.MEND,
            f"Code {entry.code} has no note for a pupil on {session_in_words(entry.date, entry.session)}.",
            fault.message,
            "Amend the entry to hold the note, or to the code for what happened.",
            fault.citation,
            date=entry.date,
            session=entry.session,
            pupil_id=entry.pupil_id,
            entry_id=entry.entry_id,
        )
        for entry, fault in judged_entries(facts, {"note_missing"})
    ]
