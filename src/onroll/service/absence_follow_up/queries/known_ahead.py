"""Before a session begins: of whom it is known already that they will not be in, by a plan or by what a family reported."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import OuterRef, Q, Subquery

from onroll.service.absence_follow_up.models import ReasonDecision, ReasonGiven
from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.attendance_register.plans_in_force import plans_of_session
from onroll.service.people.models import RegistrationGroupMembership


@dataclass(frozen=True, slots=True)
class KnownAhead:
    """How many are planned for elsewhere or away, how many more were reported absent, and how many of each group."""

    planned: int
    reported: int
    by_group: Mapping[int, int]


def known_ahead(scope: Scope, *, school_id: int, date: dt.date, session: str) -> KnownAhead:
    """Return of how many pupils it is known before a session that they will not be in. Raises OutOfScope. Three statements."""
    scope.require(Permission.BOARD_VIEW, school_id=school_id)
    planned, reported = set(plans_of_session(school_id, date, session)), _reported(school_id, date, session)
    standing = Q(last_day__isnull=True) | Q(last_day__gte=date)
    groups = dict(
        RegistrationGroupMembership.objects.filter(
            standing, group__school_id=school_id, first_day__lte=date, pupil_id__in=planned | reported
        ).values_list("pupil_id", "group_id")
    )
    here = groups.keys()
    return KnownAhead(len(planned & here), len((reported - planned) & here), Counter(groups.values()))


def _reported(school_id: int, date: dt.date, session: str) -> set[int]:
    """Return the pupils of whom a reason was given for a session, and not declined since."""
    last = ReasonDecision.objects.filter(reason=OuterRef("pk")).order_by("-pk")
    rows = ReasonGiven.objects.filter(
        school_id=school_id, pupil__isnull=False, first_day__lte=date, last_day__gte=date, session__in=("", session)
    ).annotate(decided_last=Subquery(last.values("what")[:1]))  # fmt: skip
    # Nothing decided is NULL, which `exclude` would take for declined.
    stands = Q(decided_last__isnull=True) | ~Q(decided_last=ReasonDecision.What.DECLINED)
    return {pupil_id for pupil_id in rows.filter(stands).values_list("pupil_id", flat=True) if pupil_id}
