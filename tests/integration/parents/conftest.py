"""A family of two at Broadmere on a Monday, each parent with a link, and a child of another household in the same class."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from onroll.service import clock
from onroll.service.organisations.models import School
from onroll.service.parents.actions.links import make_parent_link
from onroll.service.people.models import ContactDetail, Parent
from tests.factories.moments import MONDAY, at
from tests.factories.organisations import FIRST_DAY
from tests.factories.people import a_pupil_on_roll
from tests.integration.leave_of_absence.conftest import AFamily, parent

ONE_DAY = dt.timedelta(days=1)


class AHousehold(AFamily):
    """The family, with what the school knows of each parent."""

    def __post_init__(self) -> None:
        super().__post_init__()
        School.objects.filter(pk=self.school.pk).update(telephone="01632 960100")
        other = a_pupil_on_roll(self.school, self.a_class.group, "Daisy", "Fenn")
        parent("Fenn", "mother", other, lives_with=True)
        ways = (
            (self.mother, "mobile", "07700 900111"),
            (self.mother, "address", "1 Mill Lane, Broadmere"),
            (self.father, "mobile", "07700 900222"),
            (self.father, "email", "eyre@example.org"),
        )
        for of, kind, value in ways:
            ContactDetail.objects.create(parent=of, kind=kind, value=value, first_day=FIRST_DAY)

    def secret(self, of: Parent, *, now: dt.datetime | None = None) -> str:
        """Make a parent's link and return its secret."""
        return make_parent_link(school_id=self.school.pk, parent_id=of.pk, by=self.officer, now=now or at(7))

    def page(self, of: Parent) -> str:
        """Make a parent's link and return the address of their page."""
        return f"/parents/{self.secret(of)}/"


def boxes(name: str, day: dt.date) -> dict[str, str]:
    """Return what a date's three boxes send."""
    return {f"{name}-{part}": str(getattr(day, part)) for part in ("day", "month", "year")}


@pytest.fixture(autouse=True)
def on_monday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: at(12))
    monkeypatch.setattr(clock, "today", lambda: MONDAY)


@pytest.fixture
def household(db: None) -> AHousehold:
    return AHousehold()


@pytest.fixture
def phone() -> Client:
    """A browser that is signed in to nothing."""
    return Client()
