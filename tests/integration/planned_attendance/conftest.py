"""5 Oak at Broadmere, whose two pupils are in year 10, and a visit to a museum three weeks ahead."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from onroll.law.planned_attendance import Activity
from onroll.service.people.models import YearGroupMembership
from onroll.service.planned_attendance.actions.arranging import arrange
from onroll.service.planned_attendance.draft import Draft
from onroll.service.planned_attendance.models import Arrangement
from tests.factories.moments import MONDAY, at
from tests.factories.people import an_actor
from tests.factories.registers import AClass

#: The Monday and Tuesday three weeks on.
FIRST, LAST = MONDAY + dt.timedelta(days=21), MONDAY + dt.timedelta(days=22)
VISIT = Draft(
    Activity.VISIT,
    "The museum of the fens",
    FIRST,
    FIRST,
    place="Ely",
    responsible="Mr T. Example",
    telephone="01632 960123",
    supervised_by="Mr T. Example and Mrs A. Example",
    is_supervised_by_staff=True,
    approved_by="Ms H. Example",
)


@dataclass
class ATrip:
    """A class whose pupils are in year 10 and 9, and what is arranged for them."""

    a_class: AClass = field(default_factory=AClass)

    def __post_init__(self) -> None:
        self.school, self.officer = self.a_class.school, self.a_class.officer
        self.amina, self.callum = self.a_class.amina, self.a_class.callum
        self.head = an_actor("head", self.school, name="Ms H. Example")
        for pupil, year in ((self.amina, "10"), (self.callum, "9")):
            YearGroupMembership.objects.filter(pupil=pupil).update(year_group=year)

    def arrange(self, draft: Draft = VISIT, **others: Any) -> Arrangement:
        """Arrange the visit, or another, for both pupils on the Monday."""
        given = {
            "pupil_ids": [self.amina.pk, self.callum.pk],
            "key": f"form-{Arrangement.objects.count()}",
            "by": self.officer,
            "now": at(10),
            **others,
        }
        return arrange(school_id=self.school.pk, draft=draft, **given)


def other(draft: Draft = VISIT, **changes: Any) -> Draft:
    """Return the visit with something changed."""
    return replace(draft, **changes)


@pytest.fixture
def trip(db: None) -> ATrip:
    return ATrip()
