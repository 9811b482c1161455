"""What the checks found, with the names a page needs."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.attendance_register.checks import (
    CheckFinding,
    NothingToCheck,
    facts_to_check,
    found_in,
    nothing_to_check,
)
from onroll.service.organisations.models import RegistrationGroup, SchoolSession
from onroll.service.organisations.queries.groups import in_year_order
from onroll.service.people.models import Pupil

_A_WEEK = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class CheckResults:
    """Findings, and the names of pupils and groups in them; no pupil's name for a role that may not see pupils."""

    findings: list[CheckFinding]
    #: Why no register was due in these days; None where one was.
    nothing: NothingToCheck | None
    pupils: Mapping[int, str]
    groups: Mapping[int, str]

    @property
    def counts(self) -> Counter[str]:
        """How many findings each check has."""
        return Counter(finding.check for finding in self.findings)


def check_results(
    scope: Scope, *, school_id: int, first_day: dt.date, last_day: dt.date, now: dt.datetime
) -> CheckResults:
    """Return what the checks find in a span, both days included, with names. Raises OutOfScope."""
    facts = facts_to_check(scope, school_id=school_id, first_day=first_day, last_day=last_day, now=now)
    findings = found_in(facts)
    named = {finding.pupil_id for finding in findings if finding.pupil_id}
    may_see = scope.may(Permission.PUPIL_VIEW, school_id=school_id)
    pupils = Pupil.objects.filter(pk__in=named) if named and may_see else ()
    groups = in_year_order(RegistrationGroup.objects.filter(school_id=school_id))
    return CheckResults(
        findings,
        nothing_to_check(facts),
        {pupil.pk: str(pupil) for pupil in pupils},
        {group.pk: group.name for group in groups},
    )


def days_to_check(scope: Scope, *, school_id: int, today: dt.date) -> tuple[dt.date, dt.date]:
    """Return the days people check by default: the half term so far, or the last one in a holiday."""
    scope.require(Permission.CHECKS_VIEW, school_id=school_id)
    held = SchoolSession.objects.filter(
        school_id=school_id, kind=SchoolSession.Kind.SCHOOL, date__lte=today, date__gt=today - 20 * _A_WEEK
    )
    days = sorted(set(held.values_list("date", flat=True)))
    first = len(days) - 1
    while first > 0 and _monday(days[first]) - _monday(days[first - 1]) <= _A_WEEK:
        first -= 1
    return (days[first], today) if days else (today, today)


def _monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())
