"""5 Oak, where Amina Begum comes late on the mornings a test asks for; Callum is her brother."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

import pytest

from onroll.service.lateness.models import LatenessSettings
from onroll.service.organisations.models import School
from onroll.service.people.models import ContactDetail, Parent, Pupil, Relationship
from tests.factories.moments import MONDAY, at
from tests.factories.organisations import FIRST_DAY
from tests.factories.people import an_actor
from tests.factories.registers import AClass

ONE_DAY = dt.timedelta(days=1)


@dataclass
class LateClass:
    """A class, its head and safeguarding lead, and the family of Amina and Callum."""

    oak: AClass = field(default_factory=AClass)

    def __post_init__(self) -> None:
        self.school, self.officer = self.oak.school, self.oak.officer
        self.amina, self.callum = self.oak.amina, self.oak.callum
        self.head = an_actor("head", self.school, name="Ms H. Example")
        self.lead = an_actor("safeguarding_lead", self.school, name="Mr L. Example")
        self.tutor = an_actor("tutor", self.school, self.oak.group, name="Ms T. Example")
        self.mother = Parent.objects.create(title="Mrs", forename="Nasreen", surname="Begum")
        for pupil in (self.amina, self.callum):
            Relationship.objects.create(
                pupil=pupil, parent=self.mother, relationship="mother", lives_with=True, contact_order=1,
                first_day=FIRST_DAY,
            )  # fmt: skip
        ContactDetail.objects.create(
            parent=self.mother, kind="address", value="4 Mill Lane", postcode="AB1 2CD", first_day=FIRST_DAY
        )
        LatenessSettings.objects.create(school=self.school, times=5)
        School.objects.update(telephone="01632 960100")

    def late(self, *days: int, minutes: int = 12, pupil: Pupil | None = None, session: str = "AM") -> None:
        """Sign a pupil in so many minutes after the start, so many days after the first Monday."""
        from onroll.service.attendance_register.actions.arriving import record_arrival

        starts = {"AM": (8, 45), "PM": (13, 0)}[session]
        for day in days:
            came = at(*starts, on=MONDAY + day * ONE_DAY) + dt.timedelta(minutes=minutes)
            record_arrival(
                school_id=self.school.pk,
                pupil_id=(pupil or self.amina).pk,
                arrived_at=came,
                by=self.officer,
                now=came,
            )


@pytest.fixture
def late_class(db: None) -> LateClass:
    return LateClass()
