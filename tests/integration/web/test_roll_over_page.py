"""The page of the September roll-over: what it warns of before, and what it offers after."""

from __future__ import annotations

import pytest

from tests.factories.access import a_user
from tests.factories.organisations import a_group
from tests.factories.people import a_pupil_on_roll
from tests.factories.registers import AClass
from tests.integration.web.pages import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def head(a_class: AClass, browse):
    return browse(a_user("head", school=a_class.school))


@pytest.fixture
def address(a_class: AClass) -> str:
    a_pupil_on_roll(a_class.school, a_group(a_class.school, "4 Elm", "4"), "Daisy", "Vale")
    return f"/schools/{a_class.school.pk}/roll/roll-over/"


class TestTheRollOverPage:
    def test_says_which_groups_would_become_one(self, a_class, head, address):
        beside = a_group(a_class.school, "5 Ash", "5")
        a_pupil_on_roll(a_class.school, beside, "Ada", "Okafor")
        page = words_of(head.post(address, {"do": "look", f"group-{beside.pk}": "6 Oak"}))
        assert "5 Ash and 5 Oak become one group, 6 Oak." in page

    def test_says_that_a_group_has_lost_its_name(self, a_class, head, address):
        answer = head.post(address, {"do": "look", f"group-{a_class.group.pk}": " "})
        assert answer.status_code == 422
        assert "5 Oak has no new name" in words_of(answer)

    def test_moves_nobody_where_enter_is_pressed_in_a_field(self, head, address):
        form = head.get(address).content.decode().split('<form method="post" novalidate>')[1]
        first = form.split("<button")[1].split(">")[0]
        assert 'value="look"' in first

    def test_lists_many_leavers_where_they_are_asked_for(self, a_class, head, address):
        oldest = a_group(a_class.school, "6 Fir", "6")
        for number in range(11):
            a_pupil_on_roll(a_class.school, oldest, "Beth", f"Carter{number}")
        page = head.get(address).content.decode()
        assert "11 leavers" in page
        assert '<details class="govuk-details"><summary' in page.split("11 leavers")[1]

    def test_offers_no_second_roll_over_for_the_same_day(self, head, address):
        assert "pupils up" in words_of(head.get(address))
        page = words_of(head.post(address, {"do": "roll-over"}, follow=True))
        assert "The school is rolled over for 1 September 2027. To do it otherwise, undo it above." in page
        assert "pupils up" not in page
