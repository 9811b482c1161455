"""Which pupils a scope reaches: the whole school's, or those of single groups."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q

from onroll.service.access.permissions import Permission
from onroll.service.access.scope import OutOfScope, Scope
from onroll.service.people.models import RegistrationGroupMembership


def require_pupil(
    scope: Scope, permission: Permission, *, school_id: int, pupil_id: int, on: dt.date
) -> None:
    """Refuse, by OutOfScope, unless a role reaches the school, or a group the pupil is in on the day."""
    if scope.may(permission, school_id=school_id):
        return
    in_group = RegistrationGroupMembership.objects.filter(
        Q(last_day__isnull=True) | Q(last_day__gte=on),
        pupil_id=pupil_id,
        group__school_id=school_id,
        group_id__in=scope.groups_with(permission),
        first_day__lte=on,
    )
    if not in_group.exists():
        raise OutOfScope(f"No role held gives {permission} for this pupil.")
