"""Pupils without an entry in a register that others have entries in."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from django.utils.timezone import localdate

from onroll.law.code_uses import is_for_the_office
from onroll.law.entry_faults import ONE_CODE_A_SESSION
from onroll.law.plain_words import counted as in_words
from onroll.law.plain_words import day_in_words, listed
from onroll.law.register_cover import EVERY_PUPIL_ON_ROLL
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
        _finding(facts, pupil_id, where)
        for pupil_id, where in sorted(blanks.items(), key=lambda item: item[1][0])
    ]


def _finding(facts: CheckFacts, pupil_id: int, where: list[RegisterKey]) -> CheckFinding:
    day, session, group_id = where[0]
    said = session_in_words(day, session)
    if len(where) > 1:
        said = f"{in_words(len(where), 'session')}, the first on {day_in_words(day)}"
    since = [moment for key in where if (moment := facts.put_on_roll_since(pupil_id, key)) is not None]
    was_named_after_all = len(since) == len(where)
    return CheckFinding(
        "blank_entries",
        Severity.MEND,
        f"A pupil has no code for {said}{_named_since(where, since)}.",
        "The pupil was on roll from the starting day, and the register covers every pupil on roll."
        if was_named_after_all
        else "Every pupil on roll has one code for every session the school holds.",
        _cure(facts, pupil_id, where) + (_OR_THE_STARTING_DAY if since else ""),
        EVERY_PUPIL_ON_ROLL if was_named_after_all else ONE_CODE_A_SESSION,
        group_id=group_id,
        date=day,
        session=session,
        pupil_id=pupil_id,
        count=len(where),
    )


_OR_THE_STARTING_DAY = " If the starting day on the roll is wrong, put that right instead."


def _named_since(where: list[RegisterKey], since: list[dt.datetime]) -> str:
    """Say that the pupil was not on the roll when the registers were taken: whoever took them left nobody blank."""
    if not since:
        return ""
    on = day_in_words(localdate(max(since)))
    if len(since) < len(where):
        return (
            f"; for {len(since)} of them the name was put on the roll on {on}, after the register was taken"
        )
    return f": the name was put on the roll on {on}, after the register{'s were' if len(where) > 1 else ' was'} taken"


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
    gaps = [key for key, expected, counted in facts.closed_registers if 0 < counted.entered < expected]
    entered = facts.entered_on(day for day, _, _ in gaps)
    blanks: dict[int, list[RegisterKey]] = defaultdict(list)
    for day, session, group_id in gaps:
        for pupil_id in facts.pupils_of(group_id, day) - entered[day, session]:
            blanks[pupil_id].append((day, session, group_id))
    return blanks
