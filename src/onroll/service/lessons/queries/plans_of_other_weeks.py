"""Plans of week A or week B alone that were made by other weeks than are set now."""

from __future__ import annotations

import datetime as dt

from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.attendance_register.models import Plan
from onroll.service.attendance_register.queries.plans import monday_of
from onroll.service.lessons.queries.weeks import mondays_of
from onroll.service.lessons.refusals import LessonsRefused


def plans_of_other_weeks(scope: Scope, *, school_id: int, on: dt.date) -> list[Plan]:
    """Return the plans still to come whose weeks are not those of their letter any longer; none for who may see none.

    What was arranged stays arranged as it was, so that none follows by itself: a person arranges it anew.
    """
    if not scope.may(Permission.PUPIL_VIEW, school_id=school_id):
        return []
    rows = Plan.objects.filter(school_id=school_id, cancelled_at=None, last_day__gt=on).exclude(week="")
    return [
        one for one in rows.select_related("pupil").order_by("first_day", "pk") if _is_of_other_weeks(one, on)
    ]


def _is_of_other_weeks(plan: Plan, on: dt.date) -> bool:
    try:
        now = mondays_of(plan.school_id, plan.week, plan.first_day, plan.last_day)
    except LessonsRefused:
        return True
    return _to_come(plan.mondays, on) != _to_come(now, on)


def _to_come(mondays: str, on: dt.date) -> list[str]:
    return [one for one in mondays.split() if one > monday_of(on).isoformat()]
