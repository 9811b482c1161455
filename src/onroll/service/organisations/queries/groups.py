"""The registration groups of a school."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q

from onroll.service.access.scope import OutOfScope, Scope
from onroll.service.organisations.models import RegistrationGroup


def groups_on(scope: Scope, *, school_id: int, on: dt.date) -> list[RegistrationGroup]:
    """Return the groups that exist on a day or will, by year and name. Raise OutOfScope."""
    if not scope.reaches_school(school_id):
        raise OutOfScope("No role held reaches that school.")
    lasting = Q(last_day__isnull=True) | Q(last_day__gte=on)
    return in_year_order(RegistrationGroup.objects.filter(lasting, school_id=school_id))


def in_year_order(groups: Iterable[RegistrationGroup]) -> list[RegistrationGroup]:
    """Put groups as a school names them: nursery, reception, year 1 and on, mixed groups last; by name in a year."""
    return sorted(groups, key=lambda group: (_year_order(group.year_group), group.name))


def _year_order(year_group: str) -> int:
    early = {"N1": -3, "N2": -2, "R": -1}
    return early.get(year_group, int(year_group) if year_group.isdigit() else 99)
