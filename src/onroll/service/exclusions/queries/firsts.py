"""On which day each pupil’s first reintegration meeting was held: for figures before and after."""

from __future__ import annotations

import datetime as dt

from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.exclusions.models import ExclusionStep
from onroll.service.people.first_days import Days, first_days


def first_reintegration_meetings(
    scope: Scope, *, school_id: int, first_day: dt.date, last_day: dt.date
) -> Days:
    """Return by pupil the first day of a span on which a reintegration meeting was held. Raises OutOfScope."""
    scope.require(Permission.EXCLUSION_VIEW, school_id=school_id)
    held = ExclusionStep.objects.filter(school_id=school_id, kind=ExclusionStep.Kind.MEETING)
    return first_days(held, "on", first_day=first_day, last_day=last_day, pupil="exclusion__pupil")
