"""A school with a telephone and a pupil with parents, and messages about the pupil."""

from __future__ import annotations

import datetime as dt
from typing import Any

from onroll.service.access.actor import Actor
from onroll.service.correspondence.actions.asking import Asked, ask_to_send
from onroll.service.organisations.models import School
from onroll.service.people.models import Parent, Pupil, Relationship
from tests.factories.moments import MONDAY, at
from tests.factories.organisations import FIRST_DAY, a_school
from tests.factories.people import a_pupil_on_roll, an_actor


def a_school_that_writes(**fields: Any) -> School:
    """Make a school whose telephone is known."""
    school = a_school(meets=False, **fields)
    school.telephone = "01632 960100"
    school.address = "School Road, Broadmere, AB1 9ZZ"
    school.save()
    return school


def a_parent(
    pupil: Pupil,
    forename: str = "Rukhsana",
    surname: str = "Begum",
    *,
    mobile: str = "07700 900104",
    email: str = "rukhsana@families.example.org",
    address: str = "4 Mill Lane, Broadmere",
    **relationship: Any,
) -> Parent:
    """Make a parent of a pupil, with a number, an email address and a postal one; "" for one that is not on file."""
    parent = Parent.objects.create(title="Mrs", forename=forename, surname=surname)
    Relationship.objects.create(
        pupil=pupil, parent=parent, first_day=FIRST_DAY, **{"relationship": "Mother", **relationship}
    )
    for kind, value in (("mobile", mobile), ("email", email), ("address", address)):
        if value:
            parent.contact_details.create(
                kind=kind, value=value, first_day=FIRST_DAY, postcode="AB1 2CD" if kind == "address" else ""
            )
    return parent


class AFamily:
    """Amina of Broadmere and her mother, and an attendance officer who writes about her."""

    def __init__(self) -> None:
        self.school = a_school_that_writes()
        self.pupil = a_pupil_on_roll(self.school)
        self.mother = a_parent(self.pupil)
        self.officer = an_actor("attendance_officer", self.school)

    def ask(
        self,
        template: str = "absence-no-reason",
        *,
        now: dt.datetime | None = None,
        by: Actor | None = None,
        **others: Any,
    ) -> Asked:
        """Ask for a message about Amina's Monday morning; by default the text that asks why she is away."""
        given = {
            "about": "absence 2026-09-07 AM",
            "on": MONDAY,
            "facts": {"session": "this morning"},
            **others,
        }
        return ask_to_send(
            school_id=self.school.pk,
            template=template,
            pupil_id=self.pupil.pk,
            by=by or self.officer,
            now=now or at(9, 30),
            **given,
        )
