"""The roll-over before it is done, and those done before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.db.models import Q

from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.admission_register.models import RollOver
from onroll.service.admission_register.queries.roll import roll_on
from onroll.service.admission_register.roll_over_plan import (
    GroupNow,
    PlacedPupil,
    RollOverPlan,
    plan_roll_over,
)
from onroll.service.organisations.models import RegistrationGroup, School
from onroll.service.people.year_groups import last_year_group

_ONE_DAY = dt.timedelta(days=1)


def roll_over_preview(
    scope: Scope, *, school_id: int, first_day: dt.date, names: Mapping[int, str] | None = None
) -> RollOverPlan:
    """Return what a roll-over from a day would do."""
    scope.require(Permission.ROLL_VIEW, school_id=school_id)
    last_day = first_day - _ONE_DAY
    running = RegistrationGroup.objects.filter(school_id=school_id, first_day__lte=last_day).filter(
        Q(last_day=None) | Q(last_day__gt=last_day)
    )
    school = School.objects.get(pk=school_id)
    return plan_roll_over(
        [
            PlacedPupil(row.pupil_id, row.enrolment_id, row.name, row.year_group, row.group_id)
            for row in roll_on(scope, school_id=school_id, on=last_day)
        ],
        [GroupNow(group.pk, group.name, group.year_group) for group in running],
        first_day=first_day,
        last_year=last_year_group(school.highest_age),
        names=names,
    )


def roll_overs(scope: Scope, *, school_id: int) -> list[RollOver]:
    """Return the roll-overs done, newest first."""
    scope.require(Permission.ROLL_VIEW, school_id=school_id)
    return list(RollOver.objects.filter(school_id=school_id).defer("moved"))
