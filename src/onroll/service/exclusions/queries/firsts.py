"""On which day each pupil’s first reintegration meeting was held: for figures before and after."""

from __future__ import annotations

import datetime as dt

from django.db.models import F, Min
from django.db.models.functions import Coalesce

from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.exclusions.models import ExclusionStep


def first_reintegration_meetings(
    scope: Scope, *, school_id: int, first_day: dt.date, last_day: dt.date
) -> dict[int, dt.date]:
    """Return by pupil the first day of a span on which a reintegration meeting was held. Raises OutOfScope."""
    scope.require(Permission.EXCLUSION_VIEW, school_id=school_id)
    firsts = (
        ExclusionStep.objects.filter(
            school_id=school_id, kind=ExclusionStep.Kind.MEETING, on__range=(first_day, last_day)
        )
        .order_by()
        .values_list(Coalesce(F("exclusion__pupil__folded_into_id"), F("exclusion__pupil_id")))
        .annotate(Min("on"))
    )
    return dict(firsts)
