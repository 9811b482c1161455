"""Writing the parents of pupils being admitted: who they are, how to reach them, what they are to the pupil.

Written for many pupils at once: siblings' parents are one row, and a handful of statements serve a whole school.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from onroll.service.access.scope import Scope
from onroll.service.admission_register.given import Admission, ParentGiven
from onroll.service.admission_register.matching import children_in_reach
from onroll.service.people.models import ContactDetail, Parent, Pupil, Relationship
from onroll.service.room_for_words import refuse_too_long

_Kind = ContactDetail.Kind
_SPAN_FIELDS = (
    "relationship",
    "is_natural_parent",
    "parental_responsibility",
    "has_care",
    "lives_with",
    "contact_order",
    "may_see",
    "may_be_sent",
    "address_withheld",
    "restriction",
)


class ParentUnknown(Exception):
    """A parent chosen by id is not there."""


@dataclass(slots=True)
class Families:
    """The parents of a batch of admissions, as they will stand."""

    by_id: dict[int, Parent] = field(default_factory=dict)
    by_ref: dict[str, Parent] = field(default_factory=dict)
    rows: list[list[Parent]] = field(default_factory=list)


def write_families(
    scope: Scope, school_id: int, admissions: Sequence[Admission], pupils: Sequence[Pupil]
) -> Families:
    """Write parents, contact details and relationships of these admissions, in their order.

    Raises ParentUnknown where a parent chosen by id is not there, or is no parent of a child within scope.
    """
    families = _known_parents(scope, school_id, admissions)
    new = _arrange(school_id, admissions, families)
    refuse_too_long(*new)
    Parent.objects.bulk_create(new)
    _write_contact_details(admissions, families, new={parent.pk for parent in new})
    _write_relationships(admissions, pupils, families)
    return families


def _known_parents(scope: Scope, school_id: int, admissions: Sequence[Admission]) -> Families:
    given = [parent for admission in admissions for parent in admission.parents]
    ids = {parent.parent_id for parent in given if parent.parent_id is not None}
    families = Families(by_id=_parents_in_reach(scope, school_id).in_bulk(ids) if ids else {})
    if len(families.by_id) < len(ids):
        raise ParentUnknown("A parent chosen is no longer there. Search for the parent again.")
    if any(parent.ref for parent in given):
        known = Parent.objects.filter(source_school_id=school_id).exclude(source_ref="")
        families.by_ref = {parent.source_ref: parent for parent in known}
    return families


def _parents_in_reach(scope: Scope, school_id: int) -> QuerySet[Parent]:
    if scope.unbounded:
        return Parent.objects.all()
    children = children_in_reach(scope, school_id=school_id)
    return Parent.objects.filter(pk__in=Relationship.objects.filter(pupil__in=children).values("parent_id"))


def _arrange(school_id: int, admissions: Sequence[Admission], families: Families) -> list[Parent]:
    """Decide each parent's row, and return those to be made."""
    new = []
    for admission in admissions:
        row = []
        for given in admission.parents:
            parent = families.by_id.get(given.parent_id or 0) or families.by_ref.get(given.ref or "\0")
            if parent is None:
                parent = Parent(title=given.title, surname=given.surname, forename=given.forename)
                if given.ref:
                    parent.source_ref, parent.source_school_id = given.ref, school_id
                    families.by_ref[given.ref] = parent
                new.append(parent)
            row.append(parent)
        families.rows.append(row)
    return new


def _write_contact_details(admissions: Sequence[Admission], families: Families, *, new: set[int]) -> None:
    """Add the details not yet on file; a detail already there is left as it is."""
    on_file = {
        (parent_id, kind, value)
        for parent_id, kind, value in ContactDetail.objects.filter(
            parent_id__in=_already_there(families, new), last_day=None
        ).values_list("parent_id", "kind", "value")
    }
    details = []
    for admission, row in zip(admissions, families.rows, strict=True):
        for given, parent in zip(admission.parents, row, strict=True):
            for detail in contact_details(given, parent.pk, admission.starting_day):
                key = (parent.pk, str(detail.kind), detail.value)
                if key not in on_file:
                    on_file.add(key)
                    details.append(detail)
    refuse_too_long(*details)
    ContactDetail.objects.bulk_create(details)


def _already_there(families: Families, new: set[int]) -> list[int]:
    return sorted({parent.pk for row in families.rows for parent in row} - new)


def contact_details(given: ParentGiven, parent_id: int, first_day: dt.date) -> list[ContactDetail]:
    """Return the contact details that a parent was given with."""
    is_emergency = given.lives_with or given.contact_order is not None
    values = (
        (_Kind.MOBILE, given.mobile, is_emergency),
        (_Kind.TELEPHONE, given.telephone, is_emergency),
        (_Kind.EMAIL, given.email, False),
        (_Kind.ADDRESS, given.address, False),
    )
    return [
        ContactDetail(
            parent_id=parent_id,
            kind=kind,
            value=value,
            postcode=given.postcode if kind == _Kind.ADDRESS else "",
            is_emergency=emergency,
            checked_on=given.checked_on,
            first_day=first_day,
        )
        for kind, value, emergency in values
        if value
    ]


def _write_relationships(
    admissions: Sequence[Admission], pupils: Sequence[Pupil], families: Families
) -> None:
    """Make each relationship, or bring one that runs already up to what was given."""
    standing = _standing(families)
    make: list[Relationship] = []
    mend: list[Relationship] = []
    for admission, pupil, row in zip(admissions, pupils, families.rows, strict=True):
        for given, parent in zip(admission.parents, row, strict=True):
            known = standing.get((pupil.pk, parent.pk))
            if known is None or (given.first_day or known.first_day) != known.first_day:
                known = standing.get((pupil.pk, parent.pk, given.first_day)) or known
            if known is None:
                known = Relationship(
                    pupil=pupil, parent=parent, first_day=given.first_day or admission.starting_day
                )
                standing[pupil.pk, parent.pk] = standing[pupil.pk, parent.pk, known.first_day] = known
                make.append(known)
            else:
                mend.append(known)
            set_relationship(known, given)
    refuse_too_long(*make)
    Relationship.objects.bulk_create(make)
    Relationship.objects.bulk_update([one for one in mend if one.pk], [*_SPAN_FIELDS, "last_day"])


def set_relationship(relationship: Relationship, given: ParentGiven) -> None:
    """Make a relationship say what was given; it is saved by the caller."""
    for name in _SPAN_FIELDS:
        setattr(relationship, name, getattr(given, name))
    relationship.last_day = given.last_day


def _standing(families: Families) -> dict[tuple[Any, ...], Relationship]:
    """Return relationships that run, by pupil and parent; and all, by the day they began as well."""
    known = sorted({*families.by_id, *(parent.pk for parent in families.by_ref.values())})
    rows = list(Relationship.objects.filter(parent_id__in=known)) if known else []
    running = {(row.pupil_id, row.parent_id): row for row in rows if row.last_day is None}
    return {**running, **{(row.pupil_id, row.parent_id, row.first_day): row for row in rows}}
