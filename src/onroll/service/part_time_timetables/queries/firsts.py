"""On which day each pupil's first part-time timetable began: for figures before and after."""

from __future__ import annotations

import datetime as dt

from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.part_time_timetables.models import PartTimeTimetable
from onroll.service.people.first_days import Days, first_days


def first_timetables(scope: Scope, *, school_id: int, first_day: dt.date, last_day: dt.date) -> Days:
    """Return by pupil the first day of a span on which a part-time timetable that stood began. Raises OutOfScope."""
    scope.require(Permission.TIMETABLE_VIEW, school_id=school_id)
    stood = PartTimeTimetable.objects.filter(school_id=school_id, plans__isnull=False)
    return first_days(stood, "first_day", first_day=first_day, last_day=last_day)
