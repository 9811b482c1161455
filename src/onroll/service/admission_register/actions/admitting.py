"""Admitting pupils: the name goes on the register, with everything regulation 8(2) asks for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate

from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.access.row_security import over_every_school
from onroll.service.admission_register.actions.entering import entry_made_elsewhere, new_entry
from onroll.service.admission_register.boarding import rows_of, spells_of_entries
from onroll.service.admission_register.contents import Contents, contents_of, parent_contents
from onroll.service.admission_register.families import Families, ParentUnknown, write_families
from onroll.service.admission_register.given import Admission, tidy_upn
from onroll.service.admission_register.judging import (
    AdmissionFault,
    Placing,
    SchoolFacts,
    faults_of_admission,
)
from onroll.service.admission_register.matching import (
    Known,
    known_children,
    possible_same_children,
)
from onroll.service.admission_register.models import AdmissionEntry, Boarding, Enrolment
from onroll.service.admission_register.placing import write_placings
from onroll.service.audit.actions import record_event
from onroll.service.organisations.models import RegistrationGroup, School
from onroll.service.people.models import FormerName, Pupil, PupilMarker
from onroll.service.room_for_words import refuse_too_long

_PUPIL_FIELDS = (
    "legal_surname", "legal_forenames", "known_surname", "known_forename", "born", "sex",
    "ethnicity", "language", "address", "postcode", "is_mobile_child",
)  # fmt: skip


class AdmissionRefused(Exception):
    """Some of what was given cannot stand; `faults` say what, where and what to do."""

    def __init__(self, faults: Sequence[AdmissionFault]) -> None:
        self.faults = list(faults)
        super().__init__(" ".join(fault.message for fault in self.faults))


class PossiblySameChild(Exception):
    """A child already known may be this one: a person must say, because names alone never decide."""

    def __init__(self, children: Sequence[Pupil]) -> None:
        self.children = list(children)
        super().__init__(
            "A child with a name and date of birth like these is already known. Say whether this is the same child."
        )


@dataclass(frozen=True, slots=True)
class Admitted:
    """A pupil now on the register, and the contents still to be found."""

    enrolment_id: int
    pupil_id: int
    parent_ids: tuple[int, ...]
    gaps: tuple[AdmissionFault, ...]


@transaction.atomic
def admit_pupil(
    *, school_id: int, admission: Admission, gaps_allowed: bool = False, by: Actor, now: dt.datetime
) -> Admitted:
    """Put one pupil on the admission register.

    Raises AdmissionRefused; and PossiblySameChild where a child with such a name and birthday is known and nobody has
    said whether it is the same one.
    """
    by.scope.require(Permission.ROLL_ADMIT, school_id=school_id)
    if admission.pupil_id is None and not admission.is_new_child:
        _refuse_unmatched(school_id, admission, by)
    return admit_pupils(
        school_id=school_id, admissions=[admission], gaps_allowed=gaps_allowed, by=by, now=now
    )[0]


@transaction.atomic
def admit_pupils(
    *,
    school_id: int,
    admissions: Sequence[Admission],
    gaps_allowed: bool = False,
    by: Actor,
    now: dt.datetime,
) -> list[Admitted]:
    """Put pupils on the admission register, all or none, and answer in the order given.

    With `gaps_allowed`, contents not known yet are listed in each answer instead of refused: the law puts the name on
    the register on the starting day whatever else is missing. Raises AdmissionRefused.
    """
    by.scope.require(Permission.ROLL_ADMIT, school_id=school_id)
    # A child who comes from another school, or goes to both, is on the record already, and is found by UPN.
    with over_every_school():
        return _admit(school_id, admissions, gaps_allowed, by, now)


def _admit(
    school_id: int, admissions: Sequence[Admission], gaps_allowed: bool, by: Actor, now: dt.datetime
) -> list[Admitted]:
    school = School.objects.select_for_update().get(pk=school_id)
    known = known_children(by.scope, school_id=school_id, admissions=admissions)
    gaps = _judged(school, admissions, known, gaps_allowed, now)
    pupils = _write_pupils(admissions, known)
    try:
        families = write_families(by.scope, school_id, admissions, pupils)
    except ParentUnknown as refusal:
        raise AdmissionRefused([AdmissionFault(0, "parents", "parent_unknown", str(refusal))]) from None
    enrolments = _write_enrolments(school, admissions, pupils)
    _write_boarding(admissions, enrolments)
    write_placings(school_id, admissions, pupils)
    parents = [
        [parent_contents(given, parent.pk) for given, parent in zip(one.parents, row, strict=True)]
        for one, row in zip(admissions, families.rows, strict=True)
    ]
    _write_entries(admissions, enrolments, parents, families, by, now)
    _write_event(school_id, enrolments, by, now)
    return [
        Admitted(enrolment.pk, enrolment.pupil_id, tuple(parent.pk for parent in row), tuple(gaps[index]))
        for index, (enrolment, row) in enumerate(zip(enrolments, families.rows, strict=True))
    ]


def _refuse_unmatched(school_id: int, admission: Admission, by: Actor) -> None:
    with over_every_school():
        known = known_children(by.scope, school_id=school_id, admissions=[admission])
    if known.match(admission) is None:
        children = possible_same_children(
            by.scope,
            school_id=school_id,
            surname=admission.legal_surname,
            forenames=admission.legal_forenames,
            born=admission.born,
        )
        if children:
            raise PossiblySameChild(children)


def _judged(
    school: School, admissions: Sequence[Admission], known: Known, gaps_allowed: bool, now: dt.datetime
) -> list[list[AdmissionFault]]:
    """Return each admission's gaps. Raises AdmissionRefused for anything else."""
    today = localdate(now)
    facts = SchoolFacts(
        has_boarders=school.has_boarders,
        groups={
            pk: Placing(name, year_group)
            for pk, name, year_group in RegistrationGroup.objects.filter(school=school)
            .filter(
                Q(last_day=None) | Q(last_day__gte=min((a.starting_day for a in admissions), default=today))
            )
            .values_list("pk", "name", "year_group")
        },
    )
    faults: list[AdmissionFault] = []
    gaps: list[list[AdmissionFault]] = []
    taken: set[str] = set()
    for index, admission in enumerate(admissions):
        pupil = known.match(admission)
        spells = known.spells.get(pupil.pk, []) if pupil else []
        found = faults_of_admission(
            admission, index=index, school=facts, today=today, earlier_spells=tuple(spells)
        )
        found += known.faults(index, admission)
        found += _twice(index, admission, taken)
        if pupil is not None:
            leaving = admission.leaving
            known.spells[pupil.pk].append((admission.starting_day, leaving.last_day if leaving else None))
        faults += [fault for fault in found if not (gaps_allowed and fault.is_gap)]
        gaps.append([fault for fault in found if fault.is_gap])
    if faults:
        raise AdmissionRefused(faults)
    return gaps


def _twice(index: int, admission: Admission, taken: set[str]) -> list[AdmissionFault]:
    """Refuse two new children with one UPN in the same sending; two spells of one child come as two sendings."""
    upn = tidy_upn(admission.upn)
    if not upn:
        return []
    if upn in taken:
        message = f"The UPN {upn} is given twice. Each pupil has their own; mend one of them."
        return [AdmissionFault(index, "upn", "upn_twice", message)]
    taken.add(upn)
    return []


def _write_pupils(admissions: Sequence[Admission], known: Known) -> list[Pupil]:
    """Make the children not known yet, and bring the known up to what is given; in the order given."""
    pupils = [known.match(admission) or Pupil() for admission in admissions]
    for pupil, admission in zip(pupils, admissions, strict=True):
        _set_pupil(pupil, admission)
    refuse_too_long(*pupils)
    Pupil.objects.bulk_create([pupil for pupil in pupils if pupil.pk is None])
    matched = [pupil for pupil, one in zip(pupils, admissions, strict=True) if known.match(one)]
    if matched:
        Pupil.objects.bulk_update(matched, ["upn", "former_upn", *_PUPIL_FIELDS], batch_size=50)
    names = [
        FormerName(pupil=pupil, surname=surname, forenames=forenames, until=until)
        for pupil, admission in zip(pupils, admissions, strict=True)
        for surname, forenames, until in admission.former_names
    ]
    markers = [
        PupilMarker(
            pupil=pupil, kind=marker.kind, detail=marker.detail,
            first_day=marker.first_day, last_day=marker.last_day,
        )
        for pupil, admission in zip(pupils, admissions, strict=True)
        for marker in admission.markers
    ]  # fmt: skip
    refuse_too_long(*names, *markers)
    FormerName.objects.bulk_create(names)
    PupilMarker.objects.bulk_create(markers)
    return pupils


def _set_pupil(pupil: Pupil, admission: Admission) -> None:
    for name in _PUPIL_FIELDS:
        value = getattr(admission, name)
        # What a new admission leaves blank does not take away what is already known of the child.
        if value or pupil.pk is None:
            setattr(pupil, name, value)
    _set_numbers(pupil, tidy_upn(admission.upn), tidy_upn(admission.former_upn))


def _set_numbers(pupil: Pupil, upn: str, former: str) -> None:
    """Keep the newest UPN and the one before it; a child who comes by the former number keeps the newer."""
    if upn and upn != pupil.former_upn:
        if pupil.upn and pupil.upn != upn:
            pupil.former_upn = pupil.upn
        pupil.upn = upn
    pupil.upn = pupil.upn or None
    if former and former != pupil.upn:
        pupil.former_upn = former


def _write_enrolments(
    school: School, admissions: Sequence[Admission], pupils: Sequence[Pupil]
) -> list[Enrolment]:
    rows = [
        Enrolment(
            school=school,
            pupil=pupil,
            pupil_ref=admission.pupil_ref,
            starting_day=admission.starting_day,
            last_day=admission.leaving.last_day if admission.leaving else None,
            deletion_ground=admission.leaving.ground if admission.leaving else "",
            registration=admission.registration,
            is_boarder=bool(admission.is_boarder),
            other_school=admission.other_school,
        )
        for admission, pupil in zip(admissions, pupils, strict=True)
    ]
    refuse_too_long(*rows)
    return Enrolment.objects.bulk_create(rows)


def _write_boarding(admissions: Sequence[Admission], enrolments: Sequence[Enrolment]) -> None:
    """Write the days of boarding: from the starting day, or as entries made elsewhere say."""
    rows: list[Boarding] = []
    for admission, enrolment in zip(admissions, enrolments, strict=True):
        if admission.entries:
            said = ((given.contents, localdate(given.made_at)) for given in admission.entries)
            rows += rows_of(enrolment, spells_of_entries(said, enrolment.starting_day))
        elif enrolment.is_boarder:
            rows += rows_of(enrolment, [(enrolment.starting_day, None)])
    Boarding.objects.bulk_create(rows)


def _write_entries(
    admissions: Sequence[Admission],
    enrolments: Sequence[Enrolment],
    parents: Sequence[list[Contents]],
    families: Families,
    by: Actor,
    now: dt.datetime,
) -> None:
    entries = []
    for admission, enrolment, family in zip(admissions, enrolments, parents, strict=True):
        if admission.entries:
            entries += [entry_made_elsewhere(enrolment, given, families) for given in admission.entries]
            continue
        made_at = admission.made_at or now
        entries.append(
            new_entry(enrolment, AdmissionEntry.Kind.ADMITTED, contents_of(admission, family), by, made_at)
        )
        if admission.leaving:
            leaving = admission.leaving
            deletion = {
                "ground": leaving.ground,
                "last_day": leaving.last_day.isoformat(),
                "evidence": leaving.evidence,
            }
            left_at = _left_at(leaving.last_day, made_at) if admission.made_at else now
            entries.append(
                new_entry(enrolment, AdmissionEntry.Kind.DELETED, {"deletion": deletion}, by, left_at)
            )
    AdmissionEntry.objects.bulk_create(entries)


def _left_at(last_day: dt.date, made_at: dt.datetime) -> dt.datetime:
    """Return when a made-up past deleted the name: the last day, at the time of day of the admission."""
    return max(made_at, dt.datetime.combine(last_day, made_at.timetz()))


def _write_event(school_id: int, enrolments: Sequence[Enrolment], by: Actor, now: dt.datetime) -> None:
    if len(enrolments) == 1:
        record_event(
            "roll.pupil.admitted", by=by, now=now, school_id=school_id, subject_type="pupil",
            subject_id=enrolments[0].pupil_id, starting_day=enrolments[0].starting_day.isoformat(),
        )  # fmt: skip
    elif enrolments:
        record_event(
            "roll.pupils.admitted", by=by, now=now, school_id=school_id, subject_type="school",
            subject_id=school_id, count=len(enrolments),
        )  # fmt: skip
