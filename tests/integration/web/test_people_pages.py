"""The pages of a school's people: in what order, and what one sending tells of."""

from __future__ import annotations

import pytest

from onroll.service.access.models import User
from tests.factories.access import a_user
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
