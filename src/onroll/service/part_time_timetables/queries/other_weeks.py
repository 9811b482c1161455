"""Part-time timetables that stand and were planned by other weeks A and B than are set now."""

from __future__ import annotations

import datetime as dt

from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.part_time_timetables.models import PartTimeTimetable
from onroll.service.part_time_timetables.queries.timetables import Line, timetables
from onroll.service.part_time_timetables.standing import spans_of
from onroll.service.part_time_timetables.weekly import is_of_two_weeks


def of_other_weeks(scope: Scope, *, school_id: int, on: dt.date) -> list[Line]:
    """Return the timetables whose plans to come are not those of the weeks as they are set; none for who may see none.

    What parents agreed to is what was planned, so that none follows by itself: a person ends it and agrees it again.
    """
    if not scope.may(Permission.TIMETABLE_VIEW, school_id=school_id):
        return []
    return [
        line
        for line in timetables(scope, school_id=school_id, on=on)
        if is_of_two_weeks(line.timetable.sessions_out.split())
        and line.ended is None
        and _is_of_other_weeks(line.timetable, on)
    ]


def _is_of_other_weeks(timetable: PartTimeTimetable, on: dt.date) -> bool:
    plans = timetable.plans.filter(plan__cancelled_at__isnull=True, plan__first_day__gt=on).values_list(
        "plan__first_day", "plan__last_day", "plan__session", "plan__weekdays"
    )
    planned = set(plans)
    if not planned and not timetable.plans.exists():
        return False
    now = {one for one in spans_of(timetable, timetable.first_day, timetable.last_day) if one[0] > on}
    return planned != now
