"""Who is of a teaching group on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db.models import Q, QuerySet

from onroll.service.lessons.models import TeachingGroupMember
from onroll.service.people.models import Pupil
from onroll.service.worded_once import worded_once


def members_on(group_id: int, date: dt.date, *, school_id: int) -> list[Pupil]:
    """Return the pupils of a teaching group who are on roll that day, by name."""
    return list(
        _members(group_id, date, school_id).distinct().order_by("legal_surname", "legal_forenames", "pk")
    )


def member_ids_on(group_id: int, date: dt.date, *, school_id: int) -> set[int]:
    """Return who those pupils are, and no more."""
    return set(_member_ids(group_id, date, school_id))


@worded_once
def _member_ids(group_id: int, date: dt.date, school_id: int) -> QuerySet[Pupil, int]:
    return _members(group_id, date, school_id).values_list("pk", flat=True)


def _members(group_id: int, date: dt.date, school_id: int) -> QuerySet[Pupil]:
    standing = Q(last_day__isnull=True) | Q(last_day__gte=date)
    ids = TeachingGroupMember.objects.filter(standing, group_id=group_id, first_day__lte=date).values(
        "pupil_id"
    )
    return Pupil.objects.filter(
        Q(enrolments__last_day__isnull=True) | Q(enrolments__last_day__gte=date),
        enrolments__school_id=school_id,
        enrolments__starting_day__lte=date,
        pk__in=ids,
    )


def groups_of(pupil_ids: Collection[int], date: dt.date, *, school_id: int) -> dict[int, set[int]]:
    """Return the teaching groups of some pupils on a day."""
    found: dict[int, set[int]] = {pupil_id: set() for pupil_id in pupil_ids}
    for pupil_id, group_id in _memberships(school_id, pupil_ids, date):
        found[pupil_id].add(group_id)
    return found


@worded_once
def _memberships(
    school_id: int, pupil_ids: Collection[int], date: dt.date
) -> QuerySet[TeachingGroupMember, tuple[int, int]]:
    standing = Q(last_day__isnull=True) | Q(last_day__gte=date)
    rows = TeachingGroupMember.objects.filter(
        standing, school_id=school_id, pupil_id__in=pupil_ids, first_day__lte=date
    )
    return rows.values_list("pupil_id", "group_id")
