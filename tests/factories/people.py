"""Lawful people by default: pupils on roll, and those who act."""

from __future__ import annotations

import datetime as dt
from itertools import count

from onroll.service.access.actor import Actor
from onroll.service.access.scope import Reach, Scope
from onroll.service.admission_register.models import Enrolment
from onroll.service.organisations.models import RegistrationGroup, School
from onroll.service.people.models import Pupil, RegistrationGroupMembership, YearGroupMembership
from tests.factories.organisations import FIRST_DAY

_numbers = count(1)


def a_pupil(
    forename: str = "Amina", surname: str = "Begum", *, born: dt.date = dt.date(2017, 3, 3), **fields: object
) -> Pupil:
    """Make a child who is on no roll yet."""
    return Pupil.objects.create(legal_forenames=forename, legal_surname=surname, born=born, sex="F", **fields)


def a_pupil_on_roll(
    school: School,
    group: RegistrationGroup | None = None,
    forename: str = "Amina",
    surname: str = "Begum",
    *,
    born: dt.date = dt.date(2017, 3, 3),
    starting_day: dt.date = FIRST_DAY,
    last_day: dt.date | None = None,
) -> Pupil:
    """Make a child of compulsory school age on a school's roll and, where one is given, in a group."""
    pupil = a_pupil(forename, surname, born=born)
    Enrolment.objects.create(
        school=school,
        pupil=pupil,
        pupil_ref=f"P{next(_numbers):05d}",
        starting_day=starting_day,
        last_day=last_day,
    )
    if group is not None:
        RegistrationGroupMembership.objects.create(pupil=pupil, group=group, first_day=starting_day)
        YearGroupMembership.objects.create(
            pupil=pupil, school=school, year_group=group.year_group, first_day=starting_day
        )
    return pupil


def an_actor(
    role: str, school: School, group: RegistrationGroup | None = None, *, name: str = "Mx A. Example"
) -> Actor:
    """Return someone who holds a role over a school, or over one group of it."""
    reach = Reach(role=role, school_id=school.pk, group_id=group.pk if group else None)
    return Actor(user_id=1000 + next(_numbers), name=name, role=role, scope=Scope.of([reach]))
