"""Amina at Broadmere, ill for some school days on end; the office, the safeguarding lead and a tutor."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, field

import pytest

from onroll.service.medical_absence.queries.illness import Line, illness_of_pupil
from onroll.service.organisations.models import SchoolSession
from tests.factories.moments import at
from tests.factories.people import an_actor
from tests.factories.pupil_years import enter_year
from tests.factories.registers import AClass

FIRST = dt.date(2026, 9, 7)


@dataclass
class Ill:
    """A class, and Amina's year of entries."""

    a_class: AClass = field(default_factory=AClass)

    def __post_init__(self) -> None:
        self.school, self.officer = self.a_class.school, self.a_class.officer
        self.amina, self.callum = self.a_class.amina, self.a_class.callum
        self.head = an_actor("head", self.school)

    def school_days(self, first_day: dt.date, count: int) -> list[dt.date]:
        """Return so many school days from a day on."""
        rows = SchoolSession.objects.filter(
            school=self.school, kind="school", session="AM", date__gte=first_day
        )
        return list(rows.order_by("date").values_list("date", flat=True)[:count])

    def enter(
        self, days: Collection[dt.date], *, until: dt.date, halves: tuple[str, ...] = ("AM", "PM")
    ) -> None:
        """Enter Amina as ill on these days and as present on all others up to a day."""
        codes = {(day, half): "I" for day in days for half in halves}
        enter_year(self.school, self.amina.pk, codes, last_day=until)

    def line(self, on: dt.date) -> Line:
        """Return Amina's illness on a day."""
        return illness_of_pupil(self.officer.scope, school_id=self.school.pk, pupil_id=self.amina.pk, on=on)

    def about(self, on: dt.date) -> dict[str, object]:
        """Return what every action is handed, at ten on a day."""
        return {
            "school_id": self.school.pk,
            "pupil_id": self.amina.pk,
            "by": self.officer,
            "now": at(10, on=on),
        }


@pytest.fixture
def ill(db: None) -> Ill:
    return Ill()
