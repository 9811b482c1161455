"""The calendar, the checks and the set-up check in a real browser: wide, on a phone, by keyboard and without scripts."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from onroll.service import clock
from onroll.service.access.actor import Actor
from onroll.service.access.models import User
from onroll.service.organisations.actions.calendar import set_day
from onroll.service.organisations.actions.templates import make_template
from onroll.service.organisations.models import SchoolSession
from onroll.service.organisations.sessions import SessionSet
from onroll.service.organisations.term_dates import TemplateSpan
from tests.factories.access import a_user
from tests.factories.drawn_school import DrawnSchool
from tests.factories.moments import at
from tests.factories.organisations import a_school
from tests.support.browser import NARROWEST, PHONE, assert_accessible, assert_no_sideways_scroll, screenshot

pytestmark = [pytest.mark.browser, pytest.mark.one_database, pytest.mark.django_db(transaction=True)]

TODAY = dt.date(2026, 11, 20)
SERVICE = Actor.service("a test")
NOW = at(10, on=TODAY)


@pytest.fixture(autouse=True)
def on_a_friday_in_november(monkeypatch: pytest.MonkeyPatch) -> None:
    offset = NOW - clock.real_now()
    monkeypatch.setenv("ONROLL_CLOCK_OFFSET", str(offset.total_seconds()))


@pytest.fixture
def drawn() -> DrawnSchool:
    return DrawnSchool()


@pytest.fixture
def head(drawn: DrawnSchool) -> User:
    return a_user("head", school=drawn.school, name="Mrs H. Example")


def refusal(page: Any) -> str:
    """Return what the page says it will not do; a browser logs the status of a refusal, which is no fault."""
    words = page.get_by_role("alert").inner_text()
    # Once the alert is there the status has been logged, and a turn of the page hands the log over.
    page.evaluate("0")
    page.page_errors[:] = [error for error in page.page_errors if "409" not in error]
    return words


def look(page: Any, name: str) -> None:
    """Judge a page as it stands, and keep a picture of it."""
    screenshot(page, name)
    assert_accessible(page)
    assert_no_sideways_scroll(page)


class TestTheCalendar:
    @pytest.fixture
    def school(self, drawn: DrawnSchool) -> DrawnSchool:
        for day, half in [
            (dt.date(2026, 9, 1), SessionSet("inset", "Staff training")),
            (dt.date(2026, 11, 27), SessionSet("polling", "By-election")),
            (dt.date(2026, 10, 27), SessionSet("holiday", "Half term")),
        ]:
            set_day(school_id=drawn.school.pk, date=day, halves={"AM": half, "PM": half}, by=SERVICE, now=NOW)
        set_day(
            school_id=drawn.school.pk, date=dt.date(2026, 12, 18), halves={"PM": None}, by=SERVICE, now=NOW
        )
        SchoolSession.objects.filter(date=dt.date(2026, 11, 10)).update(kind="closure", reason="Burst pipe")
        return drawn

    @pytest.mark.parametrize(("viewport", "name"), [(None, "wide"), (PHONE, "phone")])
    def test_shows_the_year_in_letters_and_colour(
        self, browse: Callable[..., Any], school: DrawnSchool, head: User, viewport: Any, name: str
    ) -> None:
        page = browse(head, **({"viewport": viewport} if viewport else {}))
        page.goto(f"/schools/{school.school.pk}/calendar/")
        expect(
            page.get_by_role("link", name=re.compile("Tuesday 1 September 2026: Staff training"))
        ).to_be_visible()
        look(page, f"calendar-{name}")

    def test_sets_a_day_without_scripts_and_undoes_it(
        self, browse: Callable[..., Any], school: DrawnSchool, head: User
    ) -> None:
        page = browse(head, java_script_enabled=False)
        page.goto(f"/schools/{school.school.pk}/calendar/2026-11-30/")
        page.get_by_label("Morning", exact=True).select_option("inset")
        page.get_by_label("Afternoon", exact=True).select_option("inset")
        page.get_by_label("Why (optional)").fill("Safeguarding training")
        page.get_by_role("button", name="Change the calendar").click()
        assert "2 sessions changed" in page.get_by_role("alert").inner_text()
        page.get_by_role("link", name="Changes").click()
        page.get_by_role("link", name=re.compile("Undo.*30 November 2026")).click()
        page.get_by_role("button", name="Undo the change").click()
        assert "Undone: 30 November 2026" in page.get_by_role("alert").inner_text()
        assert SchoolSession.objects.get(date=dt.date(2026, 11, 30), session="AM").kind == "school"

    def test_says_what_to_do_about_a_day_with_entries(
        self, browse: Callable[..., Any], school: DrawnSchool, head: User
    ) -> None:
        school.take(
            r"""
                    | Mon 9 Nov |
                    |  AM   PM  |
              Amina |  /    \   |
            """
        )
        page = browse(head)
        page.goto(f"/schools/{school.school.pk}/calendar/2026-11-09/")
        page.get_by_label("Morning", exact=True).select_option("inset")
        page.get_by_role("button", name="Change the calendar").click()
        assert "record a closure" in refusal(page)
        expect(page.get_by_role("button", name="Record a closure")).to_be_visible()
        look(page, "calendar-day-refused")

    def test_gives_a_late_start_its_own_times(
        self, browse: Callable[..., Any], school: DrawnSchool, head: User
    ) -> None:
        page = browse(head, viewport=PHONE)
        page.goto(f"/schools/{school.school.pk}/calendar/2026-11-24/")
        page.get_by_text("Times that are not the usual ones").click()
        page.locator("#AM-register_opens_at").fill("10")
        page.locator("#AM-register_closes_at").fill("10.31")
        page.get_by_role("button", name="Change the calendar").click()
        assert "at most 30 minutes" in refusal(page)
        look(page, "calendar-day-phone")
        page.locator("#AM-register_closes_at").fill("10.30am")
        page.get_by_role("button", name="Change the calendar").click()
        assert SchoolSession.objects.get(
            date=dt.date(2026, 11, 24), session="AM"
        ).register_closes_at == dt.time(10, 30)

    def test_shows_a_teacher_the_year_and_lets_them_change_nothing(
        self, browse: Callable[..., Any], school: DrawnSchool
    ) -> None:
        page = browse(a_user("teacher", group=school.group))
        page.goto(f"/schools/{school.school.pk}/calendar/2026-11-30/")
        expect(page.get_by_text("The register opens at 8:45am")).to_be_visible()
        expect(page.get_by_role("button", name="Change the calendar")).to_have_count(0)


class TestSessionTimes:
    def test_are_set_from_a_day(self, browse: Callable[..., Any], drawn: DrawnSchool, head: User) -> None:
        page = browse(head)
        page.goto(f"/schools/{drawn.school.pk}/calendar/times/")
        page.locator("#first_day-day").fill("4")
        page.locator("#first_day-month").fill("jan")
        page.locator("#first_day-year").fill("27")
        page.locator("#AM-register_closes_at").fill("9:16")
        page.get_by_role("button", name="Set session times").click()
        assert "at most 30 minutes" in refusal(page)
        look(page, "times-refused")
        page.locator("#AM-register_closes_at").fill("9:05")
        page.locator("#PM-register_closes_at").fill("1:20pm")
        page.get_by_role("button", name="Set session times").click()
        assert "sessions moved to them" in page.get_by_role("alert").inner_text()
        look(page, "times")

    def test_fit_the_narrowest_phone(
        self, browse: Callable[..., Any], drawn: DrawnSchool, head: User
    ) -> None:
        page = browse(head, viewport=NARROWEST)
        for address in ("times/", "2026-11-30/", "", "term-dates/", "changes/"):
            page.goto(f"/schools/{drawn.school.pk}/calendar/{address}")
            assert_no_sideways_scroll(page)


class TestTermDates:
    def test_are_looked_at_before_they_are_laid_over_the_calendar(
        self, browse: Callable[..., Any], drawn: DrawnSchool, head: User
    ) -> None:
        make_template(
            authority_id=drawn.school.authority_id,
            name="Term dates 2026/27",
            first_day=dt.date(2026, 9, 1),
            last_day=dt.date(2027, 8, 31),
            spans=[
                TemplateSpan("school", "Autumn 1", dt.date(2026, 9, 1), dt.date(2026, 10, 23)),
                TemplateSpan("holiday", "Half term", dt.date(2026, 10, 26), dt.date(2026, 10, 30)),
                TemplateSpan("school", "Autumn 2", dt.date(2026, 11, 2), dt.date(2026, 12, 18)),
                TemplateSpan("school", "Summer 1", dt.date(2027, 4, 12), dt.date(2027, 5, 28)),
            ],
            by=SERVICE,
            now=NOW,
        )
        page = browse(head)
        page.goto(f"/schools/{drawn.school.pk}/calendar/term-dates/")
        look(page, "term-dates")
        page.get_by_role("button", name=re.compile("Look at what they would do.*Term dates 2026")).click()
        look(page, "term-dates-preview")
        page.get_by_role("button", name="Lay them over the calendar").click()
        assert "sessions changed" in page.get_by_role("alert").inner_text()
        assert SchoolSession.objects.get(date=dt.date(2027, 5, 3), session="AM").kind == "holiday"

    def test_of_the_schools_own_are_loaded_from_a_file(
        self, browse: Callable[..., Any], drawn: DrawnSchool, head: User
    ) -> None:
        code = drawn.school.authority.code
        page = browse(head)
        page.goto(f"/schools/{drawn.school.pk}/calendar/term-dates/")
        lines = ["la,academic_year,term,start,end,kind", f"{code},2027/28,Autumn,2027-09-02,2027-10-22,term"]
        self.load(page, lines)
        assert "Line 2: the kind “term” is not one of" in refusal(page)
        look(page, "term-dates-refused")
        self.load(page, [lines[0], lines[1].replace("term", "school").replace("school,start", "term,start")])
        look(page, "term-dates-own")
        page.get_by_role("button", name="Lay them over the calendar").click()
        assert SchoolSession.objects.filter(date__gte=dt.date(2027, 9, 1)).count() == 74

    @pytest.mark.parametrize("java_script_enabled", [True, False])
    def test_of_the_schools_own_are_typed_on_the_narrowest_screen(
        self, browse: Callable[..., Any], drawn: DrawnSchool, head: User, java_script_enabled: bool
    ) -> None:
        page = browse(head, viewport=NARROWEST, java_script_enabled=java_script_enabled)
        page.goto(f"/schools/{drawn.school.pk}/calendar/term-dates/")
        page.get_by_role("button", name="Type term dates").click()
        page.locator("#year").select_option("2027/28")
        page.get_by_label("First day").first.fill("2 Sep")
        page.get_by_label("Last day").first.fill("22/10/27")
        page.get_by_label("Day 1", exact=True).fill("2 September")
        if java_script_enabled:
            look(page, "term-dates-typed")
        page.get_by_role("button", name="Look at what they would do").click()
        page.get_by_role("button", name="Lay them over the calendar").click()
        laid = SchoolSession.objects.filter(date__gte=dt.date(2027, 9, 1))
        assert (laid.filter(kind="school").count(), laid.filter(kind="inset").count()) == (72, 2)

    def load(self, page: Any, lines: list[str]) -> None:
        data = "\r\n".join(lines).encode()
        page.locator("#file").set_input_files({"name": "dates.csv", "mimeType": "text/csv", "buffer": data})
        page.get_by_role("button", name="Look at what it would do").click()


class TestChecks:
    @pytest.mark.parametrize(("viewport", "name"), [(None, "wide"), (PHONE, "phone")])
    def test_are_grouped_and_lead_to_the_place_to_mend(
        self, browse: Callable[..., Any], drawn: DrawnSchool, head: User, viewport: Any, name: str
    ) -> None:
        drawn.take(
            r"""
                    | Mon 9 Nov | Tue 10 Nov |
                    |  AM   PM  |  AM   PM   |
              Amina |  /    \   |  N    -    |
              Bryn  |  B    \   |  /    -    |
            """,
            finished=False,
        )
        page = browse(head, **({"viewport": viewport} if viewport else {}))
        page.goto(f"/schools/{drawn.school.pk}/checks/")
        expect(page.get_by_role("heading", name="Registers not taken")).to_be_visible()
        look(page, f"checks-{name}")
        page.get_by_role("link", name=re.compile("Open the entry.*Code B has no note")).click()
        assert page.url.endswith("/entries/2026-11-09/am/")

    def test_say_when_there_was_nothing_to_check(
        self, browse: Callable[..., Any], drawn: DrawnSchool, head: User
    ) -> None:
        page = browse(head)
        page.goto(f"/schools/{drawn.school.pk}/checks/")
        expect(page.get_by_role("heading", name="Nothing to check")).to_be_visible()
        look(page, "checks-none")

    def test_download_as_csv(self, browse: Callable[..., Any], drawn: DrawnSchool, head: User) -> None:
        drawn.pupil("Amina")
        page = browse(head)
        page.goto(f"/schools/{drawn.school.pk}/checks/?check=register_not_taken")
        with page.expect_download() as download:
            page.get_by_role("link", name="Download as CSV").click()
        lines = download.value.path().read_text().splitlines()
        assert lines[0].startswith("check,severity,date,session,group")
        assert lines[1].startswith("Registers not taken,urgent,2026-11-02,AM,5 Oak")


class TestTheSetUpCheck:
    @pytest.mark.parametrize(("viewport", "name"), [(None, "wide"), (PHONE, "phone")])
    def test_says_what_stops_a_school_and_what_can_wait(
        self, browse: Callable[..., Any], drawn: DrawnSchool, head: User, viewport: Any, name: str
    ) -> None:
        for forename in ("Amina", "Bryn"):
            drawn.pupil(forename)
        SchoolSession.objects.all().delete()
        page = browse(head, **({"viewport": viewport} if viewport else {}))
        page.goto(f"/schools/{drawn.school.pk}/setup/")
        expect(page.get_by_role("heading", name="Before registers can start")).to_be_visible()
        look(page, f"setup-{name}")
        page.get_by_role("link", name="Choose term dates").click()
        assert page.url.endswith("/calendar/term-dates/")

    def test_of_a_new_school_asks_for_everything(self, browse: Callable[..., Any]) -> None:
        bare = a_school("Newly Built School", meets=False)
        page = browse(a_user("head", school=bare))
        page.goto(f"/schools/{bare.pk}/setup/")
        for heading in (
            "no session times",
            "no session from today",
            "no registration groups",
            "Nobody is on the",
        ):
            expect(page.get_by_role("heading", name=heading)).to_be_visible()
