"""What is given when a pupil is admitted: plain values, before anything is judged or kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from onroll.identifiers import NotThatNumber, read_upn
from onroll.service.admission_register.models import AdmissionEntry, Enrolment
from onroll.service.people.models import PupilMarker


@dataclass(frozen=True, slots=True, kw_only=True)
class ParentGiven:
    """One parent in the Education Act sense, and what they are to the pupil.

    `ref` is the sender's own id, unique in the school; `parent_id` a parent already known, chosen by a person.
    `first_day` and `last_day` are of the relationship; left out, it runs from the starting day.
    """

    surname: str
    forename: str = ""
    title: str = ""
    relationship: str = "parent"
    ref: str = ""
    parent_id: int | None = None
    address: str = ""
    postcode: str = ""
    mobile: str = ""
    telephone: str = ""
    email: str = ""
    checked_on: dt.date | None = None
    lives_with: bool = False
    parental_responsibility: bool = False
    is_natural_parent: bool = False
    has_care: bool = False
    contact_order: int | None = None
    may_see: bool = True
    may_be_sent: bool = True
    address_withheld: bool = False
    restriction: str = ""
    first_day: dt.date | None = None
    last_day: dt.date | None = None

    @property
    def full_name(self) -> str:
        return " ".join(part for part in (self.title, self.forename, self.surname) if part)

    @property
    def numbers(self) -> tuple[str, ...]:
        """The telephone numbers that reach this parent, mobile first."""
        return tuple(number for number in (self.mobile, self.telephone) if number)


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkerGiven:
    """Something true of the pupil for a span of days."""

    kind: PupilMarker.Kind
    first_day: dt.date
    last_day: dt.date | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """That a pupil has left, for an import or a made-up past; `ground` is blank where the file gives none."""

    last_day: dt.date
    ground: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryGiven:
    """An entry of the admission register as it was made elsewhere. Its parents are named by `parent_ref`, the sender's ids."""

    kind: AdmissionEntry.Kind
    contents: Mapping[str, Any]
    original: Mapping[str, Any]
    reason: str
    made_at: dt.datetime
    made_by: str
    made_role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Admission:
    """Everything given about a pupil to be admitted.

    `last_school` is None where it is not known yet and empty where there was none. `placed_from` is the first day in
    the year group and registration group; left out, the starting day. `made_at` is when the entry was made, where
    that was not now. `entries` are those the register had elsewhere, and stand in place of the one that admitting
    makes. `is_new_child` says that a person looked at those it might be, and it is none of them; `is_out_of_year` that
    the pupil is placed in a group of another year on purpose.
    """

    legal_surname: str
    legal_forenames: str
    born: dt.date
    sex: str
    starting_day: dt.date
    basis: str = "agreed"
    known_surname: str = ""
    known_forename: str = ""
    former_names: tuple[tuple[str, str, dt.date], ...] = ()
    upn: str = ""
    former_upn: str = ""
    pupil_ref: str = ""
    pupil_id: int | None = None
    is_new_child: bool = False
    is_out_of_year: bool = False
    address: str = ""
    postcode: str = ""
    ethnicity: str = ""
    language: str = ""
    is_mobile_child: bool = False
    parents: tuple[ParentGiven, ...] = ()
    last_school: str | None = None
    last_school_address: str = ""
    registration: str = Enrolment.Registration.SOLE
    other_school: str = ""
    is_boarder: bool | None = None
    year_group: str = ""
    group_id: int | None = None
    placed_from: dt.date | None = None
    markers: tuple[MarkerGiven, ...] = ()
    leaving: Leaving | None = None
    made_at: dt.datetime | None = None
    entries: tuple[EntryGiven, ...] = ()

    @property
    def full_name(self) -> str:
        return f"{self.legal_forenames} {self.legal_surname}".strip()


def tidy_upn(text: str) -> str:
    """Return a UPN as it is stored, or the text as it came where it is not one."""
    try:
        return read_upn(text).number if text else ""
    except NotThatNumber:
        return text
