"""The staff of a school who have no account yet."""

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
