"""A pupil's family and those who work with the pupil: who may see what, be sent what, and how each is reached."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Prefetch, Q

from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.people.models import ContactDetail, PartnerLink, Pupil, PupilMarker, Relationship
from onroll.service.people.pupil_of_school import pupil_of_school
from onroll.service.people.queries.reach import require_pupil
from onroll.service.people.queries.wishes import wishes_of


@dataclass(frozen=True, slots=True)
class FamilyMember:
    """One parent as they stand to the pupil, and the ways to reach them that stand, mobile first."""

    relationship: Relationship
    ways: list[ContactDetail]
    wish: str = ""

    @property
    def checked_on(self) -> dt.date | None:
        """The day every way was last found right; None where one never was."""
        days = [way.checked_on for way in self.ways]
        return min((day for day in days if day), default=None) if all(days) else None


@dataclass(frozen=True, slots=True)
class Family:
    """A pupil, the parents there are and were, what is marked, and the professionals who work with the pupil."""

    pupil: Pupil
    enrolment_id: int
    parents: list[FamilyMember]
    former: list[Relationship]
    markers: list[PupilMarker]
    professionals: list[PartnerLink]
    #: False where protective markers and professionals are kept from whoever asks.
    tells_protection: bool


def family_of(scope: Scope, *, school_id: int, pupil_id: int, on: dt.date) -> Family:
    """Return a pupil's family on a day. Raise OutOfScope."""
    require_pupil(scope, Permission.PUPIL_CONTACTS_VIEW, school_id=school_id, pupil_id=pupil_id, on=on)
    pupil = pupil_of_school(pupil_id, school_id=school_id)
    standing = Q(last_day__isnull=True) | Q(last_day__gte=on)
    ways = Prefetch(
        "parent__contact_details", ContactDetail.objects.filter(standing), to_attr="standing_ways"
    )
    relationships = list(
        Relationship.objects.filter(pupil=pupil).select_related("parent").prefetch_related(ways)
    )
    wishes = wishes_of(school_id, {one.parent_id for one in relationships})
    tells = scope.may_somewhere(Permission.PUPIL_SAFEGUARDING_VIEW, school_id=school_id)
    markers = PupilMarker.objects.filter(pupil=pupil)
    return Family(
        pupil=pupil,
        enrolment_id=pupil.enrolments.filter(school_id=school_id)
        .order_by("-starting_day", "-pk")
        .values_list("pk", flat=True)[0],
        parents=[
            FamilyMember(one, sorted(one.parent.standing_ways, key=_place), wishes.get(one.parent_id, ""))  # type: ignore[attr-defined]
            for one in relationships
            if one.last_day is None or one.last_day >= on
        ],
        former=[one for one in relationships if one.last_day is not None and one.last_day < on],
        markers=list(markers if tells else markers.exclude(kind__in=PupilMarker.PROTECTIVE)),
        professionals=list(PartnerLink.objects.filter(pupil=pupil).select_related("professional"))
        if tells
        else [],
        tells_protection=tells,
    )


def _place(way: ContactDetail) -> tuple[int, int]:
    return list(ContactDetail.Kind.values).index(way.kind), way.pk
