"""Plans of week A or week B alone that were made by other weeks than are set now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.attendance_register.models import Plan
from onroll.service.attendance_register.queries.plans import monday_of
from onroll.service.lessons.queries.weeks import cycle_of, weeks_between

_ONE_WEEK = dt.timedelta(days=7)


def plans_of_other_weeks(scope: Scope, *, school_id: int, on: dt.date) -> list[Plan]:
    """Return the plans still to come whose weeks are not those of their letter any longer; none for who may see none.

    What was arranged stays arranged as it was, so that none follows by itself: a person puts it on the weeks as they are now.
    """
    if not scope.may(Permission.PUPIL_VIEW, school_id=school_id):
        return []
    return of_other_weeks(school_id, next_monday(on))


def of_other_weeks(school_id: int, since: dt.date) -> list[Plan]:
    """Return a school's plans whose weeks from a Monday on are not those of their letter, for a scope that was asked before."""
    rows = Plan.objects.filter(school_id=school_id, cancelled_at=None, last_day__gte=since).exclude(week="")
    plans = list(rows.select_related("pupil").order_by("first_day", "pk"))
    letters = letters_since(school_id, plans, since)
    return [one for one in plans if not letters or _is_of_other_weeks(one, letters, since)]


def letters_since(school_id: int, plans: Sequence[Plan], since: dt.date) -> dict[dt.date, str]:
    """Return by its Monday which week each is from a Monday on, as far as any of these plans; none where every week is the same."""
    last = max((one.last_day for one in plans), default=since)
    return dict(weeks_between(school_id, since, last))


def weeks_as_set(plan: Plan, letters: Mapping[dt.date, str]) -> list[str]:
    """Return the Mondays of a plan's letter within its days, among the weeks given."""
    first = monday_of(plan.first_day)
    return [
        monday.isoformat()
        for monday, letter in letters.items()
        if letter == plan.week and first <= monday <= plan.last_day
    ]


def next_monday(on: dt.date) -> dt.date:
    """Return the Monday after a day: the week that it is in stays as it was planned."""
    return monday_of(on) + _ONE_WEEK


def first_to_move(school_id: int, on: dt.date) -> dt.date:
    """Return the first Monday from which a plan can be put on the two weeks: the next, or that of the first week A."""
    cycle = cycle_of(school_id)
    return max(next_monday(on), cycle.first_monday) if cycle else next_monday(on)


def _is_of_other_weeks(plan: Plan, letters: Mapping[dt.date, str], since: dt.date) -> bool:
    """Say whether a plan's weeks differ; those before week A first is are of no letter, and are left alone."""
    known = max(since, min(letters)).isoformat()
    return [one for one in plan.mondays.split() if one >= known] != weeks_as_set(plan, letters)
