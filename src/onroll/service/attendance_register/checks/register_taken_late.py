"""Registers first taken after they should have closed."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from onroll.law.plain_words import time_in_words
from onroll.law.session_times import TAKEN_AT_THE_BEGINNING
from onroll.service.attendance_register.checks.facts import CheckFacts
from onroll.service.attendance_register.checks.finding import CheckFinding, Severity
from onroll.service.attendance_register.checks.where import session_in_words

_LONDON = ZoneInfo("Europe/London")


def register_taken_late(facts: CheckFacts) -> list[CheckFinding]:
    """Find each register that was first sent after its closing time.

    One sent in the closing minute is in time. Registers brought in by an import do not say when they were taken.
    """
    found = []
    for (day, session, group_id), taking in sorted(facts.takings.items()):
        closes = facts.closed_sessions.get((day, session))
        if closes is None or taking.first_at <= closes or group_id not in facts.groups:
            continue
        at = taking.first_at.astimezone(_LONDON)
        when = f"{time_in_words(at)}" if at.date() == day else f"{time_in_words(at)} on {at.day} {at:%B}"
        found.append(
            CheckFinding(
                "register_taken_late",
                Severity.LOOK,
                f"The register of {facts.groups[group_id].name} for {session_in_words(day, session)} was first "
                f"taken at {when}, by {taking.first_by}; it closed at {time_in_words(closes)}.",
                "The register is taken at the beginning of the morning, and once in the afternoon.",
                "Find out why. If it happens often, move the times or change who takes it.",
                TAKEN_AT_THE_BEGINNING,
                group_id=group_id,
                date=day,
                session=session,
            )
        )
    return found
