"""Plans: what is expected of pupils, and when."""

from __future__ import annotations

import datetime as dt
from typing import Protocol

from django.db.models import Q

from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.admission_register.models import Enrolment
from onroll.service.attendance_register.models import Plan
from onroll.service.people.queries.reach import require_pupil


class Planned(Protocol):
    """When a plan is for, whether it is a row or a model's instance."""

    @property
    def first_day(self) -> dt.date: ...
    @property
    def last_day(self) -> dt.date: ...
    @property
    def session(self) -> str: ...
    @property
    def weekdays(self) -> str: ...
    @property
    def mondays(self) -> str: ...
    @property
    def cancelled_at(self) -> dt.datetime | None: ...


def plan_covers(plan: Planned, date: dt.date, session: str) -> bool:
    """Say whether a plan expects something of its pupil in a session; a cancelled plan expects nothing."""
    return (
        plan.cancelled_at is None
        and plan.first_day <= date <= plan.last_day
        and plan.session in ("", session)
        and str(date.isoweekday()) in plan.weekdays
        and (not plan.mondays or monday_of(date).isoformat() in plan.mondays)
    )


def monday_of(date: dt.date) -> dt.date:
    """Return the Monday of a day's week."""
    return date - dt.timedelta(days=date.weekday())


def first_day_to_plan(scope: Scope, *, school_id: int, pupil_id: int, on: dt.date) -> dt.date:
    """Return the first day a plan could begin: that day, or the starting day still to come. Raises OutOfScope."""
    scope.require(Permission.PLAN_MAKE, school_id=school_id)
    spells = Enrolment.objects.filter(Q(last_day=None) | Q(last_day__gte=on), school_id=school_id)
    starting_days = spells.filter(pupil_id=pupil_id).order_by("starting_day")
    first = starting_days.values_list("starting_day", flat=True).first()
    return max(on, first or on)


def plans_of_school(scope: Scope, *, school_id: int, first_day: dt.date, last_day: dt.date) -> list[Plan]:
    """Return a school's plans that touch a span, with their pupils. Raises OutOfScope."""
    scope.require(Permission.PUPIL_VIEW, school_id=school_id)
    rows = Plan.objects.filter(school_id=school_id, first_day__lte=last_day, last_day__gte=first_day)
    return list(rows.select_related("pupil").order_by("first_day", "pk"))


def standing_plan(scope: Scope, *, school_id: int, plan_id: int) -> Plan | None:
    """Return a school's plan with its pupil, None where there is none or it was cancelled. Raises OutOfScope."""
    scope.require(Permission.PLAN_MAKE, school_id=school_id)
    standing = Plan.objects.filter(pk=plan_id, school_id=school_id, cancelled_at__isnull=True)
    return standing.select_related("pupil").first()


def plans_of_pupil(scope: Scope, *, school_id: int, pupil_id: int, on: dt.date) -> list[Plan]:
    """Return one pupil's plans at a school, latest first. Raises OutOfScope."""
    require_pupil(scope, Permission.PUPIL_VIEW, school_id=school_id, pupil_id=pupil_id, on=on)
    return list(Plan.objects.filter(school_id=school_id, pupil_id=pupil_id).order_by("-first_day", "-pk"))
