"""On which day each pupil was first spoken with on coming back from illness: for figures before and after."""

from __future__ import annotations

import datetime as dt

from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.medical_absence.models import MedicalRecord
from onroll.service.people.first_days import Days, first_days


def first_check_ins(scope: Scope, *, school_id: int, first_day: dt.date, last_day: dt.date) -> Days:
    """Return by pupil the first day of a span on which a return-to-school check-in was held. Raises OutOfScope."""
    scope.require(Permission.MEDICAL_VIEW, school_id=school_id)
    held = MedicalRecord.objects.filter(school_id=school_id, kind=MedicalRecord.Kind.CHECK_IN)
    return first_days(held, "on", first_day=first_day, last_day=last_day)
