"""A long list of ticks has all of them ticked, or none, at one press: by the server where no script runs."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.test import Client

from onroll.service.access.actor import Actor
from onroll.service.attendance_register.models import Plan
from onroll.service.correspondence.actions.delivering import send_due
from onroll.service.correspondence.models import Message, MessageEvent
from onroll.service.people.models import RegistrationGroupMembership
from tests.factories.access import a_user
from tests.factories.correspondence import a_parent
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


def ticked(answer, name: str = "pupil") -> int:
    """Return how many boxes of a page's form are ticked."""
    boxes = re.findall(rf'<input[^>]* name="{name}"[^>]*>', answer.content.decode())
    return sum(" checked" in box for box in boxes)


def values_of(answer, name: str) -> list[str]:
    return re.findall(rf'name="{name}"[^>]*value="([^"]*)"', answer.content.decode())


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


class TestSessionsWithoutAReason:
    def test_are_ticked_and_none_is_looked_at_or_turned(self, oak, head, monkeypatch):
        oak.take("N", "N")
        monkeypatch.setattr("onroll.service.clock.now", lambda: at(15, on=MONDAY + dt.timedelta(days=7)))
        monkeypatch.setattr("onroll.service.clock.today", lambda: MONDAY + dt.timedelta(days=7))
        where = f"/schools/{oak.school.pk}/absences/no-reason/"
        assert ticked(head.get(where), "place") == 0
        answer = head.post(where, {"do": ["preview", "tick-all"]})
        assert (answer.status_code, ticked(answer, "place")) == (200, 2)
        assert "Days left for a reason" in words_of(answer)
        assert ticked(head.post(where, {"do": ["preview", "tick-none"]}), "place") == 0
        assert (oak.code(oak.amina), oak.code(oak.callum)) == ("N", "N")


class TestMessages:
    ASKED = {"whom": "all", "channel": "letter", "on": MONDAY.isoformat()}

    @pytest.fixture
    def parents(self, oak: AClass) -> None:
        oak.school.telephone = "01632 960100"
        oak.school.save()
        a_parent(oak.amina)
        a_parent(oak.callum, "Ada", "Eyre", mobile="07700 900106")

    def test_to_parents_are_ticked_and_none_is_sent(self, oak, head, parents):
        where = f"/schools/{oak.school.pk}/messages/send/absence-no-reason/"
        assert ticked(head.get(where, self.ASKED), "to") == 2
        none = head.post(where, {**self.ASKED, "do": "tick-none"})
        assert (none.status_code, ticked(none, "to")) == (200, 0)
        assert 'type="hidden" name="do"' not in none.content.decode()
        assert ticked(head.post(where, {**self.ASKED, "do": "tick-all"}), "to") == 2
        assert not Message.objects.exists()

    def test_that_were_left_out_stay_so_where_nobody_is_ticked(self, oak, head, parents):
        where = f"/schools/{oak.school.pk}/messages/send/absence-no-reason/"
        answer = head.post(where, self.ASKED)
        assert (answer.status_code, ticked(answer, "to")) == (422, 0)

    def test_to_print_are_ticked_and_none_is_noted_as_posted(self, oak, head, parents):
        where = f"/schools/{oak.school.pk}/messages/send/absence-no-reason/"
        head.post(where, {**self.ASKED, "to": values_of(head.get(where, self.ASKED), "to")})
        send_due(by=Actor.service("Sending"), now=at(10))
        letters = f"/schools/{oak.school.pk}/messages/letters/"
        assert ticked(head.get(letters), "letter") == 2
        none = head.post(letters, {"do": "tick-none", "posted_on-day": "9"})
        assert (none.status_code, ticked(none, "letter"), values_of(none, "posted_on-day")) == (200, 0, ["9"])
        assert ticked(head.post(letters, {"do": "tick-all"}), "letter") == 2
        assert not MessageEvent.objects.filter(kind="posted").exists()
