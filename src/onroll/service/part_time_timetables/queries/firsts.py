"""On which day each pupil's first part-time timetable began: for figures before and after."""

from __future__ import annotations

import datetime as dt

from django.db.models import F, Min
from django.db.models.functions import Coalesce

from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.part_time_timetables.models import PartTimeTimetable


def first_timetables(
    scope: Scope, *, school_id: int, first_day: dt.date, last_day: dt.date
) -> dict[int, dt.date]:
    """Return by pupil the first day of a span on which a part-time timetable that stood began. Raises OutOfScope."""
    scope.require(Permission.TIMETABLE_VIEW, school_id=school_id)
    firsts = (
        PartTimeTimetable.objects.filter(
            school_id=school_id,
            pupil__isnull=False,
            plans__isnull=False,
            first_day__range=(first_day, last_day),
        )
        .order_by()
        .values_list(Coalesce(F("pupil__folded_into_id"), F("pupil_id")))
        .annotate(Min("first_day"))
    )
    return dict(firsts)
