"""A long list of ticks has all of them ticked, or none, at one press: by the server where no script runs."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from onroll.service.attendance_register.models import Plan
from onroll.service.people.models import RegistrationGroupMembership
from tests.factories.access import a_user
from tests.factories.moments import MONDAY, at
from tests.factories.organisations import a_group
from tests.factories.registers import AClass
from tests.integration.web.pages import words_of

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture
def oak() -> AClass:
    return AClass()


@pytest.fixture
def head(oak: AClass, client: Client, monkeypatch: pytest.MonkeyPatch) -> Client:
    monkeypatch.setattr("onroll.service.clock.now", lambda: at(10))
    monkeypatch.setattr("onroll.service.clock.today", lambda: MONDAY)
    client.force_login(a_user("head", school=oak.school))
    return client


def ticked(answer) -> int:
    """Return how many pupils of a page's form are ticked."""
    return len(re.findall(r'name="pupil"[^>]* checked', answer.content.decode()))


class TestMovingPupils:
    def test_is_asked_of_the_server_and_moves_nobody(self, oak, head):
        a_group(oak.school, "5 Elm")
        where = f"/schools/{oak.school.pk}/groups/{oak.group.pk}/move/"
        answer = head.post(where, {"do": "tick-all", "from_day-day": "9"})
        assert (answer.status_code, ticked(answer)) == (200, 2)
        assert 'value="9"' in answer.content.decode()
        assert ticked(head.post(where, {"do": "tick-none", "pupil": [oak.amina.pk]})) == 0
        assert not RegistrationGroupMembership.objects.exclude(last_day=None).exists()

    def test_stays_in_sight_beside_the_button_that_moves(self, oak, head):
        a_group(oak.school, "5 Elm")
        page = head.get(f"/schools/{oak.school.pk}/groups/{oak.group.pk}/move/").content.decode()
        bar = page.split('class="onroll-stays"')[1].split("</div>")[0]
        assert bar.index("Move the pupils") < bar.index("Tick all") < bar.index("Tick none")


class TestAnArrangement:
    def test_keeps_what_was_typed_and_plans_nothing(self, oak, head):
        where = f"/schools/{oak.school.pk}/planned/new/details/"
        sent = {
            "activity": "visit",
            "offered": f"{oak.amina.pk} {oak.callum.pk}",
            "title": "The museum of the fens",
        }
        none = head.post(where, {**sent, "do": "tick-none", "pupil": [oak.amina.pk]})
        assert (none.status_code, ticked(none)) == (200, 0)
        assert "The museum of the fens" in none.content.decode()
        assert "There is a problem" not in words_of(none)
        assert ticked(head.post(where, {**sent, "do": "tick-all"})) == 2
        assert not Plan.objects.exists()
