"""Registers that a closure filled which was withdrawn since."""

from __future__ import annotations

from collections import Counter

from onroll.law.plain_words import counted
from onroll.law.register_cover import EVERY_PUPIL_ON_ROLL
from onroll.service.attendance_register.checks.facts import CheckFacts
from onroll.service.attendance_register.checks.finding import CheckFinding, Severity
from onroll.service.attendance_register.checks.shapes import RegisterKey
from onroll.service.attendance_register.checks.where import session_in_words
from onroll.service.attendance_register.queries.closure_entries import left_by_withdrawn_closures


def entry_of_withdrawn_closure(facts: CheckFacts) -> list[CheckFinding]:
    """Find each register whose entries say that the school was closed, by a closure that was withdrawn: the school met."""
    left: Counter[RegisterKey] = Counter()
    for one in left_by_withdrawn_closures(facts.school_id, facts.first_day, facts.last_day):
        for group_id, members in facts.members.items():
            covered = any(
                pupil_id == one.pupil_id and first <= one.date <= last for pupil_id, first, last in members
            )
            left[one.date, one.session, group_id] += covered
    return [
        CheckFinding(
            "entry_of_withdrawn_closure",
            Severity.URGENT,
            f"{counted(count, 'entry', 'entries')} of {facts.groups[group_id].name} for {session_in_words(day, session)} "
            f"still {'says' if count == 1 else 'say'} that the school was closed, by a closure that was withdrawn.",
            "The school met, so its register is taken for every pupil on roll.",
            "Ask who was there, and amend the entries, pupil by pupil or together by a bulk edit.",
            EVERY_PUPIL_ON_ROLL,
            group_id=group_id,
            date=day,
            session=session,
            count=count,
        )
        for (day, session, group_id), count in sorted(left.items())
        if count
    ]
