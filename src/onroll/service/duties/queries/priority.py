"""Pupils with a protective marker who have not been seen in a session."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from onroll.law.code_uses import wants_a_reason
from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.admission_register.boarding import covered_on
from onroll.service.attendance_register.models import CurrentEntry
from onroll.service.people.models import PupilMarker
from onroll.service.people.queries.by_id import pupils_by_id
from onroll.service.worded_once import worded_once


@dataclass(frozen=True, slots=True)
class NotSeen:
    """A priority pupil with code N or no entry, and the first marker that makes them one."""

    pupil_id: int
    name: str
    marker: str
    code: str


def priority_pupils_not_seen(scope: Scope, *, school_id: int, date: dt.date, session: str) -> list[NotSeen]:
    """Return priority pupils not accounted for in a session, in the order they are called. Raises OutOfScope."""
    scope.require(Permission.PUPIL_SAFEGUARDING_VIEW, school_id=school_id)
    order = {kind.value: place for place, kind in enumerate(PupilMarker.PROTECTIVE)}
    first: dict[int, str] = {}
    for pupil_id, kind in sorted(_markers(school_id, date), key=lambda one: order[one[1]]):
        first.setdefault(pupil_id, kind)
    codes = dict(_codes(school_id, date, session, first))
    not_seen = {one: kind for one, kind in first.items() if _not_accounted_for(codes.get(one, ""))}
    covered = covered_on(school_id, date, not_seen)
    names = {one.pk: str(one) for one in pupils_by_id(covered)}
    return [
        NotSeen(pupil_id, names[pupil_id], PupilMarker.Kind(kind).label, codes.get(pupil_id, ""))
        for pupil_id, kind in not_seen.items()
        if pupil_id in covered
    ]


@worded_once
def _markers(school_id: int, date: dt.date) -> QuerySet[PupilMarker, tuple[int, str]]:
    protects = [kind.value for kind in PupilMarker.PROTECTIVE]
    standing = PupilMarker.objects.filter(
        Q(last_day__isnull=True) | Q(last_day__gte=date), kind__in=protects, first_day__lte=date
    )
    on_roll = standing.filter(
        Q(pupil__enrolments__last_day__isnull=True) | Q(pupil__enrolments__last_day__gte=date),
        pupil__enrolments__school_id=school_id,
        pupil__enrolments__starting_day__lte=date,
    )
    return on_roll.values_list("pupil_id", "kind")


@worded_once
def _codes(
    school_id: int, date: dt.date, session: str, pupil_ids: Collection[int]
) -> QuerySet[CurrentEntry, tuple[int, str]]:
    rows = CurrentEntry.objects.filter(
        school_id=school_id, date=date, session=session, pupil_id__in=pupil_ids
    )
    return rows.values_list("pupil_id", "code")


def _not_accounted_for(code: str) -> bool:
    return not code or wants_a_reason(code)
