"""On which day each pupil was first spoken with on coming back from illness: for figures before and after."""

from __future__ import annotations

import datetime as dt

from django.db.models import F, Min
from django.db.models.functions import Coalesce

from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.medical_absence.models import MedicalRecord


def first_check_ins(
    scope: Scope, *, school_id: int, first_day: dt.date, last_day: dt.date
) -> dict[int, dt.date]:
    """Return by pupil the first day of a span on which a return-to-school check-in was held. Raises OutOfScope."""
    scope.require(Permission.MEDICAL_VIEW, school_id=school_id)
    firsts = (
        MedicalRecord.objects.filter(
            school_id=school_id,
            pupil__isnull=False,
            kind=MedicalRecord.Kind.CHECK_IN,
            on__range=(first_day, last_day),
        )
        .order_by()
        .values_list(Coalesce(F("pupil__folded_into_id"), F("pupil_id")))
        .annotate(Min("on"))
    )
    return dict(firsts)
