"""The registration groups of a school on a day, and those ticked in a form: one by one, or a whole year."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence

from django.db.models import Q
from django.http import QueryDict

from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.organisations.models import RegistrationGroup
from onroll.service.organisations.queries.groups import in_year_order
from onroll.service.people.year_groups import year_group_in_words
from onroll.service.whole_numbers import whole_numbers


def groups_on(scope: Scope, *, school_id: int, date: dt.date) -> list[RegistrationGroup]:
    """Return a school's groups on a day, by year and name. Raises OutOfScope."""
    scope.require(Permission.BOARD_VIEW, school_id=school_id)
    rows = RegistrationGroup.objects.filter(
        Q(last_day__isnull=True) | Q(last_day__gte=date), school_id=school_id, first_day__lte=date
    )
    return in_year_order(rows)


def groups_ever(scope: Scope, *, school_id: int) -> list[RegistrationGroup]:
    """Return a school's groups of every year there was. Raises OutOfScope."""
    scope.require(Permission.BOARD_VIEW, school_id=school_id)
    return list(RegistrationGroup.objects.filter(school_id=school_id))


def whole_years(groups: Sequence[RegistrationGroup]) -> list[tuple[str, str]]:
    """Return the years of more than one group, and their words: what saves ticking each."""
    counts = Counter(group.year_group for group in groups if group.year_group)
    return [(year, year_group_in_words(year)) for year, count in counts.items() if count > 1]


def in_words(chosen: Iterable[RegistrationGroup], groups: Sequence[RegistrationGroup], *, on: dt.date) -> str:
    """Name groups as people do: years that are whole among a school's groups on a day, then the rest by name."""
    named = in_year_order(chosen)
    ids = {group.pk for group in named}
    there = [group for group in groups if group.first_day <= on and (group.last_day or on) >= on]
    whole = {
        year: words
        for year, words in whole_years(there)
        if all(group.pk in ids for group in there if group.year_group == year)
    }
    return ", ".join(dict.fromkeys(whole.get(group.year_group, group.name) for group in named))


def groups_ticked(sent: QueryDict, groups: Sequence[RegistrationGroup]) -> list[int]:
    """Return the groups ticked in a form: those ticked one by one, and every one of a year ticked."""
    ticked = set(whole_numbers(sent.getlist("group")))
    years = set(sent.getlist("year"))
    return sorted(ticked | {group.pk for group in groups if group.year_group in years})
