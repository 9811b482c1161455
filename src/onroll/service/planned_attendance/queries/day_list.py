"""A day's list for whoever leads an arrangement: who is in it, and whom to ring about each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, Q

from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.people.models import ContactDetail, Pupil, RegistrationGroupMembership, Relationship
from onroll.service.planned_attendance.models import ArrangedPupil
from onroll.service.planned_attendance.queries.arrangements import in_order

#: Numbers given for each pupil: the first to ring, in the order the school rings them.
MOST_NUMBERS = 3
_BY_TELEPHONE = (ContactDetail.Kind.MOBILE, ContactDetail.Kind.TELEPHONE)


@dataclass(frozen=True, slots=True)
class OnTheList:
    """One pupil on the list of a day: their group, and whom to ring."""

    pupil: Pupil
    group: str
    telephones: list[str]


def day_list(scope: Scope, *, school_id: int, arrangement_id: int, on: dt.date) -> list[OnTheList]:
    """Return the pupils of an arrangement with their groups, and whom to ring where the roles show it. Raises OutOfScope."""
    scope.require(Permission.ARRANGEMENT_VIEW, school_id=school_id)
    rows = in_order(
        ArrangedPupil.objects.filter(
            school_id=school_id, arrangement_id=arrangement_id, taken_out_at__isnull=True
        )
    )
    pupils = [one.pupil for one in rows]
    groups = _groups(school_id, pupils, on)
    may_ring = scope.may(Permission.PUPIL_CONTACTS_VIEW, school_id=school_id)
    telephones = _telephones(pupils, on) if may_ring else {}
    return [OnTheList(one, groups.get(one.pk, ""), telephones.get(one.pk, [])) for one in pupils]


def _groups(school_id: int, pupils: Iterable[Pupil], on: dt.date) -> dict[int, str]:
    rows = RegistrationGroupMembership.objects.filter(
        Q(last_day__isnull=True) | Q(last_day__gte=on), pupil__in=list(pupils), group__school_id=school_id,
        first_day__lte=on,
    )  # fmt: skip
    return dict(rows.values_list("pupil_id", "group__name"))


def _telephones(pupils: Iterable[Pupil], on: dt.date) -> dict[int, list[str]]:
    standing = Q(last_day__isnull=True) | Q(last_day__gte=on)
    ways = Prefetch(
        "parent__contact_details",
        ContactDetail.objects.filter(standing, kind__in=_BY_TELEPHONE),
        to_attr="telephones",
    )
    rows = Relationship.objects.filter(
        standing, pupil__in=list(pupils), first_day__lte=on, contact_order__isnull=False
    )
    found: dict[int, list[str]] = {}
    for row in rows.select_related("parent").prefetch_related(ways).order_by("contact_order", "pk"):
        for way in row.parent.telephones:  # type: ignore[attr-defined] # put there by the prefetch
            found.setdefault(row.pupil_id, []).append(
                f"{row.parent}, {row.relationship.lower()}: {way.value}"
            )
    return {pupil_id: ways[:MOST_NUMBERS] for pupil_id, ways in found.items()}
