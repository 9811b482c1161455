"""Entries for sessions that the calendar says the school did not hold."""

from __future__ import annotations

from onroll.law.entry_faults import SCHOOL_DAY
from onroll.law.plain_words import counted
from onroll.service.attendance_register.checks.facts import CheckFacts
from onroll.service.attendance_register.checks.finding import CheckFinding, Severity
from onroll.service.attendance_register.checks.where import session_in_words
from onroll.service.organisations.models import SchoolSession

#: A session the school was to hold and could not has entries too.
HELD_OR_LOST = {SchoolSession.Kind.SCHOOL, SchoolSession.Kind.CLOSURE}


def entry_outside_calendar(facts: CheckFacts) -> list[CheckFinding]:
    """Find each session with entries that the calendar does not hold, once with how many. Code # is for such days."""
    found = []
    for (day, session), count in sorted(facts.entries_by_session.items()):
        held = facts.sessions.get((day, session))
        if held is not None and held.kind in HELD_OR_LOST:
            continue
        says = f"says “{SchoolSession.Kind(held.kind).label}”" if held else "holds no session"
        found.append(
            CheckFinding(
                "entry_outside_calendar",
                Severity.MEND,
                f"There {'is' if count == 1 else 'are'} {counted(count, 'entry', 'entries')} for "
                f"{session_in_words(day, session)}, when the calendar {says}.",
                "Entries are made for sessions the school holds, and such entries count in no figure.",
                "If the school met, mend the calendar. If it did not, amend the entries to # for a planned closure.",
                SCHOOL_DAY,
                date=day,
                session=session,
                count=count,
            )
        )
    return found
