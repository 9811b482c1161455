"""The registration groups of a school."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q

from onroll.service.access.scope import OutOfScope, Scope
from onroll.service.organisations.models import RegistrationGroup


def groups_on(scope: Scope, *, school_id: int, on: dt.date) -> list[RegistrationGroup]:
    """Return the groups that exist on a day or will, by name. Raise OutOfScope."""
    if not scope.reaches_school(school_id):
        raise OutOfScope("No role held reaches that school.")
    lasting = Q(last_day__isnull=True) | Q(last_day__gte=on)
    return list(RegistrationGroup.objects.filter(lasting, school_id=school_id).order_by("name"))
