"""Closures of a school, or of parts of it."""

from __future__ import annotations

import datetime as dt

from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.attendance_register.models import Closure


def closures_of_school(scope: Scope, *, school_id: int, most: int = 50) -> list[Closure]:
    """Return a school's closures with their groups, latest first. Raises OutOfScope."""
    scope.require(Permission.CLOSURE_MAKE, school_id=school_id)
    return list(Closure.objects.filter(school_id=school_id).prefetch_related("groups")[:most])


def standing_closure(scope: Scope, *, school_id: int, closure_id: int) -> Closure | None:
    """Return a school's closure with its groups, None where there is none or it was withdrawn. Raises OutOfScope."""
    scope.require(Permission.CLOSURE_MAKE, school_id=school_id)
    standing = Closure.objects.filter(pk=closure_id, school_id=school_id, withdrawn_at__isnull=True)
    return standing.prefetch_related("groups").first()


def part_closures_on(scope: Scope, *, school_id: int, date: dt.date) -> list[Closure]:
    """Return what closes some groups of a school on a day, with those groups; the calendar itself says of the rest.

    Raises OutOfScope.
    """
    if not scope.may_somewhere(Permission.CALENDAR_VIEW, school_id=school_id):
        scope.require(Permission.CALENDAR_VIEW, school_id=school_id)
    standing = Closure.objects.filter(
        school_id=school_id,
        first_day__lte=date,
        last_day__gte=date,
        withdrawn_at__isnull=True,
        groups__isnull=False,
    )
    return list(standing.distinct().prefetch_related("groups"))
