"""Registers that nobody took."""

from __future__ import annotations

from onroll.law.register_cover import EVERY_PUPIL_ON_ROLL
from onroll.service.attendance_register.checks.facts import CheckFacts
from onroll.service.attendance_register.checks.finding import CheckFinding, Severity
from onroll.service.attendance_register.checks.where import session_in_words


def register_not_taken(facts: CheckFacts) -> list[CheckFinding]:
    """Find each register that has closed without anybody's entry in it.

    A register someone sent, or that holds even one entry, was taken: how well is for other checks.
    """
    return [
        CheckFinding(
            "register_not_taken",
            Severity.URGENT,
            f"The register of {facts.groups[group_id].name} was not taken on {session_in_words(day, session)}.",
            "Every session's register is taken, for every pupil on roll.",
            "Ask who was there, take the register from what they know, and say so in the reason.",
            EVERY_PUPIL_ON_ROLL,
            group_id=group_id,
            date=day,
            session=session,
            count=expected,
        )
        for (day, session, group_id), expected, counted in facts.closed_registers
        if not counted.entered and (day, session, group_id) not in facts.takings
    ]
