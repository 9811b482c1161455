"""A pupil's parents as they could be given again: for a brother or sister, or to be amended."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q

from onroll.law.school_time import AcademicYear
from onroll.service.access.permissions import Permission
from onroll.service.access.scope import OutOfScope, Scope
from onroll.service.admission_register.given import ParentGiven
from onroll.service.admission_register.models import Enrolment
from onroll.service.people.models import ContactDetail, Parent, Pupil, Relationship, YearGroupMembership
from onroll.service.people.year_groups import year_group_after

_Kind = ContactDetail.Kind


@dataclass(frozen=True, slots=True)
class Family:
    """Where a pupil lives, and their parents."""

    address: str
    postcode: str
    parents: list[ParentGiven]


def parents_of(scope: Scope, *, school_id: int, pupil_id: int, on: dt.date) -> Family:
    """Return a pupil's family on a day. Raises OutOfScope for a pupil never on this roll."""
    scope.require(Permission.ROLL_AMEND, school_id=school_id)
    spell = Enrolment.objects.filter(school_id=school_id, pupil_id=pupil_id).select_related("pupil").last()
    if spell is None:
        raise OutOfScope("The pupil has never been on this school’s roll.")
    rows = Relationship.objects.filter(Q(last_day=None) | Q(last_day__gte=on), pupil_id=pupil_id)
    relationships = list(rows.select_related("parent").order_by("contact_order", "pk"))
    details = _details([row.parent_id for row in relationships], on)
    return Family(
        address=spell.pupil.address,
        postcode=spell.pupil.postcode,
        parents=[_given(row.parent, row, details.get(row.parent_id, [])) for row in relationships],
    )


@dataclass(frozen=True, slots=True)
class ComingBack:
    """A pupil who left, and the year group they would be in had they stayed; blank where none is known or left to move to."""

    pupil: Pupil
    year_group: str


def pupil_to_admit_again(scope: Scope, *, school_id: int, pupil_id: int, on: dt.date) -> ComingBack | None:
    """Return a pupil who has left this school's roll and is not on it; None for any other. Raises OutOfScope."""
    scope.require(Permission.ROLL_ADMIT, school_id=school_id)
    spells = list(Enrolment.objects.filter(school_id=school_id, pupil_id=pupil_id).select_related("pupil"))
    last_days = [spell.last_day for spell in spells if spell.last_day is not None]
    if not spells or len(last_days) < len(spells):
        return None
    placed = YearGroupMembership.objects.filter(school_id=school_id, pupil_id=pupil_id).last()
    left_in = placed.year_group if placed else ""
    return ComingBack(spells[0].pupil, _moved_up(left_in, from_day=max(last_days), to_day=on))


def _moved_up(year_group: str, *, from_day: dt.date, to_day: dt.date) -> str:
    """Return a year group, moved up once for each September between two days; blank past the last."""
    septembers = AcademicYear.of(to_day).first_day.year - AcademicYear.of(from_day).first_day.year
    for _ in range(septembers):
        year_group = (year_group_after(year_group) or "") if year_group else ""
    return year_group


def parent_on_record(*, pupil_id: int, parent_id: int, on: dt.date) -> ParentGiven | None:
    """Return a pupil's parent as on record on a day, for actions that have judged the scope; None where they are none."""
    rows = Relationship.objects.filter(pupil_id=pupil_id, parent_id=parent_id, last_day=None)
    row = rows.select_related("parent").first()
    return _given(row.parent, row, _details([parent_id], on).get(parent_id, [])) if row else None


def _details(parent_ids: list[int], on: dt.date) -> dict[int, list[ContactDetail]]:
    found: dict[int, list[ContactDetail]] = {}
    rows = ContactDetail.objects.filter(Q(last_day=None) | Q(last_day__gte=on), parent_id__in=parent_ids)
    for detail in rows.order_by("pk"):
        found.setdefault(detail.parent_id, []).append(detail)
    return found


def _given(parent: Parent, row: Relationship, details: list[ContactDetail]) -> ParentGiven:
    def value(kind: str) -> str:
        return next((detail.value for detail in details if detail.kind == kind), "")

    home = next((detail for detail in details if detail.kind == _Kind.ADDRESS), None)
    return ParentGiven(
        parent_id=parent.pk,
        title=parent.title,
        forename=parent.forename,
        surname=parent.surname,
        relationship=row.relationship,
        address=home.value if home else "",
        postcode=home.postcode if home else "",
        checked_on=home.checked_on if home else None,
        mobile=value(_Kind.MOBILE),
        telephone=value(_Kind.TELEPHONE),
        email=value(_Kind.EMAIL),
        lives_with=row.lives_with,
        parental_responsibility=row.parental_responsibility,
        is_natural_parent=row.is_natural_parent,
        has_care=row.has_care,
        contact_order=row.contact_order,
        may_see=row.may_see,
        may_be_sent=row.may_be_sent,
        address_withheld=row.address_withheld,
        restriction=row.restriction,
    )
