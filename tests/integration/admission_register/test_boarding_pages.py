"""The page that says whether a pupil boards, and from which day."""

import datetime as dt

import pytest
from django.test import Client

from onroll.service import clock
from onroll.service.admission_register.models import Boarding
from tests.factories.access import a_user
from tests.factories.admissions import admitted
from tests.factories.moments import MONDAY, at
from tests.factories.organisations import a_school

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
