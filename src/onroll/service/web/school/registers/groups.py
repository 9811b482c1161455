"""The registration groups of a school on a day, and those ticked in a form: one by one, or a whole year."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence

from django.db.models import Q
from django.http import QueryDict

from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.organisations.models import RegistrationGroup
from onroll.service.organisations.queries.groups import in_year_order
from onroll.service.people.year_groups import year_group_in_words


def groups_on(scope: Scope, *, school_id: int, date: dt.date) -> list[RegistrationGroup]:
    """Return a school's groups on a day, by year and name. Raises OutOfScope."""
    scope.require(Permission.BOARD_VIEW, school_id=school_id)
    rows = RegistrationGroup.objects.filter(
        Q(last_day__isnull=True) | Q(last_day__gte=date), school_id=school_id, first_day__lte=date
    )
    return in_year_order(rows)


def whole_years(groups: Sequence[RegistrationGroup]) -> list[tuple[str, str]]:
    """Return the years of more than one group, and their words: what saves ticking each."""
    counts = Counter(group.year_group for group in groups if group.year_group)
    return [(year, year_group_in_words(year)) for year, count in counts.items() if count > 1]


def groups_ticked(sent: QueryDict, groups: Sequence[RegistrationGroup]) -> list[int]:
    """Return the groups ticked in a form: those ticked one by one, and every one of a year ticked."""
    ticked = {int(one) for one in sent.getlist("group") if one.isdecimal()}
    years = set(sent.getlist("year"))
    return sorted(ticked | {group.pk for group in groups if group.year_group in years})
