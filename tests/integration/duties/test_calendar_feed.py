"""A person's duties in their own calendar: how many by which day, of their own schools, and nobody's name."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from icalendar import Calendar

from onroll.service import clock
from onroll.service.access.actor import Actor
from onroll.service.duties.actions.rechecking import recheck_duties
from onroll.service.duties.models import DutyRecord
from onroll.service.organisations.models import SchoolSession
from tests.factories.access import a_user
from tests.factories.moments import MONDAY, at
from tests.factories.registers import AClass
from tests.integration.web.pages import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def a_class() -> AClass:
    a_class = AClass()
    SchoolSession.objects.filter(date__lt=MONDAY).delete()
    return a_class


@pytest.fixture
def it_is(monkeypatch: pytest.MonkeyPatch):
    def moment(hour: int, minute: int = 0, *, on: dt.date = MONDAY) -> None:
        monkeypatch.setattr(clock, "now", lambda: at(hour, minute, on=on))

    moment(9)
    return moment


@pytest.fixture
def officer(a_class: AClass, client: Client, it_is) -> Client:
    client.force_login(a_user("attendance_officer", school=a_class.school))
    return client


def address_made(client: Client) -> str:
    page = words_of(client.post("/account/calendar/"))
    return "/calendar/" + page.split("/calendar/")[1].split(" ")[0]


def events(address: str) -> list[tuple[dt.date, str]]:
    answer = Client().get(address)
    assert answer["Content-Type"].startswith("text/calendar")
    return [
        (event.decoded("dtstart"), str(event["summary"]))
        for event in Calendar.from_ical(answer.content).walk("VEVENT")
    ]


def pages(address: str) -> list[str]:
    """Return where each entry leads, without the host."""
    found = Calendar.from_ical(Client().get(address).content).walk("VEVENT")
    return [str(event["url"]).removeprefix("http://testserver") for event in found]


class TestWhereAnEntryLeads:
    def test_is_the_duty_itself(self, a_class, officer, it_is):
        a_class.take("/", finished=False)
        recheck_duties(school_id=a_class.school.pk, by=Actor.service("Duties"), now=at(10))
        (page,) = {one for one in pages(address_made(officer)) if "register_part_filled" in one}
        assert page.startswith(f"/schools/{a_class.school.pk}/duties/about/?key=register_part_filled")
        assert "5 Oak" in words_of(officer.get(page))

    def test_is_the_absences_without_a_reason_before_that_is_a_duty(self, a_class, officer):
        a_class.take("N", "/", finished=True)
        (page,) = pages(address_made(officer))
        assert page == f"/schools/{a_class.school.pk}/absences/no-reason/"
        assert officer.get(page).status_code == 200

    def test_is_the_list_of_that_kind_where_there_are_too_many(self, a_class, officer):
        due = at(12)
        DutyRecord.objects.bulk_create(
            DutyRecord(school=a_class.school, key=f"lateness_pattern/{n}", rule="lateness_pattern", kind="lateness", words="A pattern",
                       who="Office", on=MONDAY, due=due, found_at=at(8))
            for n in range(41)
        )  # fmt: skip
        (page,) = pages(address_made(officer))
        assert page == f"/schools/{a_class.school.pk}/duties/?rule=lateness_pattern"


class TestTheFeed:
    def test_says_how_many_things_are_due_by_which_day_and_names_nobody(self, a_class, officer):
        a_class.take("N", "/", finished=True)
        recheck_duties(school_id=a_class.school.pk, by=Actor.service("Duties"), now=at(9))
        assert events(address_made(officer)) == [
            (MONDAY + dt.timedelta(days=7), f"Reasons to establish: 1 ({a_class.school.name})")
        ]

    def test_puts_what_is_overdue_at_today(self, a_class, officer, it_is):
        a_class.take("/", finished=False)
        recheck_duties(school_id=a_class.school.pk, by=Actor.service("Duties"), now=at(10))
        tuesday = MONDAY + dt.timedelta(days=1)
        it_is(8, on=tuesday)
        assert (tuesday, f"Registers part done: 1 ({a_class.school.name})") in events(address_made(officer))

    def test_is_of_the_schools_whose_registers_the_person_sees(self, a_class, client, it_is):
        a_class.take("N", "/", finished=True)
        client.force_login(a_user("gate", school=a_class.school))
        assert events(address_made(client)) == []

    def test_stops_when_another_is_made_or_it_is_ended(self, officer):
        first = address_made(officer)
        second = address_made(officer)
        assert [Client().get(one).status_code for one in (first, second)] == [404, 200]
        officer.post("/account/calendar/", {"do": "end"})
        assert Client().get(second).status_code == 404

    def test_stops_with_the_account(self, a_class, client, it_is):
        person = a_user("attendance_officer", school=a_class.school)
        client.force_login(person)
        address = address_made(client)
        type(person).objects.filter(pk=person.pk).update(is_active=False)
        assert Client().get(address).status_code == 404

    def test_is_at_no_address_that_was_guessed(self, officer):
        assert Client().get("/calendar/guessed.ics").status_code == 404
