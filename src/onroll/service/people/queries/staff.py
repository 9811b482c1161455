"""The staff of a school, with an account or without one yet."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q

from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.people.models import StaffMember


def staff_without_account(scope: Scope, *, school_id: int, on: dt.date) -> list[StaffMember]:
    """Return those who work at a school on a day and cannot sign in, by name. Raise OutOfScope."""
    scope.require(Permission.PEOPLE_VIEW, school_id=school_id)
    current = Q(last_day__isnull=True) | Q(last_day__gte=on)
    return list(StaffMember.objects.filter(current, school_id=school_id, user__isnull=True))


def member_of_staff(
    scope: Scope, *, school_id: int, staff_id: int | None = None, user_id: int | None = None
) -> StaffMember | None:
    """Return who works or worked at a school, by their id or that of their account; None for anyone else. Raise OutOfScope."""
    scope.require(Permission.PEOPLE_VIEW, school_id=school_id)
    which = {"pk": staff_id} if staff_id is not None else {"user_id": user_id}
    return StaffMember.objects.filter(school_id=school_id, **which).select_related("user").first()
