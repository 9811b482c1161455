"""On which day leave was first decided for each pupil: for figures before and after."""

from __future__ import annotations

import datetime as dt

from django.db.models import F, Min
from django.db.models.functions import Coalesce
from django.utils.timezone import localdate

from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.leave_of_absence.models import LeaveDecision


def first_decisions(
    scope: Scope, *, school_id: int, first_day: dt.date, last_day: dt.date
) -> dict[int, dt.date]:
    """Return by pupil the first day of a span on which leave was decided, however it was. Raises OutOfScope."""
    scope.require(Permission.LEAVE_VIEW, school_id=school_id)
    firsts = (
        LeaveDecision.objects.filter(
            school_id=school_id, child__pupil__isnull=False, at__date__range=(first_day, last_day)
        )
        .order_by()
        .values_list(Coalesce(F("child__pupil__folded_into_id"), F("child__pupil_id")))
        .annotate(Min("at"))
    )
    return {pupil_id: localdate(at) for pupil_id, at in firsts}
