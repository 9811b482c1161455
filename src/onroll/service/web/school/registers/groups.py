"""The registration groups of a school on a day."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q

from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.organisations.models import RegistrationGroup
from onroll.service.organisations.queries.groups import in_year_order


def groups_on(scope: Scope, *, school_id: int, date: dt.date) -> list[RegistrationGroup]:
    """Return a school's groups on a day, by year and name. Raises OutOfScope."""
    scope.require(Permission.BOARD_VIEW, school_id=school_id)
    rows = RegistrationGroup.objects.filter(
        Q(last_day__isnull=True) | Q(last_day__gte=date), school_id=school_id, first_day__lte=date
    )
    return in_year_order(rows)
