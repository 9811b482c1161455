"""Admission offers the years of the school's ages alone, and a year that was chosen."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from onroll.service.organisations.models import School
from onroll.service.people.year_groups import year_groups_offered
from tests.factories.access import a_user
from tests.factories.registers import AClass

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def offered(client: Client, address: str) -> list[str]:
    """Return the years that a page's form offers."""
    page = client.get(address).content.decode()
    (choice,) = re.findall(r'<select[^>]*name="year_group".*?</select>', page, re.DOTALL)
    return [one for one in re.findall(r'value="([^"]*)"', choice) if one]


@pytest.fixture
def office(client: Client) -> tuple[Client, AClass]:
    oak = AClass()
    client.force_login(a_user("attendance_officer", school=oak.school))
    return client, oak


@pytest.mark.parametrize(
    ("ages", "years"),
    [
        ((11, 16), ["7", "8", "9", "10", "11"]),
        ((11, 18), ["7", "8", "9", "10", "11", "12", "13"]),
        ((4, 11), ["R", "1", "2", "3", "4", "5", "6"]),
        ((3, 7), ["N2", "R", "1", "2"]),
    ],
)
def test_admission_offers_the_years_of_the_school(office, ages, years):
    client, oak = office
    School.objects.update(lowest_age=ages[0], highest_age=ages[1])
    assert offered(client, f"/schools/{oak.school.pk}/roll/admit/") == years


def test_a_year_that_was_chosen_stays_among_them_though_the_school_has_not_that_age():
    assert [year for year, _ in year_groups_offered(11, 16, chosen="5")][:2] == ["5", "7"]
    assert [year for year, _ in year_groups_offered(11, 16, chosen="30")][:2] == ["7", "8"]
