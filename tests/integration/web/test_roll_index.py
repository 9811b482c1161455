"""The index of the admission register: what its filters offer."""

from __future__ import annotations

import re

import pytest

from tests.factories.access import a_user
from tests.factories.organisations import a_group
from tests.factories.people import a_pupil_on_roll
from tests.factories.registers import AClass

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(a_class: AClass, browse):
    for name, year in (("10B", "10"), ("7B", "7")):
        a_pupil_on_roll(a_class.school, a_group(a_class.school, name, year), "Ada", name)
    return browse(a_user("attendance_officer", school=a_class.school))


def offered(page, name: str) -> list[str]:
    """Return the choices of a filter, in order."""
    choice = re.search(rf'<select[^>]*name="{name}".*?</select>', page.content.decode(), re.DOTALL)
    assert choice is not None
    return [words.strip() for words in re.findall(r"<option[^>]*>([^<]*)", choice[0])]


class TestTheFilters:
    @pytest.mark.parametrize("section", ["roll", "pupils"])
    def test_offer_groups_in_the_order_of_their_years(self, a_class, officer, section):
        page = officer.get(f"/schools/{a_class.school.pk}/{section}/")
        assert offered(page, "group") == ["Every group", "5 Oak", "7B", "10B"]

    def test_offer_everything_still_where_nobody_fits(self, a_class, officer):
        page = officer.get(f"/schools/{a_class.school.pk}/roll/?q=zzz")
        assert offered(page, "group") == ["Every group", "5 Oak", "7B", "10B"]
        assert offered(page, "year") == ["Every year", "Year 5", "Year 7", "Year 10"]
