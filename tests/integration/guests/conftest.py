"""Amina of 5 Oak, registered here as a guest of Tarn High, who attends from Monday to Wednesday."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from onroll.service.admission_register.models import Enrolment
from onroll.service.guests.actions.hosting import Agreed, take_in
from onroll.service.guests.models import GuestStay
from tests.factories.moments import MONDAY, at
from tests.factories.registers import AClass

FRIDAY = MONDAY + dt.timedelta(days=4)
AGREED = Agreed(
    first_day=MONDAY, last_day=FRIDAY, agreed_on=MONDAY - dt.timedelta(days=7), agreement="A term, with the head of Tarn High",
    contact="The office of Tarn High", email="office@tarn.example", telephone="01632 960300", responsible="Mx A. Example",
    weekdays="123",
)  # fmt: skip


@dataclass
class AGuest:
    """A class with a guest in it, and its attendance officer."""

    a_class: AClass = field(default_factory=AClass)

    def __post_init__(self) -> None:
        self.school, self.officer = self.a_class.school, self.a_class.officer
        self.amina, self.callum = self.a_class.amina, self.a_class.callum
        self.school.telephone = "01632 960100"
        self.school.save()
        self.registered(registration="guest", other_school="Tarn High School")

    def registered(self, **how: str) -> None:
        """Have the admission register say how Amina is registered."""
        Enrolment.objects.filter(pupil=self.amina).update(**how)

    def take_in(self, *, now: dt.datetime = at(8), pupil_id: int | None = None, **others: Any) -> GuestStay:
        """Take Amina in."""
        return take_in(
            school_id=self.school.pk, pupil_id=pupil_id or self.amina.pk, agreed=replace(AGREED, **others), by=self.officer, now=now
        )  # fmt: skip


@pytest.fixture
def guest() -> AGuest:
    return AGuest()
