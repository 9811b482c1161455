"""What speaks for two rows being one person, beside the name. A name alone never does."""

from __future__ import annotations

from collections.abc import Iterable

from onroll.service.people.models import ContactDetail, Parent, Pupil, Relationship


def have_two_upns(one: Pupil, other: Pupil) -> bool:
    """Say whether each has a UPN of their own, neither of them the other's former one: two children, such as twins."""
    replaced = (one.upn == other.former_upn, other.upn == one.former_upn)
    return bool(one.upn and other.upn) and not any(replaced)


def pupils_agree_on(one: Pupil, other: Pupil) -> list[str]:
    """Return what two pupils' rows agree on, in words, names left out."""
    agreements = []
    if one.born == other.born:
        agreements.append("date of birth")
    if (one.upn and one.upn == other.former_upn) or (other.upn and other.upn == one.former_upn):
        agreements.append("a UPN, the former one of the other")
    if one.postcode and _flat(one.postcode) == _flat(other.postcode):
        agreements.append("postcode")
    if one.address and _flat(one.address) == _flat(other.address):
        agreements.append("address")
    if _parents_of(one) & _parents_of(other):
        agreements.append("a parent")
    return agreements


def parents_agree_on(one: Parent, other: Parent) -> list[str]:
    """Return what two parents' rows agree on, in words, names left out."""
    agreements = []
    if _ways(one) & _ways(other):
        agreements.append("a telephone number, email or address")
    if _children_of(one) & _children_of(other):
        agreements.append("a child")
    return agreements


def _flat(text: str) -> str:
    return "".join(text.split()).casefold()


def _ways(parent: Parent) -> set[str]:
    rows: Iterable[str] = ContactDetail.objects.filter(parent=parent).values_list("value", flat=True)
    return {_flat(value) for value in rows}


def _parents_of(pupil: Pupil) -> set[int]:
    return set(Relationship.objects.filter(pupil=pupil).values_list("parent_id", flat=True))


def _children_of(parent: Parent) -> set[int]:
    return set(Relationship.objects.filter(parent=parent).values_list("pupil_id", flat=True))
