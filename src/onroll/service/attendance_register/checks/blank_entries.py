"""Pupils without an entry in a register that others have entries in."""

from __future__ import annotations

from collections import defaultdict

from onroll.law.code_uses import is_for_the_office
from onroll.law.entry_faults import ONE_CODE_A_SESSION
from onroll.law.plain_words import counted as in_words
from onroll.law.plain_words import day_in_words, listed
from onroll.service.attendance_register.checks.facts import CheckFacts
from onroll.service.attendance_register.checks.finding import CheckFinding, Severity
from onroll.service.attendance_register.checks.shapes import RegisterKey
from onroll.service.attendance_register.checks.where import session_in_words


def blank_entries(facts: CheckFacts) -> list[CheckFinding]:
    """Find each pupil with no code for a session whose register was taken, once with all their blank sessions.

    A register that nobody took at all is one fault of the register, and not of thirty pupils.
    """
    blanks = _blanks(facts)
    return [
        CheckFinding(
            "blank_entries",
            Severity.MEND,
            f"A pupil has no code for {session_in_words(*where[0][:2])}."
            if len(where) == 1
            else f"A pupil has no code for {in_words(len(where), 'session')}, the first on {day_in_words(where[0][0])}.",
            "Every pupil on roll has one code for every session the school holds.",
            _cure(facts, pupil_id, where),
            ONE_CODE_A_SESSION,
            group_id=where[0][2],
            date=where[0][0],
            session=where[0][1],
            pupil_id=pupil_id,
            count=len(where),
        )
        for pupil_id, where in sorted(blanks.items(), key=lambda item: item[1][0])
    ]


def _cure(facts: CheckFacts, pupil_id: int, where: list[RegisterKey]) -> str:
    """Say what to do; a code that was planned, and that only the office may enter, waits for it."""
    plans = [facts.plan_for(pupil_id, day, session) for day, session, _ in where]
    codes = {
        plan.code
        for plan, (day, _, _) in zip(plans, where, strict=True)
        if plan and is_for_the_office(plan.code, day)
    }
    if codes:
        return (
            f"Waiting for the office: code {listed(sorted(codes))} was planned, and it is the office that enters it. Enter it, "
            "or what happened instead, with the reason."
        )
    return "Find out where the pupil was, and enter the code for it with the reason."


def _blanks(facts: CheckFacts) -> dict[int, list[RegisterKey]]:
    gaps = [key for key, expected, counted in facts.closed_registers() if 0 < counted.entered < expected]
    entered = facts.entered_on(day for day, _, _ in gaps)
    blanks: dict[int, list[RegisterKey]] = defaultdict(list)
    for day, session, group_id in gaps:
        for pupil_id in facts.pupils_of(group_id, day) - entered[day, session]:
            blanks[pupil_id].append((day, session, group_id))
    return blanks
