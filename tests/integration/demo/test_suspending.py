"""The demo suspends nobody before its school has met: a first morning of the year has no exclusion of the summer."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest

from onroll.service.demo.writing import exclusions
from onroll.service.exclusions.refusals import ExclusionRefused
from onroll.service.organisations.models import School, SchoolSession
from tests.factories.moments import MONDAY, at
from tests.factories.people import an_actor
from tests.factories.registers import AClass

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("day", "decided"), [(0, 0), (1, 3)])
def test_nobody_is_suspended_before_the_school_has_met(monkeypatch, day: int, decided: int):
    school = AClass().school
    SchoolSession.objects.filter(date__lt=MONDAY).delete()
    School.objects.update(phase="secondary")
    asked = []

    def exclude(**sent):
        asked.append(sent["key"])
        raise ExclusionRefused("Only asked.")

    monkeypatch.setattr(exclusions, "exclude", exclude)
    year_nine = [SimpleNamespace(id=number, group="9B") for number in range(100)]
    monkeypatch.setattr(exclusions, "pupils_on_day", lambda *_, **__: year_nine)
    known = SimpleNamespace(schools={"one": school.pk}, people={("one", "head"): an_actor("head", school)})
    exclusions.suspend(known, now=at(9, on=MONDAY + day * dt.timedelta(days=1)))
    assert len(asked) == decided
