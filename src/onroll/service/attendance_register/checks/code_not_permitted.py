"""Entries whose code may not be used so: not in force, wrong session, wrong age, for mobile children alone, or not for the role that made it."""

from __future__ import annotations

from onroll.service.attendance_register.checks.facts import CheckFacts
from onroll.service.attendance_register.checks.finding import CheckFinding, Severity
from onroll.service.attendance_register.checks.judged import judged_entries
from onroll.service.attendance_register.checks.where import session_in_words

FAULTS = frozenset(
    {
        "code_unknown",
        "code_not_in_force",
        "code_of_other_session",
        "wrong_school_age",
        "not_a_mobile_child",
        "code_not_for_role",
    }
)


def code_not_permitted(facts: CheckFacts) -> list[CheckFinding]:
    """Find each entry with a code that its day, session, pupil or maker's role does not permit.

    A code that a plan had ready may be entered by anyone who takes the register.
    """
    return [
        CheckFinding(
            "code_not_permitted",
            Severity.LOOK if fault.name == "code_not_for_role" else Severity.MEND,
            f"Code {entry.code} stands for a pupil on {session_in_words(entry.date, entry.session)}.",
            _why(fault.name, fault.message, entry.role),
            "Look at the entry with whoever made it, and amend it to the code for what happened.",
            fault.citation,
            date=entry.date,
            session=entry.session,
            pupil_id=entry.pupil_id,
            entry_id=entry.entry_id,
        )
        for entry, fault in judged_entries(facts, FAULTS)
    ]


def _why(name: str, message: str, role: str) -> str:
    if name == "code_not_for_role":
        return f"It was entered in the role of {role.replace('_', ' ')}, which may not enter this code."
    return message
