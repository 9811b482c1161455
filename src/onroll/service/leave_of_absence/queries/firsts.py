"""On which day leave was first decided for each pupil: for figures before and after."""

from __future__ import annotations

import datetime as dt

from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.leave_of_absence.models import LeaveDecision
from onroll.service.people.first_days import Days, first_days_of_moments


def first_decisions(scope: Scope, *, school_id: int, first_day: dt.date, last_day: dt.date) -> Days:
    """Return by pupil the first day of a span on which leave was decided, however it was. Raises OutOfScope."""
    scope.require(Permission.LEAVE_VIEW, school_id=school_id)
    decided = LeaveDecision.objects.filter(school_id=school_id)
    return first_days_of_moments(decided, "at", first_day=first_day, last_day=last_day, pupil="child__pupil")
