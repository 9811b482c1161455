"""What the checks say where there was nothing to check: never that all is well."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from typer.testing import CliRunner

from onroll.cli.main import app
from onroll.service import clock, start
from onroll.service.attendance_register.checks import CheckFacts, nothing_to_check
from onroll.service.organisations.models import School
from tests.factories.access import a_user
from tests.factories.drawn_school import DrawnSchool
from tests.factories.moments import MONDAY, at
from tests.factories.organisations import a_group, a_school
from tests.factories.people import a_pupil_on_roll
from tests.integration.web.pages import words_of

pytestmark = pytest.mark.django_db

WHOLE = r"""
        | Mon 7 Sep |
        |  AM   PM  |
  Amina |  /    \   |
"""
SATURDAY = MONDAY + dt.timedelta(days=5)


def why(school: School, *, first_day: dt.date = MONDAY, last_day: dt.date = MONDAY, hour: int = 16) -> str:
    facts = CheckFacts(school.pk, first_day, last_day, at(hour, on=last_day))
    nothing = nothing_to_check(facts)
    return nothing.what if nothing else ""


@pytest.fixture
def without_sessions() -> School:
    school = a_school("Wenlow Infant School", meets=False)
    a_pupil_on_roll(school, a_group(school))
    return school


class TestNothingToCheck:
    def test_is_a_calendar_without_sessions(self, without_sessions: School) -> None:
        assert "The calendar holds no session in these days" in why(without_sessions)

    def test_is_a_weekend(self, drawn: DrawnSchool) -> None:
        drawn.pupil("Amina")
        assert "holds no session" in why(drawn.school, first_day=SATURDAY, last_day=SATURDAY)

    def test_is_a_school_with_nobody_in_a_group(self, drawn: DrawnSchool) -> None:
        assert "No pupil whom a register covers was in a registration group" in why(drawn.school)

    def test_is_a_morning_whose_first_register_is_still_open(self, drawn: DrawnSchool) -> None:
        drawn.pupil("Amina")
        assert "No register of these days has closed yet" in why(drawn.school, hour=8)

    def test_is_not_a_day_with_a_register_closed(self, drawn: DrawnSchool) -> None:
        drawn.pupil("Amina")
        assert why(drawn.school, hour=10) == ""


class TestThePage:
    def get(self, school: School, role: str = "head") -> str:
        client = Client()
        client.force_login(a_user(role, school=school))
        days = "from-day=7&from-month=9&from-year=2026&to-day=7&to-month=9&to-year=2026"
        return words_of(client.get(f"/schools/{school.pk}/checks/?{days}"))

    def test_never_says_that_all_is_well_where_nothing_was_checked(self, without_sessions: School) -> None:
        page = self.get(without_sessions)
        assert "Nothing to check." in page
        assert "lay its term dates over the calendar" in page
        assert "the registers are right" not in page
        assert "checks that found nothing" not in page

    def test_says_that_the_registers_are_right_where_they_are(self, drawn: DrawnSchool) -> None:
        drawn.take(WHOLE)
        page = self.get(drawn.school)
        assert "the registers are right as far as they can tell" in page
        assert "Nothing to check" not in page

    def test_leads_to_what_else_is_missing_only_those_who_may_mend_it(self, drawn: DrawnSchool) -> None:
        assert "See what else is missing" in self.get(drawn.school)
        assert "See what else is missing" not in self.get(drawn.school, "senior_attendance_champion")


class TestTheCommand:
    def test_says_that_there_was_nothing_to_check(
        self, without_sessions: School, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        offset = at(16) - clock.real_now()
        monkeypatch.setenv("ONROLL_CLOCK_OFFSET", str(offset.total_seconds()))
        monkeypatch.setattr(start, "start_service", lambda **_: None)

        result = CliRunner().invoke(app, ["checks", "run", "--school", without_sessions.urn])

        assert (result.exit_code, "Nothing to check. The calendar holds no session" in result.output) == (
            0,
            True,
        )
