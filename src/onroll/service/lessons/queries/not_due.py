"""Who is not to come in for a session: a closure keeps them away, or their entry says that attendance is not possible."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping

from django.db.models import Q, QuerySet, prefetch_related_objects

from onroll.law.code_uses import codes_of_no_attendance
from onroll.service.attendance_register.models import Closure, CurrentEntry
from onroll.service.attendance_register.queries.out_of_the_ordinary import entries_out_of_the_ordinary
from onroll.service.lessons.models import TeachingGroupMember
from onroll.service.organisations.models.calendar import Half
from onroll.service.people.models import Pupil, RegistrationGroupMembership
from onroll.service.worded_once import worded_once


def pupils_not_due(school_id: int, date: dt.date) -> dict[str, set[int]]:
    """Return, for each session of a day, the pupils who are not to come in. An entry says more than a closure does.

    In two statements where nobody is closed to; for the service's own use.
    """
    not_due: dict[str, set[int]] = {str(half): set() for half in Half}
    for pupil_id, session in _entered_as(school_id, date, codes_of_no_attendance(date)):
        not_due[session].add(pupil_id)
    closed = _closed_to(school_id, date)
    if any(closed.values()):
        entries = CurrentEntry.objects.filter(school_id=school_id, date=date)
        entered: dict[str, set[int]] = defaultdict(set)
        for pupil_id, session in entries.values_list("pupil_id", "session"):
            entered[session].add(pupil_id)
        for session, pupils in closed.items():
            not_due[session] |= pupils - entered[session]
    return not_due


def groups_with_nobody_due(
    not_due: Mapping[str, set[int]], school_id: int, date: dt.date
) -> dict[str, set[int]]:
    """Return, for each session of a day, the teaching groups that have pupils and of whom none is to come in."""
    members = _members_of_groups_with(set().union(*not_due.values()), school_id, date)
    return {
        session: {group_id for group_id, pupils in members.items() if pupils <= away}
        for session, away in not_due.items()
    }


def _closed_to(school_id: int, date: dt.date) -> dict[str, set[int]]:
    """Return whom a closure keeps away, by session."""
    closures = _closures(school_id, date)
    prefetch_related_objects(closures, "groups")
    found: dict[str, set[int]] = {str(half): set() for half in Half}
    for closure in closures:
        pupils = _pupils_of(closure, date)
        for session in [closure.session] if closure.session else list(found):
            found[session] |= pupils
    return found


@worded_once
def _entered_as(
    school_id: int, date: dt.date, codes: Collection[str]
) -> QuerySet[CurrentEntry, tuple[int, str]]:
    # None of them is a present mark, so that the index of the others answers.
    rows = entries_out_of_the_ordinary().filter(school_id=school_id, date=date, code__in=codes)
    return rows.values_list("pupil_id", "session")


@worded_once
def _closures(school_id: int, date: dt.date) -> QuerySet[Closure]:
    return Closure.objects.filter(
        school_id=school_id, first_day__lte=date, last_day__gte=date, withdrawn_at__isnull=True
    )


def _pupils_of(closure: Closure, date: dt.date) -> set[int]:
    """Return whom one closure keeps away: its groups' pupils, or the whole roll."""
    groups = [group.pk for group in closure.groups.all()]
    standing = Q(last_day__isnull=True) | Q(last_day__gte=date)
    if groups:
        members = RegistrationGroupMembership.objects.filter(
            standing, group_id__in=groups, first_day__lte=date
        )
        return set(members.values_list("pupil_id", flat=True))
    return set(_on_roll(closure.school_id, date).values_list("pk", flat=True))


def _members_of_groups_with(pupils: Collection[int], school_id: int, date: dt.date) -> dict[int, set[int]]:
    """Return the pupils, on roll that day, of each teaching group that one of some pupils is of."""
    if not pupils:
        return {}
    standing = Q(last_day__isnull=True) | Q(last_day__gte=date)
    rows = TeachingGroupMember.objects.filter(
        standing,
        school_id=school_id,
        first_day__lte=date,
        pupil_id__in=_on_roll(school_id, date).values("pk"),
    )
    found: dict[int, set[int]] = defaultdict(set)
    for group_id, pupil_id in rows.values_list("group_id", "pupil_id"):
        found[group_id].add(pupil_id)
    return {group_id: members for group_id, members in found.items() if not members.isdisjoint(pupils)}


def _on_roll(school_id: int, date: dt.date) -> QuerySet[Pupil]:
    return Pupil.objects.filter(
        Q(enrolments__last_day__isnull=True) | Q(enrolments__last_day__gte=date),
        enrolments__school_id=school_id,
        enrolments__starting_day__lte=date,
    )
