"""Registers begun and left with pupils blank."""

from __future__ import annotations

from onroll.law.plain_words import counted as in_words
from onroll.law.register_cover import EVERY_PUPIL_ON_ROLL
from onroll.service.attendance_register.checks.facts import CheckFacts
from onroll.service.attendance_register.checks.finding import CheckFinding, Severity
from onroll.service.attendance_register.checks.where import session_in_words


def register_left_part_filled(facts: CheckFacts) -> list[CheckFinding]:
    """Find each register that somebody took and nobody finished, with pupils still blank after it closed."""
    found = []
    for key, expected, counted in facts.closed_registers:
        blank = expected - counted.entered
        taking = facts.takings.get(key)
        if blank < 1 or taking is None or taking.finished:
            continue
        day, session, group_id = key
        found.append(
            CheckFinding(
                "register_left_part_filled",
                Severity.URGENT,
                f"The register of {facts.groups[group_id].name} for {session_in_words(day, session)}, begun by "
                f"{taking.first_by}, was never finished: {in_words(blank, 'pupil')} of {expected} "
                f"{'has' if blank == 1 else 'have'} no code.",
                "A register covers every pupil on roll, and a blank is not a mark.",
                "Open the register, find out about those left blank, and finish it.",
                EVERY_PUPIL_ON_ROLL,
                group_id=group_id,
                date=day,
                session=session,
                count=blank,
            )
        )
    return found
