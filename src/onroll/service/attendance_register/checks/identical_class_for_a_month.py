"""Classes whose every pupil has the same code, session after session."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from onroll.law.attendance_codes import UnknownCode, class_for_counting
from onroll.law.instruments import ONROLL
from onroll.law.plain_words import counted, day_in_words
from onroll.service.attendance_register.checks.facts import CheckFacts
from onroll.service.attendance_register.checks.finding import CheckFinding, Severity

IMPROBABLE = ONROLL.at("improbable patterns")
#: Four school weeks of mornings and afternoons; fewer sessions, or fewer pupils, may well be alike.
FEWEST_SESSIONS = 40
FEWEST_PUPILS = 5


def identical_class_for_a_month(facts: CheckFacts) -> list[CheckFinding]:
    """Find each class whose pupils all have the same code in every one of a month's running sessions.

    Sessions the whole class was not due, as when the school was closed, neither make a run nor break it.
    """
    runs: dict[int, list[list[tuple[dt.date, str]]]] = defaultdict(lambda: [[]])
    for (day, session, group_id), expected, register in facts.closed_registers:
        if register.only_code and not _possible(register.only_code, day):
            continue
        if register.only_code and expected >= FEWEST_PUPILS and register.entered == expected:
            runs[group_id][-1].append((day, session))
        else:
            runs[group_id].append([])
    return [
        CheckFinding(
            "identical_class_for_a_month",
            Severity.LOOK,
            f"Every pupil of {facts.groups[group_id].name} has the same code in each of "
            f"{counted(len(run), 'session')}, {day_in_words(run[0][0])} to {day_in_words(run[-1][0])}.",
            "Somebody is nearly always away, so a class without one absence for a month was perhaps not looked at.",
            "Ask how this register is taken, and sit in when it is.",
            IMPROBABLE,
            group_id=group_id,
            date=run[0][0],
            session=run[0][1],
            count=len(run),
        )
        for group_id, all_runs in runs.items()
        for run in all_runs
        if len(run) >= FEWEST_SESSIONS
    ]


def _possible(code: str, day: dt.date) -> bool:
    try:
        return class_for_counting(code, day).is_possible
    except UnknownCode:
        return True
