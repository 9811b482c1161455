"""A school's timetable as it is from a day on."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q

from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.lessons.models import Lesson, WeekCycle
from onroll.service.lessons.queries.day import lessons_kept
from onroll.service.lessons.queries.weeks import cycle_of, weeks_listed


@dataclass(frozen=True, slots=True)
class Timetable:
    """Whether lesson registers are kept, and every lesson that has not ended."""

    is_kept: bool
    lessons: list[Lesson]
    cycle: WeekCycle | None
    #: Today's week of two; blank where there is none, and in a holiday.
    week: str


def timetable_of(scope: Scope, *, school_id: int, on: dt.date) -> Timetable:
    """Return the timetable. Raises OutOfScope."""
    scope.require(Permission.LESSONS_MANAGE, school_id=school_id)
    lessons = Lesson.objects.filter(Q(last_day__isnull=True) | Q(last_day__gte=on), school_id=school_id)
    cycle = cycle_of(school_id)
    return Timetable(
        lessons_kept(school_id, on),
        list(lessons.select_related("group").order_by("weekday", "starts_at", "group__name", "week")),
        cycle,
        next((one.week for one in weeks_listed(school_id, on, on)), ""),
    )
