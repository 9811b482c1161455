"""Asking one check of a drawn school, or all of them."""

from __future__ import annotations

import datetime as dt

from onroll.service.attendance_register.checks import CHECKS, CheckFacts, CheckFinding
from tests.factories.drawn_school import DrawnSchool
from tests.factories.moments import at

FIRST_DAY = dt.date(2026, 9, 7)
LAST_DAY = dt.date(2026, 10, 23)


def found_by(
    check: str,
    drawn: DrawnSchool,
    *,
    last_day: dt.date = dt.date(2026, 9, 8),
    now: dt.datetime | None = None,
) -> list[CheckFinding]:
    """Return what one check finds from 7 September on, by default at the end of the last day."""
    moment = now or at(16, on=last_day)
    facts = CheckFacts(drawn.school.pk, FIRST_DAY, last_day, moment)
    return next(one for one in CHECKS if one.name == check).find(facts)


def places(findings: list[CheckFinding]) -> list[tuple[str, str]]:
    """Return the day and half of each finding."""
    return [(f"{finding.date:%a}", finding.session) for finding in findings]
