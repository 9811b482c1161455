"""Which child this is: by the id a person chose, by UPN and date of birth together, or by the school's own id.

Never by name. Where nothing matches, `possible_same_children` is what a person is shown before a new row is made.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import QuerySet

from onroll.law.plain_words import day_in_words
from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.admission_register.given import Admission, tidy_upn
from onroll.service.admission_register.judging import AdmissionFault, Spell
from onroll.service.admission_register.models import Enrolment
from onroll.service.people.models import Pupil


@dataclass(slots=True)
class Known:
    """The children already known among those to be admitted, and their spells on this school's roll."""

    by_id: dict[int, Pupil] = field(default_factory=dict)
    by_upn: dict[str, Pupil] = field(default_factory=dict)
    by_former_upn: dict[str, Pupil] = field(default_factory=dict)
    by_ref: dict[str, Pupil] = field(default_factory=dict)
    spells: dict[int, list[Spell]] = field(default_factory=lambda: defaultdict(list))

    def match(self, admission: Admission) -> Pupil | None:
        """Return the child this is, or None for one not known."""
        if admission.pupil_id is not None:
            return self.by_id.get(admission.pupil_id)
        return self._by_number(admission) or self._by_ref(admission)

    def _by_number(self, admission: Admission) -> Pupil | None:
        """Return the child of the UPN given, of the former one given, or whose former one the UPN given is."""
        upn, former = tidy_upn(admission.upn), tidy_upn(admission.former_upn)
        return self.by_upn.get(upn) or self.by_upn.get(former) or self.by_former_upn.get(upn)

    def _by_ref(self, admission: Admission) -> Pupil | None:
        return self.by_ref.get(admission.pupil_ref) if admission.pupil_ref else None

    def faults(self, index: int, admission: Admission) -> list[AdmissionFault]:
        """Find what speaks against the match: an unknown child, or a UPN of somebody else."""
        pupil = self.match(admission)
        if admission.pupil_id is not None and pupil is None:
            message = "The child chosen is no longer there. Search for the child again."
            return [AdmissionFault(index, "pupil_id", "child_unknown", message)]
        holder = self._by_number(admission)
        upn = tidy_upn(
            admission.upn
            if holder is None or holder.upn != tidy_upn(admission.former_upn)
            else admission.former_upn
        )
        if holder is not None and pupil is not None and holder.pk != pupil.pk:
            message = f"The UPN {upn} belongs to another child. Check it against the last school’s file."
            return [AdmissionFault(index, "upn", "upn_of_another_child", message)]
        if pupil is not None and holder is not None and pupil.born != admission.born:
            message = (
                f"The UPN {upn} belongs to a child born on {day_in_words(pupil.born)}, and this pupil was born on "
                f"{day_in_words(admission.born)}. Check both: a UPN is matched only where they agree."
            )
            return [AdmissionFault(index, "upn", "upn_and_birth_differ", message)]
        return []


def known_children(scope: Scope, *, school_id: int, admissions: Sequence[Admission]) -> Known:
    """Load every child already known among these admissions, in at most five statements.

    A child chosen by id is one that the scope reaches; a UPN names a child wherever they are.
    """
    known = Known()
    ids = {one.pupil_id for one in admissions if one.pupil_id is not None}
    upns = {number for one in admissions for text in (one.upn, one.former_upn) if (number := tidy_upn(text))}
    refs = {one.pupil_ref for one in admissions if one.pupil_ref}
    if ids:
        known.by_id = children_in_reach(scope, school_id=school_id).in_bulk(ids)
    if upns:
        known.by_upn = {
            str(pupil.upn): pupil
            for chunk in _chunks(sorted(upns))
            for pupil in Pupil.objects.filter(upn__in=chunk)
        }
        known.by_former_upn = _by_former_upn(sorted(upns - known.by_upn.keys()))
    rows = (
        Enrolment.objects.filter(school_id=school_id)
        .exclude(deletion_ground=Enrolment.WITHDRAWN)
        .select_related("pupil")
    )
    numbered = (*known.by_upn.values(), *known.by_former_upn.values())
    found = {pupil.pk for pupil in (*known.by_id.values(), *numbered)}
    for enrolment in rows if refs or found else ():
        if enrolment.pupil_ref and enrolment.pupil_ref in refs:
            known.by_ref[enrolment.pupil_ref] = enrolment.pupil
        known.spells[enrolment.pupil_id].append((enrolment.starting_day, enrolment.last_day))
    return known


def _by_former_upn(numbers: list[str]) -> dict[str, Pupil]:
    """Return the child who had each number, where there is one and no more: a mistake may have given it to two."""
    held: dict[str, list[Pupil]] = defaultdict(list)
    for chunk in _chunks(numbers):
        for pupil in Pupil.objects.filter(former_upn__in=chunk, folded_into=None):
            held[pupil.former_upn].append(pupil)
    return {number: pupils[0] for number, pupils in held.items() if len(pupils) == 1}


def children_in_reach(scope: Scope, *, school_id: int) -> QuerySet[Pupil]:
    """Return the children on a roll, now or before, that the scope may read: this school's and those of its others."""
    if scope.unbounded:
        return Pupil.objects.all()
    schools = {school_id, *scope.schools_with(Permission.ROLL_VIEW)}
    on_a_roll = Enrolment.objects.filter(school_id__in=schools)
    return Pupil.objects.filter(pk__in=on_a_roll.values("pupil_id"))


def possible_same_children(
    scope: Scope, *, school_id: int, surname: str, forenames: str, born: dt.date
) -> list[Pupil]:
    """Return children within scope who might be this one, for a person to look at: born that day with a name in common."""
    scope.require(Permission.ROLL_VIEW, school_id=school_id)
    swapped = _day_and_month_swapped(born)
    days = [born, *([swapped] if swapped else [])]
    near = children_in_reach(scope, school_id=school_id).filter(folded_into=None, born__in=days)
    wanted = (_folded(surname), _folded(forenames).split(" ")[0])
    # A name left empty, here or on the roll, is nothing in common: most children have no other known name.
    return [
        pupil
        for pupil in near
        if wanted[0] in {_folded(pupil.legal_surname), _folded(pupil.known_surname)} - {""}
        or wanted[1] in {_folded(pupil.legal_forenames).split(" ")[0], _folded(pupil.known_forename)} - {""}
    ]


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in plain if not unicodedata.combining(sign)).casefold().strip()


def _day_and_month_swapped(day: dt.date) -> dt.date | None:
    try:
        swapped = day.replace(month=day.day, day=day.month)
    except ValueError:
        return None
    return None if swapped == day else swapped


def _chunks(values: list[str], size: int = 500) -> list[list[str]]:
    return [values[start : start + size] for start in range(0, len(values), size)]
