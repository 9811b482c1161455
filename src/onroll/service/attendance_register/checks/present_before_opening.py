"""Registers with a whole class marked present before the register opened."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from onroll.law.plain_words import time_in_words
from onroll.law.registers import ARRIVAL, PRESENT_CODES
from onroll.law.school_time import Session
from onroll.service.attendance_register.checks.facts import CheckFacts
from onroll.service.attendance_register.checks.finding import CheckFinding, Severity
from onroll.service.attendance_register.checks.where import session_in_words
from onroll.service.attendance_register.queries.session_times import opens_at

_LONDON = ZoneInfo("Europe/London")


def present_before_opening(facts: CheckFacts) -> list[CheckFinding]:
    """Find each register sent before it opened in which everybody is present.

    One sent in the opening minute is in time.
    """
    found = []
    for (day, session, group_id), taking in sorted(facts.takings.items()):
        opens = opens_at(facts.sessions.get((day, session)))
        register = facts.registers.get((day, session, group_id))
        if opens is None or register is None or taking.first_at >= opens or group_id not in facts.groups:
            continue
        if register.only_code != PRESENT_CODES[Session(session)]:
            continue
        found.append(
            CheckFinding(
                "present_before_opening",
                Severity.LOOK,
                f"All {register.entered} of {facts.groups[group_id].name} were marked present for "
                f"{session_in_words(day, session)} at {time_in_words(taking.first_at.astimezone(_LONDON))}, before the register "
                f"opened at {time_in_words(opens)}.",
                "A pupil is present when there as the register begins to be taken, which nobody could know before.",
                "Ask who was there that day, and how this register is taken.",
                ARRIVAL,
                group_id=group_id,
                date=day,
                session=session,
                count=register.entered,
            )
        )
    return found
