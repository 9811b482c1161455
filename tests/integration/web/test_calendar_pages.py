"""The calendar's, the checks' and the set-up pages without a browser: who may send, and what they are told."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from html import unescape
from typing import ClassVar

import pytest
from django.http import HttpResponse
from django.test import Client

from onroll.service import clock
from onroll.service.access.actor import Actor
from onroll.service.organisations.actions.calendar import set_day
from onroll.service.organisations.models import (
    CalendarChange,
    CalendarTemplate,
    School,
    SchoolSession,
    SessionTimes,
)
from onroll.service.organisations.sessions import SessionSet
from tests.factories.access import a_user
from tests.factories.drawn_school import DrawnSchool
from tests.factories.moments import at
from tests.factories.organisations import a_school
from tests.integration.web.pages import words_of
from tests.support.statements import Statements

pytestmark = pytest.mark.django_db

NOW = at(10, on=dt.date(2026, 11, 20))
MONDAY = dt.date(2026, 11, 23)


@pytest.fixture(autouse=True)
def in_november(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONROLL_CLOCK_OFFSET", str((NOW - clock.real_now()).total_seconds()))


@pytest.fixture
def drawn() -> DrawnSchool:
    return DrawnSchool()


def signed_in(role: str, drawn: DrawnSchool) -> Client:
    client = Client()
    group = drawn.group if role == "teacher" else None
    client.force_login(a_user(role, school=None if group else drawn.school, group=group))
    return client


def kind_of(school: School, day: dt.date) -> str:
    return SchoolSession.objects.get(school=school, date=day, session="AM").kind


def error_summary(response: HttpResponse) -> str:
    page = response.content.decode()
    start = page.index("govuk-error-summary")
    return page[start : page.index("</ul>", start)]


class TestTheCalendarPages:
    def address(self, drawn: DrawnSchool, rest: str = "") -> str:
        return f"/schools/{drawn.school.pk}/calendar/{rest}"

    def test_take_a_change_from_a_head(self, drawn: DrawnSchool) -> None:
        sent = {"AM": "inset", "PM": "inset", "reason": "First aid"}
        response = signed_in("head", drawn).post(self.address(drawn, f"{MONDAY}/"), sent)
        assert response.status_code == 302
        assert kind_of(drawn.school, MONDAY) == "inset"

    def test_say_of_a_change_only_what_changed(self, drawn: DrawnSchool) -> None:
        sent = {"AM": "school", "PM": "inset", "reason": "Data day"}
        signed_in("head", drawn).post(self.address(drawn, f"{MONDAY}/"), sent)
        assert CalendarChange.objects.latest("pk").what == (
            "23 November 2026: afternoon, Staff training (INSET): Data day"
        )

    @pytest.mark.parametrize("role", ["teacher", "attendance_officer", "governor", "inspector"])
    def test_take_none_from_those_who_only_look(self, drawn: DrawnSchool, role: str) -> None:
        client = signed_in(role, drawn)
        assert client.get(self.address(drawn, f"{MONDAY}/")).status_code == 200
        assert client.post(self.address(drawn, f"{MONDAY}/"), {"AM": "inset"}).status_code == 403
        assert kind_of(drawn.school, MONDAY) == "school"

    def test_undo_only_by_sending_the_form(self, drawn: DrawnSchool) -> None:
        halves = {"AM": SessionSet("inset")}
        set_day(school_id=drawn.school.pk, date=MONDAY, halves=halves, by=Actor.service("a test"), now=NOW)
        change = CalendarChange.objects.get()
        client = signed_in("head", drawn)
        asked = words_of(client.get(self.address(drawn, f"changes/{change.pk}/undo/")))
        assert "Undo this change to the calendar?" in asked
        assert "1 session goes back to what the calendar said before." in asked
        assert kind_of(drawn.school, MONDAY) == "inset"
        client.post(self.address(drawn, f"changes/{change.pk}/undo/"))
        assert kind_of(drawn.school, MONDAY) == "school"
        again = client.get(self.address(drawn, f"changes/{change.pk}/undo/"), follow=True)
        assert "This change was undone already" in words_of(again)

    def test_say_why_a_change_is_not_undone(self, drawn: DrawnSchool) -> None:
        for half in (SessionSet("inset"), SessionSet("polling")):
            set_day(
                school_id=drawn.school.pk,
                date=MONDAY,
                halves={"AM": half},
                by=Actor.service("a test"),
                now=NOW,
            )
        first = CalendarChange.objects.earliest("pk")
        client = signed_in("head", drawn)
        response = client.post(self.address(drawn, f"changes/{first.pk}/undo/"), follow=True)
        assert "Undo the later change first" in words_of(response)

    def test_of_another_school_are_not_found(self, drawn: DrawnSchool) -> None:
        other = a_school("Elsewhere School")
        assert signed_in("head", drawn).get(f"/schools/{other.pk}/calendar/").status_code == 404

    def test_show_the_year_in_few_statements(self, drawn: DrawnSchool) -> None:
        client = signed_in("head", drawn)
        client.get(self.address(drawn))
        with Statements() as made:
            client.get(self.address(drawn))
        assert len(made.counted) <= 10

    def test_refuse_a_file_of_another_authority(self, drawn: DrawnSchool) -> None:
        lines = b"la,academic_year,term,start,end,kind\n001,2026/27,Autumn,2026-09-01,2026-10-23,school\n"
        file = io.BytesIO(lines)
        file.name = "dates.csv"
        response = signed_in("head", drawn).post(self.address(drawn, "term-dates/load/"), {"file": file})
        assert response.status_code == 409
        assert "The file is of authority 001" in words_of(response)

    def test_refuse_a_file_that_is_none(self, drawn: DrawnSchool) -> None:
        response = signed_in("head", drawn).post(self.address(drawn, "term-dates/load/"))
        assert "Choose the CSV file of term dates to load" in words_of(response)


class TestTermDatesTypedIn:
    TERMS: ClassVar = {
        "year": "2026/27",
        "term-3-first": "4 Jan",
        "term-3-last": "12 Feb",
        "training-1": "4/1",
    }

    def send(self, drawn: DrawnSchool, **sent: str) -> HttpResponse:
        address = f"/schools/{drawn.school.pk}/calendar/term-dates/type/"
        return signed_in("head", drawn).post(address, {**self.TERMS, **sent})

    def test_are_looked_at_then_laid_over_the_calendar(self, drawn: DrawnSchool) -> None:
        looked_at = self.send(drawn)
        assert "Nothing has changed yet." in words_of(looked_at)
        text = unescape(re.search(r'name="text" value="([^"]*)"', looked_at.content.decode())[1])
        address = f"/schools/{drawn.school.pk}/calendar/term-dates/load/"
        signed_in("head", drawn).post(address, {"text": text, "do": "apply"})
        assert kind_of(drawn.school, dt.date(2027, 1, 4)) == "inset"
        assert kind_of(drawn.school, dt.date(2027, 1, 5)) == "school"

    def test_are_gone_back_to_and_changed(self, drawn: DrawnSchool) -> None:
        page = self.send(drawn).content.decode()
        assert "Go back and change them" in page
        back = page[page.index(f'action="/schools/{drawn.school.pk}/calendar/term-dates/type/"') :]
        carried = {
            name: unescape(value)
            for name, value in re.findall(r'type="hidden" name="([\w-]+)" value="([^"]*)"', back)
        }
        assert carried.items() >= self.TERMS.items()
        again = self.send(drawn, do="change")
        assert (again.status_code, b'value="4 Jan"' in again.content) == (200, True)
        assert "There is a problem" not in words_of(again)

    def test_keep_what_was_typed_where_something_is_wrong(self, drawn: DrawnSchool) -> None:
        answer = self.send(drawn, **{"term-3-last": "30 Feb"})
        assert "“30 Feb” is not a day. Enter the last day of spring, first half" in words_of(answer)
        assert b'value="4 Jan"' in answer.content

    def test_lead_to_the_session_times_where_there_are_none(self, drawn: DrawnSchool) -> None:
        SessionTimes.objects.all().delete()
        answer = self.send(drawn)
        assert "The school has no session times on" in words_of(answer)
        assert f'href="/schools/{drawn.school.pk}/calendar/times/"' in error_summary(answer)
        assert b'value="4 Jan"' in answer.content

    def test_may_not_end_before_they_start(self, drawn: DrawnSchool) -> None:
        assert "ends before it starts" in words_of(self.send(drawn, **{"term-3-last": "3 Jan"}))


class TestTheFirstSessionTimes:
    def test_are_offered_from_the_first_day_of_the_school_year(self, drawn: DrawnSchool) -> None:
        SessionTimes.objects.all().delete()
        page = signed_in("head", drawn).get(f"/schools/{drawn.school.pk}/calendar/times/").content.decode()
        assert re.search(r'name="first_day-month"[^>]*value="9"', page)

    def test_are_followed_by_new_ones_offered_from_today(self, drawn: DrawnSchool) -> None:
        page = signed_in("head", drawn).get(f"/schools/{drawn.school.pk}/calendar/times/").content.decode()
        assert re.search(r'name="first_day-month"[^>]*value="11"', page)


class TestTheAuthoritysTermDates:
    def send(self, client: Client, drawn: DrawnSchool, **fields: str) -> object:
        code = drawn.school.authority.code
        text = f"la,academic_year,term,start,end,kind\n{code},2027/28,Autumn,2027-09-02,2027-10-22,school\n"
        address = f"/schools/{drawn.school.pk}/calendar/term-dates/load/"
        return client.post(address, {"text": text, **fields}, follow=True)

    def test_are_kept_by_its_administrator_and_replaced(self, drawn: DrawnSchool) -> None:
        client = Client()
        client.force_login(a_user("administrator", authority=drawn.school.authority))
        assert "Keep as the authority’s term dates" in words_of(self.send(client, drawn))
        for _ in range(2):
            assert "Term dates 2027/28 kept" in words_of(self.send(client, drawn, do="keep"))
        assert CalendarTemplate.objects.get().spans.count() == 1
        assert not SchoolSession.objects.filter(date__gte=dt.date(2027, 9, 1)).exists()

    def test_are_not_kept_by_a_head(self, drawn: DrawnSchool) -> None:
        client = signed_in("head", drawn)
        assert "Keep as the authority" not in words_of(self.send(client, drawn))
        assert self.send(client, drawn, do="keep").status_code == 403
        assert not CalendarTemplate.objects.exists()


class TestTheChecksPages:
    WEEK = r"""
            | Mon 9 Nov |
            |  AM   PM  |
      Amina |  H    \   |
    """

    def get(self, drawn: DrawnSchool, role: str, rest: str = "") -> str:
        drawn.take(self.WEEK, kind="import")
        return words_of(signed_in(role, drawn).get(f"/schools/{drawn.school.pk}/checks/{rest}"))

    def test_name_the_pupil_to_those_who_may_see_pupils(self, drawn: DrawnSchool) -> None:
        assert "Amina Begum" in self.get(drawn, "attendance_officer")

    def test_name_nobody_to_an_administrator(self, drawn: DrawnSchool) -> None:
        page = self.get(drawn, "administrator")
        assert "Amina" not in page
        assert "Codes not permitted" in page

    def test_are_narrowed_to_one_check(self, drawn: DrawnSchool) -> None:
        page = self.get(drawn, "head", "?check=code_not_permitted")
        assert "1 finding as narrowed" in page

    def test_say_which_day_is_not_one(self, drawn: DrawnSchool) -> None:
        page = self.get(drawn, "head", "?from-day=31&from-month=2&from-year=2026")
        assert "“31 2 2026” is not a day" in page

    def test_go_from_the_first_day_of_the_half_term(self, drawn: DrawnSchool) -> None:
        assert "2 November 2026 to 20 November 2026" in self.get(drawn, "head")

    def test_keep_a_spreadsheet_from_taking_a_name_for_a_formula(self, drawn: DrawnSchool) -> None:
        drawn.pupil('=HYPERLINK("x")')
        drawn.take(self.WEEK.replace("Amina", '=HYPERLINK("x")'), kind="import")
        response = signed_in("head", drawn).get(f"/schools/{drawn.school.pk}/checks/findings.csv")
        rows = list(csv.DictReader(io.StringIO(response.content.decode())))
        assert any(row["pupil"].startswith("'=HYPERLINK") for row in rows)
        assert not any(cell.startswith("=") for row in rows for cell in row.values())


class TestTheSetUpPage:
    def test_names_pupils_only_to_those_who_may_see_them(self, drawn: DrawnSchool) -> None:
        drawn.pupil("Amina")
        address = f"/schools/{drawn.school.pk}/setup/"
        assert "Amina Begum" in words_of(signed_in("head", drawn).get(address))
        page = words_of(signed_in("administrator", drawn).get(address))
        assert "1 pupil has no emergency telephone number" in page
        assert "Amina" not in page
