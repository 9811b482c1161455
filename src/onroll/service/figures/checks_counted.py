"""What the checks of a school's registers find, counted with its figures: a page reads it, and looks at no entry again."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from onroll.service.access.scope import Scope
from onroll.service.attendance_register.checks import run_checks
from onroll.service.attendance_register.queries.check_results import days_to_check

#: Under which name it is kept beside the figures.
_CHECKS = "checks"


@dataclass(frozen=True, slots=True)
class ChecksCounted:
    """The days that were looked at, and how many findings each check has that has any."""

    first_day: dt.date
    last_day: dt.date
    findings: Mapping[str, int]


def count_checks(school_id: int, *, on: dt.date, now: dt.datetime) -> dict[str, Any]:
    """Return what is kept of a school's checks: of the half term that the last day counted is in.

    They are counted for whoever may open them later, so by the service's own reach.
    """
    everything = Scope.everything()
    first, last = days_to_check(everything, school_id=school_id, today=on)
    found = run_checks(everything, school_id=school_id, first_day=first, last_day=last, now=now)
    counts = Counter(one.check for one in found)
    return {_CHECKS: {"first_day": first.isoformat(), "last_day": last.isoformat(), "findings": counts}}


def checks_counted(about: Mapping[str, Any]) -> ChecksCounted:
    """Return what was kept of a school's checks."""
    kept = about[_CHECKS]
    first, last = dt.date.fromisoformat(kept["first_day"]), dt.date.fromisoformat(kept["last_day"])
    return ChecksCounted(first, last, kept["findings"])
