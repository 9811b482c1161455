"""A workshop where Amina of 5 Oak is placed from the Monday, checked, with a link of its own."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

import pytest

from onroll.law.off_site_provision import Check
from onroll.service.off_site_provision.actions.answering import answer_for_day
from onroll.service.off_site_provision.actions.placing import place_pupil
from onroll.service.off_site_provision.actions.providers import add_provider, make_provider_link, record_check
from onroll.service.off_site_provision.models import Placement, Provider, ProviderAnswer
from tests.factories.moments import MONDAY, at
from tests.factories.registers import AClass

FRIDAY_BEFORE = MONDAY - dt.timedelta(days=3)
FRIDAY = MONDAY + dt.timedelta(days=4)


@dataclass
class AWorkshop:
    """A class, its attendance officer, and a provider whose checks stand until the Friday."""

    a_class: AClass = field(default_factory=AClass)
    arranged_by: str = "school"
    name: str = "Tarn Works"

    def __post_init__(self) -> None:
        self.school, self.officer = self.a_class.school, self.a_class.officer
        self.amina, self.callum = self.a_class.amina, self.a_class.callum
        self.provider: Provider = add_provider(
            school_id=self.school.pk, name=self.name, arranged_by=self.arranged_by, by=self.officer,
            now=at(9, on=FRIDAY_BEFORE),
        )  # fmt: skip
        for check in Check:
            self.check(check)

    def check(self, check: Check, until: dt.date | None = FRIDAY, **others: Any) -> None:
        """Record a check."""
        record_check(
            school_id=self.school.pk, provider_id=self.provider.pk, kind=check.value, good_until=until,
            words="Seen on a visit",
            **{"done_on": FRIDAY_BEFORE, "by": self.officer, "now": at(9, on=FRIDAY_BEFORE), **others},
        )  # fmt: skip

    def place(self, **others: Any) -> Placement:
        """Place Amina there for the week."""
        given = {
            "pupil_id": self.amina.pk, "nature": "Construction", "first_day": MONDAY, "last_day": FRIDAY,
            "by": self.officer, "now": at(8), **others,
        }  # fmt: skip
        return place_pupil(school_id=self.school.pk, provider_id=self.provider.pk, **given)

    def link(self) -> str:
        """Make the provider's link."""
        return make_provider_link(
            school_id=self.school.pk, provider_id=self.provider.pk, by=self.officer, now=at(8)
        )

    def answer(self, placement: Placement, what: str = "present", **others: Any) -> int:
        """Answer for the Monday morning."""
        given = {"date": MONDAY, "who": "Jo", "now": at(9, 30), "words": "", "secret": "", **others}
        secret, words = given.pop("secret") or self.link(), given.pop("words")
        return answer_for_day(secret, answers={f"{placement.pk}-AM": (what, words)}, **given)

    def answers(self) -> list[ProviderAnswer]:
        """Return every answer, first to last."""
        return list(ProviderAnswer.objects.order_by("pk"))


@pytest.fixture
def workshop(db: None) -> AWorkshop:
    return AWorkshop()
