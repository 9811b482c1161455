"""The page that says whether a pupil boards, and from which day."""

import datetime as dt

import pytest
from django.test import Client

from onroll.service import clock
from onroll.service.admission_register.models import Boarding
from tests.factories.access import a_user
from tests.factories.admissions import admitted
from tests.factories.moments import MONDAY, at
from tests.factories.organisations import a_group, a_school

pytestmark = pytest.mark.django_db

SENT = {"boarder": "yes", "reason": "Parent’s letter"}


@pytest.fixture
def school(monkeypatch):
    offset = at(10, on=MONDAY) - clock.real_now()
    monkeypatch.setenv("ONROLL_CLOCK_OFFSET", str(offset.total_seconds()))
    return a_school(has_boarders=True)


@pytest.fixture
def head(school):
    client = Client()
    client.force_login(a_user("head", school=school))
    return client


@pytest.fixture
def address(school):
    done = admitted(school, is_boarder=False)
    return f"/schools/{school.pk}/roll/{done.enrolment_id}/amend/boarder/"


def boxes(day):
    return {"boards_from-day": day.day, "boards_from-month": day.month, "boards_from-year": day.year}


class TestAmendingBoarding:
    def test_says_what_the_register_says_and_offers_today(self, head, address):
        page = head.get(address).content.decode()
        assert "Day pupil from 1 September 2026" in page
        assert 'name="boards_from-day" type="text" inputmode="numeric" value="7"' in page

    def test_writes_the_day_it_begins(self, head, address):
        thursday = MONDAY - dt.timedelta(days=4)
        assert head.post(address, SENT | boxes(thursday)).status_code == 302
        assert Boarding.objects.get().first_day == thursday
        page = head.get(address.replace("amend/boarder/", "")).content.decode()
        assert "Boarder from 3 September 2026" in page

    def test_asks_again_where_nothing_was_chosen(self, head, address):
        page = head.post(address, {"reason": "Letter"} | boxes(MONDAY))
        assert page.status_code == 422
        assert "Choose whether the pupil boards" in page.content.decode()
        assert not Boarding.objects.exists()

    def test_asks_again_for_a_day_to_come(self, head, address):
        page = head.post(address, SENT | boxes(MONDAY + dt.timedelta(days=1)))
        assert page.status_code == 422
        assert 'href="#boards_from"' in page.content.decode()

    def test_asks_again_for_no_day(self, head, address):
        page = head.post(address, SENT)
        assert page.status_code == 422
        assert "Enter the day it applies from" in page.content.decode()

    def test_stands_on_the_entry_of_a_boarder_even_where_the_school_says_it_has_none(
        self, head, address, school
    ):
        head.post(address, SENT | boxes(MONDAY))
        school.has_boarders = False
        school.save()
        assert "Boarder from" in head.get(address.replace("amend/boarder/", "")).content.decode()


class TestTheRegisterPage:
    @pytest.fixture
    def group(self, school):
        return a_group(school)

    def page(self, head, school, group, day=MONDAY, then=""):
        return head.get(f"/schools/{school.pk}/registers/{group.pk}/{day}/am/{then}").content.decode()

    @pytest.mark.parametrize("then", ["", "print/"])
    def test_says_how_many_boarders_it_leaves_out(self, head, school, group, then):
        admitted(school, "Begum", "Amina", is_boarder=True, group_id=group.pk)
        admitted(school, "Carter", "Alfie", is_boarder=False, group_id=group.pk)
        page = self.page(head, school, group, then=then)
        assert "1 boarder of this group is" in page
        assert "Alfie Carter" in page
        assert "Amina Begum" not in page

    def test_says_nothing_of_boarders_before_the_first_day_of_boarding(self, head, school, group):
        done = admitted(school, "Begum", "Amina", is_boarder=False, group_id=group.pk)
        address = f"/schools/{school.pk}/roll/{done.enrolment_id}/amend/boarder/"
        head.post(address, SENT | boxes(MONDAY))
        assert "1 boarder of this group is" in self.page(head, school, group)
        assert "of this group is" not in self.page(head, school, group, MONDAY - dt.timedelta(days=3))

    def test_says_nothing_of_boarders_of_another_group(self, head, school, group):
        admitted(school, "Begum", "Amina", is_boarder=True, group_id=a_group(school, "5 Elm").pk)
        admitted(school, "Carter", "Alfie", is_boarder=False, group_id=group.pk)
        assert "boarder of this group" not in self.page(head, school, group)
