"""People who may have been entered twice, and what was proposed and decided about them."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.people.models import ContactDetail, MergeProposal, Parent, Pupil, Relationship
from onroll.service.people.pupil_of_school import parent_of_school, pupil_of_school
from onroll.service.people.sameness import have_two_upns, parents_agree_on, pupils_agree_on

PUPIL = MergeProposal.Kind.PUPIL
PARENT = MergeProposal.Kind.PARENT


@dataclass(frozen=True, slots=True)
class Side:
    """One of two rows beside each other: its words for each line of the comparison."""

    person_id: int
    name: str
    lines: dict[str, str]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two rows side by side, and what they agree on beside the name."""

    kind: str
    keep: Side
    fold: Side
    agreements: list[str]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two rows that look alike, for a person to compare."""

    kind: str
    one_id: int
    other_id: int
    words: str


def proposals(scope: Scope, *, school_id: int) -> list[tuple[MergeProposal, str, str]]:
    """Return what was proposed at a school, newest first, with both names. Raise OutOfScope."""
    scope.require(Permission.MERGE_PROPOSE, school_id=school_id)
    rows = list(MergeProposal.objects.filter(school_id=school_id))
    names: dict[str, dict[int, str]] = {}
    for kind, model in ((PUPIL, Pupil), (MergeProposal.Kind.PARENT, Parent)):
        ids = {pk for row in rows if row.kind == kind for pk in (row.keep_id, row.fold_id)}
        names[kind] = {pk: str(person) for pk, person in model.objects.in_bulk(ids).items()}
    return [(row, names[row.kind].get(row.keep_id, ""), names[row.kind].get(row.fold_id, "")) for row in rows]


def standing_proposal(
    scope: Scope, *, school_id: int, pair: Sequence[int], kind: str
) -> MergeProposal | None:
    """Return the proposal about two rows that waits or was accepted, None where there is none. Raise OutOfScope."""
    scope.require(Permission.MERGE_PROPOSE, school_id=school_id)
    standing = (MergeProposal.State.PROPOSED, MergeProposal.State.ACCEPTED)
    return MergeProposal.objects.filter(
        school_id=school_id, kind=kind, keep_id__in=pair, fold_id__in=pair, state__in=standing
    ).first()


def candidates(scope: Scope, *, school_id: int) -> list[Candidate]:
    """Return pairs of a school's pupils born on one day with one surname, and of parents reached by one number.

    Neither is a match; each is a pair for a person to compare. Raise OutOfScope.
    """
    scope.require(Permission.MERGE_PROPOSE, school_id=school_id)
    settled = {
        (row.kind, frozenset((row.keep_id, row.fold_id)))
        for row in MergeProposal.objects.filter(school_id=school_id).exclude(
            state=MergeProposal.State.REVERSED
        )
    }
    pairs = [*_pupil_pairs(school_id), *_parent_pairs(school_id)]
    return [pair for pair in pairs if (pair.kind, frozenset((pair.one_id, pair.other_id))) not in settled]


def compare(scope: Scope, *, school_id: int, kind: str, keep_id: int, fold_id: int) -> Comparison:
    """Return two rows side by side. Raise OutOfScope."""
    scope.require(Permission.MERGE_PROPOSE, school_id=school_id)
    if kind == PUPIL:
        keep, fold = (pupil_of_school(pk, school_id=school_id) for pk in (keep_id, fold_id))
        return Comparison(kind, _pupil_side(keep), _pupil_side(fold), pupils_agree_on(keep, fold))
    one, other = (parent_of_school(pk, school_id=school_id) for pk in (keep_id, fold_id))
    return Comparison(kind, _parent_side(one), _parent_side(other), parents_agree_on(one, other))


def _pupil_pairs(school_id: int) -> list[Candidate]:
    # A year's roll is read as plain values; only those alike are loaded whole.
    alike: dict[tuple[Any, str], list[int]] = defaultdict(list)
    pupils = Pupil.objects.filter(enrolments__school_id=school_id, folded_into__isnull=True)
    for pk, born, surname in pupils.values_list("pk", "born", "legal_surname").distinct().order_by("pk"):
        alike[born, surname.casefold()].append(pk)
    pairs = [pair for pks in alike.values() for pair in itertools.pairwise(pks)]
    known = Pupil.objects.in_bulk({pk for pair in pairs for pk in pair})
    return [
        Candidate(PUPIL, one, other, f"{known[one]} and {known[other]}, born {known[one].born:%-d %B %Y}")
        for one, other in pairs
        # Twins share a surname and a birthday and have two UPNs.
        if not have_two_upns(known[one], known[other])
    ]


def _parent_pairs(school_id: int) -> list[Candidate]:
    alike: dict[tuple[str, str], list[int]] = defaultdict(list)
    details = ContactDetail.objects.filter(
        parent__relationships__pupil__enrolments__school_id=school_id,
        parent__folded_into__isnull=True,
        last_day__isnull=True,
        kind__in=(ContactDetail.Kind.MOBILE, ContactDetail.Kind.EMAIL),
    )
    reached_by: dict[tuple[str, str], str] = {}
    rows = details.values_list("parent_id", "value", "parent__surname").distinct()
    for parent_id, value, surname in rows.order_by("parent_id", "value"):
        key = ("".join(value.split()).casefold(), surname.casefold())
        reached_by.setdefault(key, value)
        if parent_id not in alike[key]:
            alike[key].append(parent_id)
    pairs = {pair: reached_by[key] for key, pks in alike.items() for pair in itertools.pairwise(pks)}
    known = Parent.objects.in_bulk({pk for pair in pairs for pk in pair})
    return [
        Candidate(PARENT, one, other, f"{known[one]} and {known[other]}, reached by {value}")
        for (one, other), value in pairs.items()
    ]


def _pupil_side(pupil: Pupil) -> Side:
    parents = Relationship.objects.filter(pupil=pupil).select_related("parent")
    spells = pupil.enrolments.select_related("school").order_by("starting_day")
    return Side(
        pupil.pk,
        str(pupil),
        {
            "Legal name": f"{pupil.legal_forenames} {pupil.legal_surname}",
            "Date of birth": f"{pupil.born:%-d %B %Y}",
            "Sex": pupil.get_sex_display(),
            "UPN": pupil.upn or "",
            "Former UPN": pupil.former_upn,
            "Address": " ".join(part for part in (pupil.address, pupil.postcode) if part),
            "Parents": ", ".join(str(row.parent) for row in parents),
            "On roll": ", ".join(_spell(row) for row in spells),
        },
    )


def _parent_side(parent: Parent) -> Side:
    children = Relationship.objects.filter(parent=parent).select_related("pupil")
    ways = ContactDetail.objects.filter(parent=parent, last_day__isnull=True)
    return Side(
        parent.pk,
        str(parent),
        {
            "Name": str(parent),
            "Children": ", ".join(f"{row.pupil} ({row.relationship})" for row in children),
            "Reached by": ", ".join(dict.fromkeys(way.value for way in ways)),
        },
    )


def _spell(enrolment: Any) -> str:
    first_day = f"{enrolment.starting_day:%-d %b %Y}"
    days = f"{first_day} to {enrolment.last_day:%-d %b %Y}" if enrolment.last_day else f"since {first_day}"
    return f"{enrolment.school.name}, {days}"
