"""What is wrong with an admission, by name and with the provision it breaks. Pure: facts in, faults out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from onroll.identifiers import NotThatNumber, read_postcode, read_upn
from onroll.law.admission_register import (
    CONTENTS,
    ENTERED_BY,
    STARTING_DAY,
    AdmissionContents,
    ParentContents,
    faults_of_contents,
)
from onroll.law.citation import Citation
from onroll.law.dual_registration import DUAL_REGISTRATION
from onroll.law.plain_words import day_in_words
from onroll.law.school_age import is_of_compulsory_school_age
from onroll.service.admission_register.given import Admission, tidy_upn
from onroll.service.admission_register.models import Enrolment
from onroll.service.people.year_groups import YEAR_GROUPS, year_group_in_words

#: Contents whose absence need not keep a pupil off the roll: the name goes on by the first session of the starting
#: day whatever else is unknown (regulation 8(1)), and what is missing is listed until it is found.
GAPS = frozenset(
    {
        "pupil_address_missing",
        "no_parent_named",
        "parent_name_missing",
        "parent_address_missing",
        "home_parent_missing",
        "emergency_number_missing",
        "last_school_missing",
        "last_school_address_missing",
        "boarding_missing",
    }
)
FORMER_IS_PRESENT = (
    "The former UPN is the UPN the child has now. Enter the number the child had before it, or leave it out."
)
BASES = {
    "agreed": "The day agreed with the person who has control of the pupil’s attendance",
    "told": "The day that person told the school, which has a duty to admit",
    "attended": "The first day the pupil attended",
}


@dataclass(frozen=True, slots=True)
class AdmissionFault:
    """One thing wrong with one admission; `index` is its place among those given, `item` the field to mend."""

    index: int
    item: str
    name: str
    message: str
    citation: Citation | None = None

    @property
    def is_gap(self) -> bool:
        return self.name in GAPS


class Placing(NamedTuple):
    """A registration group by its name, and the year group it is of; blank for a group of several."""

    name: str
    year_group: str


@dataclass(frozen=True, slots=True)
class SchoolFacts:
    """What must be known of the school to judge an admission."""

    has_boarders: bool
    groups: Mapping[int, Placing]


Spell = tuple[dt.date, dt.date | None]


def faults_of_admission(
    admission: Admission,
    *,
    index: int = 0,
    school: SchoolFacts,
    today: dt.date,
    earlier_spells: tuple[Spell, ...] = (),
) -> list[AdmissionFault]:
    """Find everything wrong with one admission, gaps included."""
    return [
        AdmissionFault(index, item, name, message, citation)
        for item, name, message, citation in (
            *_of_contents(admission, school, today),
            *_of_numbers(admission),
            *_of_days(admission, today),
            *_of_spells(admission, earlier_spells),
            *_of_registration(admission),
            *_of_placing(admission, school),
        )
    ]


_Found = Iterator[tuple[str, str, str, Citation | None]]

_ITEM_OF = {
    "pupil_name_missing": "legal_surname",
    "pupil_address_missing": "address",
    "sex_missing": "sex",
    "born_missing": "born",
    "starting_day_missing": "starting_day",
    "last_school_missing": "last_school",
    "last_school_address_missing": "last_school_address",
    "boarding_missing": "is_boarder",
}


def register_contents(admission: Admission, *, has_boarders: bool, today: dt.date) -> AdmissionContents:
    """Return an admission in the form the rule of regulation 8(2) reads."""
    return AdmissionContents(
        full_name=admission.full_name,
        address=admission.address,
        sex=admission.sex,
        born=admission.born,
        starting_day=admission.starting_day,
        parents=tuple(
            ParentContents(parent.full_name, parent.address, parent.lives_with, parent.numbers)
            for parent in admission.parents
        ),
        last_school_name=admission.last_school,
        last_school_address=admission.last_school_address,
        school_has_boarders=has_boarders,
        is_of_compulsory_school_age=is_of_compulsory_school_age(
            admission.born, max(today, admission.starting_day)
        ),
        is_boarder=admission.is_boarder,
    )


def _of_contents(admission: Admission, school: SchoolFacts, today: dt.date) -> _Found:
    for fault in faults_of_contents(
        register_contents(admission, has_boarders=school.has_boarders, today=today)
    ):
        yield _ITEM_OF.get(fault.name, "parents"), fault.name, fault.message, fault.citation
    if not admission.legal_surname or not admission.legal_forenames:
        item = "legal_forenames" if admission.legal_surname else "legal_surname"
        message = "The register must hold the pupil’s full name. Add the forenames and the surname."
        yield item, "pupil_name_missing", message, CONTENTS["a"].citation
    if admission.sex not in ("F", "M"):
        message = "The register must hold the pupil’s sex. Choose female or male."
        yield "sex", "sex_missing", message, CONTENTS["c"].citation


def _of_numbers(admission: Admission) -> _Found:
    for item, number in (("upn", admission.upn), ("former_upn", admission.former_upn)):
        if number:
            try:
                read_upn(number)
            except NotThatNumber as refusal:
                yield item, "not_a_upn", str(refusal), None
    if admission.former_upn and tidy_upn(admission.former_upn) == tidy_upn(admission.upn):
        yield "former_upn", "former_upn_is_the_upn", FORMER_IS_PRESENT, None
    for item, postcode in (
        ("postcode", admission.postcode),
        *((f"parents.{n}.postcode", parent.postcode) for n, parent in enumerate(admission.parents)),
    ):
        if postcode:
            try:
                read_postcode(postcode)
            except NotThatNumber as refusal:
                yield item, "not_a_postcode", str(refusal), None


def _of_days(admission: Admission, today: dt.date) -> _Found:
    if admission.born >= admission.starting_day:
        message = (
            f"The starting day, {day_in_words(admission.starting_day)}, is not after the date of birth, "
            f"{day_in_words(admission.born)}. Mend one of them."
        )
        yield "starting_day", "starts_before_birth", message, STARTING_DAY
    if admission.basis not in BASES:
        message = "Say how the starting day was fixed: agreed, told under a duty to admit, or first attended."
        yield "basis", "basis_missing", message, STARTING_DAY
    if admission.basis == "attended" and admission.starting_day > today:
        message = (
            f"The pupil cannot have first attended on {day_in_words(admission.starting_day)}, which has not come. "
            "Wait until the pupil attends, or give the day that was agreed."
        )
        yield "starting_day", "attended_in_the_future", message, STARTING_DAY
    leaving = admission.leaving
    if leaving and leaving.last_day < admission.starting_day:
        message = "The pupil’s last day on roll is before the starting day. Mend one of them."
        yield "last_day", "left_before_starting", message, None


def _of_spells(admission: Admission, earlier: tuple[Spell, ...]) -> _Found:
    for first, last in earlier:
        if last is None or last >= admission.starting_day:
            until = f"until {day_in_words(last)}" if last else "and still is"
            message = (
                f"This pupil has been on this school’s roll since {day_in_words(first)} {until}, so cannot be admitted "
                f"on {day_in_words(admission.starting_day)}. Amend that entry, or give a later starting day for a "
                "re-admission."
            )
            yield "starting_day", "already_on_roll", message, ENTERED_BY
            return


def _of_registration(admission: Admission) -> _Found:
    if admission.registration not in Enrolment.Registration.values:
        message = "Say whether the pupil is registered here only, or at another school as well."
        yield "registration", "registration_missing", message, DUAL_REGISTRATION
    elif admission.registration != Enrolment.Registration.SOLE and not admission.other_school:
        message = "The pupil is registered at another school too, so say which. Add the other school’s name."
        yield "other_school", "other_school_missing", message, DUAL_REGISTRATION
    elif fault := fault_of_other_school(admission.registration, admission.other_school):
        yield "registration", "other_school_of_sole_registration", fault, DUAL_REGISTRATION


def fault_of_other_school(registration: str, other_school: str) -> str:
    """Say that a pupil registered here only has no other school to name; blank where there is no such fault."""
    if registration != Enrolment.Registration.SOLE or not other_school:
        return ""
    return (
        f"“Registered here only” is chosen, and {other_school} is named as the other school. Choose what this school is to "
        "a pupil of both, or leave the other school blank."
    )


def _of_placing(admission: Admission, school: SchoolFacts) -> _Found:
    if admission.year_group and admission.year_group not in YEAR_GROUPS:
        message = f"“{admission.year_group}” is not a year group. Choose one of {', '.join(YEAR_GROUPS)}."
        yield "year_group", "year_group_unknown", message, None
    if admission.group_id is None:
        return
    group = school.groups.get(admission.group_id)
    if group is None:
        message = "That registration group is not one of this school’s groups today. Choose another."
        yield "group_id", "group_unknown", message, None
    elif is_of_another_year(group, admission.year_group) and not admission.is_out_of_year:
        yield "group_id", "group_of_another_year", another_year_in_words(group, admission.year_group), None


def is_of_another_year(group: Placing, year_group: str) -> bool:
    """Say whether a group is of one year group and a pupil of another; either may be blank."""
    return bool(group.year_group and year_group and group.year_group != year_group)


def another_year_in_words(group: Placing, year_group: str) -> str:
    """Say that a pupil of one year group is put in a group of another, and what to do."""
    return (
        f"{group.name} is a group of {year_group_in_words(group.year_group)}, and the pupil is in "
        f"{year_group_in_words(year_group)}. Change the group or the year group; or, for a pupil taught with another year, "
        "tick the box that says so."
    )
