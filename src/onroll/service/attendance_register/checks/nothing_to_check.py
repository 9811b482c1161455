"""Why there was nothing to check: a school whose registers are not due yet has no fault in them, and is not right either."""

from __future__ import annotations

from dataclasses import dataclass

from onroll.service.attendance_register.checks.facts import CheckFacts
from onroll.service.organisations.models import SchoolSession


@dataclass(frozen=True, slots=True)
class NothingToCheck:
    """What was missing for the checks to look at, what to do about it, and the page to do it on: "" for none."""

    what: str
    cure: str
    place: str = ""


def nothing_to_check(facts: CheckFacts) -> NothingToCheck | None:
    """Return why no register was due in the days of some facts; None where one was."""
    if not any(row.kind == SchoolSession.Kind.SCHOOL for row in facts.sessions.values()):
        return NothingToCheck(
            "The calendar holds no session in these days, so no register was due.",
            "If the school met, lay its term dates over the calendar. If it did not, choose other days.",
            "calendar",
        )
    if not any(facts.members.values()):
        return NothingToCheck(
            "No pupil whom a register covers was in a registration group in these days, so none was due.",
            "Make the groups and put the pupils in them, or import them.",
            "setup",
        )
    if not facts.closed_sessions:
        return NothingToCheck(
            "No register of these days has closed yet, and the checks look at registers that have.",
            "Come back when the first has closed, or choose earlier days.",
        )
    return None
