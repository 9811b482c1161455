"""Our side of a comparison counts what every other route counts."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter

import pytest
from typer.testing import CliRunner

from onroll.cli import analyse
from onroll.service.access.actor import Actor
from onroll.service.extracts.extracting import extract_registers
from onroll.service.organisations.models import SchoolSession
from onroll.service.reconciliation.our_side import OurSide
from tests.factories.moments import MONDAY
from tests.integration.reconciliation.conftest import NOW, TUESDAY
from tests.support.extracts import part

pytestmark = pytest.mark.django_db


def ours(a_class, last_day: dt.date = TUESDAY) -> Counter:
    from onroll.service.reconciliation.actions.comparing import _our_totals

    total: Counter = Counter()
    for counted in _our_totals(OurSide(a_class.school.pk, MONDAY, last_day), None).values():
        total.update(counted)
    return total


def analysed(a_class) -> dict:
    extract_registers(by=Actor.service("Extraction"), now=NOW)
    urn = a_class.school.urn
    told = CliRunner().invoke(
        analyse.app,
        [str(part("entries", urn)), "--calendar", str(part("calendar", urn)), "--on", TUESDAY.isoformat(), "--json"],
    )  # fmt: skip
    assert told.exit_code == 0, told.output
    return json.loads(told.stdout)


@pytest.mark.parametrize(("tuesday", "possible"), [("school", 4), ("closure", 4), ("holiday", 2)])
class TestOurSide:
    def test_comes_to_the_integers_of_the_command(self, a_class, tuesday, possible):
        a_class.amend(a_class.callum, "U", minutes_late=40)
        SchoolSession.objects.filter(school=a_class.school, date=TUESDAY).update(kind=tuesday)

        mine, command = ours(a_class), analysed(a_class)

        assert mine["possible"] == possible
        for figure in ("possible", "attended", "authorised", "unauthorised"):
            assert mine[figure] == command[figure], figure
