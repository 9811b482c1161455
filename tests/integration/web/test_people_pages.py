"""The pages of a school's people: in what order, and what one sending tells of."""

from __future__ import annotations

import datetime as dt

import pytest

from onroll.service.access.models import User
from onroll.service.web.components.dates import boxes_of
from tests.factories.access import a_user
from tests.factories.moments import MONDAY
from tests.factories.registers import AClass
from tests.integration.web.pages import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def head(a_class: AClass, browse):
    return browse(a_user("head", school=a_class.school, name="Mrs H Quill"))


@pytest.fixture
def people(a_class: AClass) -> str:
    a_user("governor", school=a_class.school, name="Miss A Zennor")
    a_user("governor", school=a_class.school, name="Mr Z Marlow")
    a_user("governor", school=a_class.school, name="Ms Y Abbot")
    return f"/schools/{a_class.school.pk}/people/"


class TestTheListOfPeople:
    @pytest.mark.parametrize("page", ["", "cover/"])
    def test_goes_by_surname_whatever_the_title(self, head, people, page):
        words = words_of(head.get(people + page)).partition("Sign out")[2]
        assert words.index("Ms Y Abbot") < words.index("Mr Z Marlow") < words.index("Miss A Zennor")


class TestInvitingSomebody:
    def test_names_every_box_left_empty_at_once(self, head, people):
        page = words_of(head.post(f"{people}invite/", {"forename": "Olive"}))
        assert "Enter the person’s surname." in page
        assert "Enter the username they will sign in with." in page
        assert not User.objects.filter(name__contains="Olive").exists()

    def test_is_not_asked_for_a_first_name(self, head, people):
        assert "First name (optional)" in words_of(head.get(f"{people}invite/"))


class TestGivingCover:
    @pytest.fixture
    def sent(self, a_class: AClass, people) -> dict[str, object]:
        supply = a_user("governor", school=a_class.school, name="Mr S. Upply")
        return {"person": supply.pk, "group": a_class.group.pk, **boxes_of("first_day", MONDAY)}

    def test_says_who_may_take_which_register_and_when(self, head, people, sent):
        friday = MONDAY + dt.timedelta(days=4)
        page = words_of(head.post(f"{people}cover/", {**sent, **boxes_of("last_day", friday)}, follow=True))
        assert "Mr S. Upply may take the register of 5 Oak: Mon 7 Sep to Fri 11 Sep." in page

    def test_says_beside_the_last_day_that_it_is_before_the_first(self, head, people, sent):
        before = boxes_of("last_day", MONDAY - dt.timedelta(days=1))
        page = head.post(f"{people}cover/", {**sent, **before})
        assert page.status_code == 422
        assert 'href="#last_day' in page.content.decode()
        assert "The last day is before the first." in words_of(page)
