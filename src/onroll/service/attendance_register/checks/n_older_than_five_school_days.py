"""Absences still without a reason after the days the law gives."""

from __future__ import annotations

from onroll.law.code_uses import wants_a_reason
from onroll.law.plain_words import day_in_words
from onroll.law.registers import (
    CODE_WHEN_NEVER_EXPLAINED,
    UNEXPLAINED_SCHOOL_DAYS,
    is_overdue,
    unexplained_until,
)
from onroll.service.attendance_register.checks.facts import CheckFacts
from onroll.service.attendance_register.checks.finding import CheckFinding, Severity
from onroll.service.attendance_register.checks.where import session_in_words


def n_older_than_five_school_days(facts: CheckFacts) -> list[CheckFinding]:
    """Find each code N that stands past its last lawful day, by the school's own school days."""
    unexplained = {code for code in {one.code for one in facts.uncommon} if wants_a_reason(code)}
    return [
        CheckFinding(
            "n_older_than_five_school_days",
            Severity.URGENT,
            f"Code N still stands for a pupil on {session_in_words(entry.date, entry.session)}.",
            f"The last day for it was {day_in_words(unexplained_until(entry.date, facts.calendar).due_on)}.",
            f"Amend it to the code for the reason, or to {CODE_WHEN_NEVER_EXPLAINED.on(entry.date)} "
            "if the reason was never found out.",
            UNEXPLAINED_SCHOOL_DAYS.citation_on(entry.date),
            date=entry.date,
            session=entry.session,
            pupil_id=entry.pupil_id,
            entry_id=entry.entry_id,
        )
        for entry in sorted(one for one in facts.uncommon if one.code in unexplained)
        if facts.calendar.is_school_day(entry.date) and is_overdue(entry.date, facts.calendar, on=facts.today)
    ]
