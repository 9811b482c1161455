"""Who a pupil is, as a page about them begins: names, placing, days on roll, markers, contacts, plans."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, Model, OuterRef, Q
from django.utils.timezone import localdate, localtime

from onroll.law.school_time import AcademicYear
from onroll.service.absence_follow_up.models import Contact as ContactMade
from onroll.service.absence_follow_up.models import ReasonGiven, Step
from onroll.service.access.permissions import Permission
from onroll.service.access.scope import OutOfScope, Scope
from onroll.service.admission_register.boarding import boarding_days
from onroll.service.admission_register.models import Boarding, Enrolment
from onroll.service.admission_register.queries.former_names import former_names
from onroll.service.attendance_register.models import CurrentEntry, Plan
from onroll.service.attendance_register.queries.school_days import closed_to_all
from onroll.service.organisations.models import SchoolSession
from onroll.service.people.models import (
    ContactDetail,
    FormerName,
    Pupil,
    PupilMarker,
    RegistrationGroupMembership,
    Relationship,
    YearGroupMembership,
)
from onroll.service.pupil_record.kept import Kept, kept_of
from onroll.service.pupil_record.timeline import Happening, timeline_of
from onroll.service.pupil_record.year import LOOK_BACK, PupilYear, year_of_pupil

#: Of most pupils most of these hold nothing; of boarding it is asked whether the school has any.
_ASKED_ABOUT = (Plan, PupilMarker, Boarding, ContactMade, ReasonGiven, Step)


class NoSuchPupil(Exception):
    """The pupil has never been on this school's roll."""


@dataclass(frozen=True, slots=True)
class Contact:
    """One parent, with the ways to reach them that stand today."""

    relationship: Relationship
    details: list[ContactDetail]

    @property
    def checked_on(self) -> dt.date | None:
        """The day the address was last checked; None where it never was."""
        return next((d.checked_on for d in self.details if d.kind == ContactDetail.Kind.ADDRESS), None)

    def values(self, *kinds: str) -> list[str]:
        return [detail.value for detail in self.details if detail.kind in kinds]


@dataclass(frozen=True, slots=True)
class PupilRecord:
    """One pupil's record at one school. What a role may not see is not in it."""

    pupil: Pupil
    spells: Sequence[Enrolment]
    group_id: int | None
    group: str
    year_group: str
    markers: list[PupilMarker]
    year: PupilYear
    years: list[AcademicYear]
    plans: list[Plan]
    contacts: list[Contact] | None
    former_names: list[str]
    timeline: list[Happening] = field(default_factory=list)
    #: Which of the tables asked about hold anything of the pupil.
    kept: Kept = frozenset()

    @property
    def enrolment(self) -> Enrolment:
        """The spell that runs, or the last one."""
        return self.spells[-1]


def pupil_record(
    scope: Scope,
    *,
    school_id: int,
    pupil_id: int,
    now: dt.datetime,
    year: AcademicYear | None = None,
    also: Sequence[type[Model]] = (),
) -> PupilRecord:
    """Return a pupil's record with one academic year; left out, the year of `now`, or the last one on roll.

    `also` are tables about which the caller asks in the same statement if they hold anything of the pupil. Raises NoSuchPupil and OutOfScope.
    """
    today = localdate(now)
    spells = list(
        Enrolment.objects.filter(school_id=school_id, pupil_id=pupil_id)
        .exclude(deletion_ground=Enrolment.WITHDRAWN)
        .select_related("pupil")
        .annotate(had_another_name=Exists(FormerName.objects.filter(pupil_id=OuterRef("pupil_id"))))
        .order_by("starting_day")
    )
    if not spells:
        raise NoSuchPupil("This pupil has never been on this school’s roll. Search for the pupil.")
    group = _placed(
        RegistrationGroupMembership.objects.filter(group__school_id=school_id).select_related("group"),
        pupil_id,
        spells,
        today,
    )
    _require(scope, school_id, group.group_id if group else None)
    placed = _placed(YearGroupMembership.objects.filter(school_id=school_id), pupil_id, spells, today)
    years = academic_years(spells, today)
    may_manage = scope.may(
        Permission.PUPIL_CONTACTS_VIEW, school_id=school_id, group_id=group.group_id if group else None
    )
    sees_register = scope.may(Permission.ROLL_VIEW, school_id=school_id)
    kept = kept_of(school_id, pupil_id, [*_ASKED_ABOUT, *also])
    plans = (
        list(Plan.objects.filter(school_id=school_id, pupil_id=pupil_id).order_by("-first_day", "-pk"))
        if Plan in kept
        else []
    )
    return PupilRecord(
        pupil=spells[-1].pupil,
        spells=spells,
        group_id=group.group_id if group else None,
        group=group.group.name if group else "",
        year_group=placed.year_group if placed else "",
        markers=_markers(scope, school_id, pupil_id, today, may_manage=may_manage)
        if PupilMarker in kept
        else [],
        year=load_year(
            school_id, pupil_id, spells, year if year in years else years[-1], now, boards=Boarding in kept
        ),
        years=years,
        plans=plans,
        contacts=_contacts(pupil_id, max(today, spells[-1].starting_day)) if may_manage else None,
        former_names=former_names(scope, school_id=school_id, pupil_id=pupil_id)
        if sees_register and spells[-1].had_another_name
        else [],
        timeline=timeline_of(
            scope,
            school_id,
            pupil_id,
            plans=plans,
            with_register=sees_register,
            group_id=group.group_id if group else None,
            kept=kept,
        ),
        kept=kept,
    )


def pupil_year(
    scope: Scope, *, school_id: int, pupil_id: int, now: dt.datetime, year: AcademicYear | None = None
) -> tuple[Pupil, PupilYear]:
    """Return a pupil with one academic year, and no more. Raises NoSuchPupil and OutOfScope."""
    spells = list(
        Enrolment.objects.filter(school_id=school_id, pupil_id=pupil_id)
        .select_related("pupil")
        .order_by("starting_day")
    )
    if not spells:
        raise NoSuchPupil("This pupil has never been on this school’s roll. Search for the pupil.")
    memberships = RegistrationGroupMembership.objects.filter(group__school_id=school_id)
    group = _placed(memberships, pupil_id, spells, localdate(now))
    _require(scope, school_id, group.group_id if group else None)
    years = academic_years(spells, localdate(now))
    return spells[-1].pupil, load_year(school_id, pupil_id, spells, year if year in years else years[-1], now)


def academic_years(spells: Sequence[Enrolment], today: dt.date) -> list[AcademicYear]:
    """Return the academic years in which a pupil was on roll, up to today, earliest first; at least one."""
    years = set()
    for spell in spells:
        last = AcademicYear.of(min(today, spell.last_day or today))
        year = AcademicYear.of(spell.starting_day)
        years.add(year)
        while year < last:
            year = year.following
            years.add(year)
    return sorted(years)


def load_year(
    school_id: int,
    pupil_id: int,
    spells: Sequence[Enrolment],
    year: AcademicYear,
    now: dt.datetime,
    *,
    boards: bool = True,
) -> PupilYear:
    """Load one academic year of a pupil, in three statements; in two where nobody `boards`."""
    days = (year.first_day - LOOK_BACK, year.last_day)
    sessions = list(
        SchoolSession.objects.filter(school_id=school_id, date__range=days)
        .order_by("date", "session")
        .values_list("date", "session", "kind", "reason", "register_opens_at", closed_to_all())
    )
    entries = (
        CurrentEntry.objects.filter(pupil_id=pupil_id, school_id=school_id, date__range=days)
        .order_by("date", "session")
        .values_list("date", "session", "code", "minutes_late")
    )
    local = localtime(now)
    today = local.date()
    return year_of_pupil(
        year,
        held=[row[:4] for row in sessions],
        entries=entries,
        spells=[(spell.starting_day, spell.last_day) for spell in spells],
        born=spells[-1].pupil.born,
        today=today,
        now_time=local.time(),
        boarding=boarding_days(school_id, [pupil_id]).get(pupil_id, []) if boards else [],
        opens={(row[0], row[1]): row[4] for row in sessions if row[0] == today},
        closed={(row[0], row[1]) for row in sessions if row[5]},
    )


def _placed(memberships: Any, pupil_id: int, spells: Sequence[Enrolment], today: dt.date) -> Any:
    """Return the membership that runs today; of a pupil who has left, the last; of one who is coming, the first."""
    rows = list(memberships.filter(pupil_id=pupil_id).order_by("first_day"))
    begun = [row for row in rows if row.first_day <= today]
    running = [row for row in begun if row.last_day is None or row.last_day >= today]
    if running:
        return running[-1]
    last_day = spells[-1].last_day
    has_left = last_day is not None and last_day < today
    return begun[-1] if has_left and begun else rows[0] if rows and not begun else None


def _require(scope: Scope, school_id: int, group_id: int | None) -> None:
    if scope.may(Permission.PUPIL_VIEW, school_id=school_id):
        return
    if group_id is None or not scope.may(Permission.PUPIL_VIEW, school_id=school_id, group_id=group_id):
        raise OutOfScope(f"No role held gives {Permission.PUPIL_VIEW} for this pupil.")


def _markers(
    scope: Scope, school_id: int, pupil_id: int, today: dt.date, *, may_manage: bool
) -> list[PupilMarker]:
    """Return the markers of a day that these roles may see: those that protect are for safeguarding alone."""
    hidden: set[str] = set()
    if not scope.may(Permission.PUPIL_SAFEGUARDING_VIEW, school_id=school_id):
        hidden |= {str(kind) for kind in PupilMarker.PROTECTIVE}
    if not may_manage:
        hidden |= {PupilMarker.Kind.FREE_SCHOOL_MEALS, PupilMarker.Kind.PUPIL_PREMIUM}
    rows = PupilMarker.objects.filter(
        Q(last_day=None) | Q(last_day__gte=today), pupil_id=pupil_id, first_day__lte=today
    )
    return [row for row in rows if row.kind not in hidden]


def _contacts(pupil_id: int, today: dt.date) -> list[Contact]:
    """Return the parents of a day, those the pupil lives with first, then in the order to call."""
    rows = list(
        Relationship.objects.filter(
            Q(last_day=None) | Q(last_day__gte=today), pupil_id=pupil_id, first_day__lte=today
        ).select_related("parent")
    )
    rows.sort(key=lambda row: (not row.lives_with, row.contact_order or 99, row.pk))
    details: dict[int, list[ContactDetail]] = {}
    standing = ContactDetail.objects.filter(
        Q(last_day=None) | Q(last_day__gte=today), parent_id__in=[row.parent_id for row in rows]
    )
    for detail in standing.order_by("pk"):
        details.setdefault(detail.parent_id, []).append(detail)
    return [Contact(row, details.get(row.parent_id, [])) for row in rows]
