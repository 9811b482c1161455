"""A hundred schools on one morning, one of them large: each pupil in a class, with a parent to write to; one in ten is away, and no reason is known."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from onroll.benchmarks.made_up import TIMES, born, name_of, school_days, sessions
from onroll.benchmarks.school import moment
from onroll.law.code_uses import CODE_OF_NO_REASON_YET
from onroll.law.registers import PRESENT_CODES
from onroll.law.school_time import Session
from onroll.service.access.actor import Actor
from onroll.service.access.models import RoleHeld, User
from onroll.service.admission_register.models import Enrolment
from onroll.service.attendance_register.actions.entering import RegisterSent, enter_registers
from onroll.service.attendance_register.ledger import Mark
from onroll.service.organisations.models import Authority, RegistrationGroup, School, SchoolSession
from onroll.service.people.models import (
    ContactDetail,
    Parent,
    Pupil,
    RegistrationGroupMembership,
    Relationship,
)

SCHOOLS, PUPILS, PUPILS_OF_THE_LARGE = 100, 300, 1_500
#: So many school days come before the morning, and have no entries: the schools begin on it.
_DAYS = 20
_IN_A_CLASS = 30
_AWAY_ONE_IN = 10
_BY = Actor.service("bench")


@dataclass(frozen=True, slots=True)
class BenchMorning:
    """The day, the schools, the large one and who follows absences up there."""

    day: dt.date
    school_ids: list[int]
    large_id: int
    officer: User
    away: dict[int, list[int]]


def day_of_the_morning() -> dt.date:
    """Return the day of the morning."""
    return school_days(_DAYS)[-1]


def make_hundred_schools() -> BenchMorning:
    """Make the schools, and take every register of the morning but close none."""
    days = school_days(_DAYS)
    authority = Authority.objects.create(name="Hundredshire", code="998")
    sizes = [PUPILS_OF_THE_LARGE, *[PUPILS] * (SCHOOLS - 1)]
    away = dict(_school(authority, number, size, days) for number, size in enumerate(sizes))
    large = next(iter(away))
    officer = User.objects.create_user(
        "morning.officer", name="Mx Morning", created_at=moment(days[0], 8, 0), joined_school_id=large
    )
    RoleHeld.objects.create(user=officer, role="attendance_officer", first_day=days[0], school_id=large)
    return BenchMorning(days[-1], list(away), large, officer, away)


def _school(authority: Authority, number: int, size: int, days: list[dt.date]) -> tuple[int, list[int]]:
    school = School.objects.create(
        authority=authority, name=f"Morning School {number + 1}", urn=f"{300000 + number}",
        dfe_number=f"998{2000 + number}", telephone="01632 960000", phase="primary", kind="maintained", lowest_age=4, highest_age=11,
    )  # fmt: skip
    SchoolSession.objects.bulk_create(
        SchoolSession(
            school=school, date=day, session=half, kind="school", register_opens_at=TIMES[half][0],
            register_closes_at=TIMES[half][1], starts_at=TIMES[half][2], ends_at=TIMES[half][3],
        )
        for day, half in sessions(days)
    )  # fmt: skip
    classes = _classes(school, size, days[-1])
    enter_registers(school_id=school.pk, registers=_registers(classes, days[-1]), by=_BY)
    return school.pk, [pupil for pupils in classes.values() for pupil in pupils[::_AWAY_ONE_IN]]


def _classes(school: School, size: int, first_day: dt.date) -> dict[int, list[int]]:
    groups = [
        RegistrationGroup.objects.create(
            school=school, name=f"Class {n + 1}", year_group=str(n % 6 + 1), first_day=first_day
        )
        for n in range(size // _IN_A_CLASS)
    ]
    pupils = Pupil.objects.bulk_create(
        Pupil(legal_forenames=name_of(n)[0], legal_surname=name_of(n)[1], born=born(n), sex="FM"[n % 2])
        for n in range(size)
    )
    Enrolment.objects.bulk_create(
        Enrolment(school=school, pupil=pupil, pupil_ref=f"P{n}", starting_day=first_day)
        for n, pupil in enumerate(pupils)
    )
    RegistrationGroupMembership.objects.bulk_create(
        RegistrationGroupMembership(pupil=pupil, group=groups[n // _IN_A_CLASS], first_day=first_day)
        for n, pupil in enumerate(pupils)
    )
    _parents(pupils, first_day)
    return {
        group.pk: [one.pk for one in pupils[n * _IN_A_CLASS : (n + 1) * _IN_A_CLASS]]
        for n, group in enumerate(groups)
    }


def _parents(pupils: list[Pupil], first_day: dt.date) -> None:
    parents = Parent.objects.bulk_create(Parent(surname=one.legal_surname, forename="Mel") for one in pupils)
    Relationship.objects.bulk_create(
        Relationship(
            pupil=pupil, parent=parent, relationship="parent", parental_responsibility=True, contact_order=1,
            lives_with=True, first_day=first_day,
        )
        for pupil, parent in zip(pupils, parents, strict=True)
    )  # fmt: skip
    ContactDetail.objects.bulk_create(
        ContactDetail(parent=parent, kind="mobile", value=f"07700 9{n:05d}", first_day=first_day)
        for n, parent in enumerate(parents)
    )


def _registers(classes: dict[int, list[int]], day: dt.date) -> list[RegisterSent]:
    present, no_reason = PRESENT_CODES[Session.AM], CODE_OF_NO_REASON_YET.on(day)
    return [
        RegisterSent(
            day,
            Session.AM.value,
            [
                Mark(pupil, day, Session.AM.value, present if n % _AWAY_ONE_IN else no_reason)
                for n, pupil in enumerate(pupils)
            ],
            sent_at=moment(day, 8, 50),
            by=_BY,
            group_id=group,
        )
        for group, pupils in classes.items()
    ]
