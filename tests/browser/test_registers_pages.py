"""The registers' other pages in a real browser, at every width: nothing for axe to find, nothing to scroll sideways."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from playwright.sync_api import expect

from onroll.service.access.models import User
from onroll.service.organisations.models import SchoolSession
from tests.factories.access import a_user
from tests.factories.moments import MONDAY, at
from tests.factories.registers import AClass
from tests.support.browser import (
    PHONE,
    assert_accessible,
    assert_no_sideways_scroll,
    screenshot,
)
from tests.support.register_page import let_it_be

pytestmark = [pytest.mark.browser, pytest.mark.one_database, pytest.mark.django_db(transaction=True)]

#: What a duty's button is called: its word, and for screen readers the duty.
REMIND = re.compile("^Remind ?: 5 Oak")

SCHOOL_PAGES = {
    "today": "today/",
    "board": "registers/",
    "gate": "gate/?q=a",
    "plans": "registers/plans/",
    "new-plan": "registers/plans/new/?q=a",
    "closures": "registers/closures/",
    "bulk-edit": "registers/bulk-edit/",
    "entry": "pupils/{pupil}/entries/{day}/am/",
    "print": "registers/{group}/{day}/am/print/",
    "week": "registers/{group}/{day}/week/",
}


@pytest.fixture(autouse=True)
def on_a_monday_morning(monkeypatch: pytest.MonkeyPatch) -> None:
    let_it_be(monkeypatch, 9, 10)


@pytest.fixture
def a_class(transactional_db: None) -> AClass:
    a_class = AClass()
    a_class.take("N", "")
    a_class.amend(a_class.amina, "I", now=at(9))
    return a_class


@pytest.fixture
def head(a_class: AClass) -> User:
    return a_user("head", school=a_class.school, name="Mrs H. Example")


class TestThePagesOfASchool:
    def test_read_on_a_phone(self, a_class, head, browse):
        values = {"pupil": a_class.amina.pk, "group": a_class.group.pk, "day": MONDAY.isoformat()}
        page = browse(head, viewport=PHONE)
        for name, path in SCHOOL_PAGES.items():
            page.goto(f"/schools/{a_class.school.pk}/{path.format(**values)}")
            screenshot(page, f"{name}-phone")
            assert_no_sideways_scroll(page)
            assert_accessible(page)


class TestARegisterWithAWeekOfAbsence:
    def test_has_each_earlier_session_large_enough_to_press(self, a_class, head, browse):
        tuesday = MONDAY + dt.timedelta(days=1)
        a_class.take("I", "\\", session="PM", now=at(13, 10))
        page = browse(head)
        page.goto(f"/schools/{a_class.school.pk}/registers/{a_class.group.pk}/{tuesday.isoformat()}/am/")
        assert page.locator(".st a").count() >= 2
        assert_accessible(page)


class TestTheBoard:
    def test_reminds_with_one_button_and_says_when(self, a_class, head, browse):
        page = browse(head)
        page.goto(f"/schools/{a_class.school.pk}/registers/")
        page.get_by_role("button", name="Remind 5 Oak").click()
        assert "Reminded 5 Oak." in page.locator(".govuk-notification-banner").inner_text()
        expect(page.get_by_role("button", name="Remind again 5 Oak")).to_be_visible()

    def test_refreshes_itself(self, a_class, head, browse):
        page = browse(head)
        page.clock.install()
        page.goto(f"/schools/{a_class.school.pk}/registers/")
        assert "1 of 2" in page.locator("#board").inner_text()
        a_class.take("", "/", now=at(9, 11))
        page.clock.run_for(21_000)
        expect(page.locator("#board")).to_contain_text("2 of 2")

    def test_keeps_the_keyboard_where_it_was(self, a_class, head, browse):
        page = browse(head)
        page.clock.install()
        page.goto(f"/schools/{a_class.school.pk}/registers/")
        page.get_by_role("button", name="Remind 5 Oak").focus()
        with page.expect_response("**/registers/?date=*"):
            page.clock.run_for(21_000)
        expect(page.get_by_role("button", name="Remind 5 Oak")).to_be_focused()
        page.clock.run_for(1_000)
        expect(page.get_by_role("button", name="Remind 5 Oak")).to_be_focused()


@pytest.fixture
def nothing_left(a_class: AClass) -> None:
    """Nothing waits from the days before."""
    SchoolSession.objects.filter(date__lt=MONDAY).delete()


@pytest.mark.usefixtures("nothing_left")
class TestToday:
    def test_empties_by_itself_as_the_morning_is_done(self, a_class, head, browse):
        page = browse(head)
        page.clock.install()
        page.goto(f"/schools/{a_class.school.pk}/today/")
        assert "5 Oak is part done" in page.locator("#today").inner_text()
        a_class.take("", "/", finished=True, now=at(9, 11))
        page.clock.run_for(31_000)
        expect(page.locator("#today")).to_contain_text("All done for now")
        assert_accessible(page)

    def test_waits_while_someone_is_at_one_of_its_buttons(self, a_class, head, browse):
        page = browse(head)
        page.clock.install()
        page.goto(f"/schools/{a_class.school.pk}/today/")
        page.get_by_role("button", name=REMIND).focus()
        a_class.take("", "/", finished=True, now=at(9, 11))
        page.clock.run_for(31_000)
        expect(page.get_by_role("button", name=REMIND)).to_be_focused()
        page.get_by_role("heading", level=1).click()
        page.clock.run_for(31_000)
        expect(page.locator("#today")).to_contain_text("All done for now")

    def test_shows_a_teacher_the_offices_reminder_by_itself(self, a_class, head, browse):
        teacher = browse(a_user("teacher", group=a_class.group))
        teacher.clock.install()
        teacher.goto(f"/schools/{a_class.school.pk}/today/")
        page = browse(head)
        page.goto(f"/schools/{a_class.school.pk}/today/")
        page.get_by_role("button", name=REMIND).click()
        page.locator(".govuk-notification-banner").wait_for()
        teacher.clock.run_for(31_000)
        expect(teacher.locator("#today")).to_contain_text("The office asked for it at 9:1")


class TestTheGateSheet:
    def test_finds_as_it_is_typed_and_signs_in_with_one_tap(self, a_class, head, browse):
        page = browse(head)
        page.goto(f"/schools/{a_class.school.pk}/gate/")
        page.get_by_label("Pupil’s name, initials or class").press_sequentially("cal")
        page.get_by_role("button", name="Arrived Callum Eyre").click()
        assert "Signed in at 9:1" in page.locator(".govuk-notification-banner").inner_text()
        assert a_class.code(a_class.callum) == "L"

    def test_works_without_scripts(self, a_class, head, browse):
        page = browse(head, java_script_enabled=False)
        page.goto(f"/schools/{a_class.school.pk}/gate/")
        page.get_by_label("Pupil’s name, initials or class").fill("cal")
        page.get_by_role("button", name="Find").click()
        page.get_by_role("button", name="Arrived Callum Eyre").click()
        assert a_class.code(a_class.callum) == "L"


def test_a_register_taken_late_fits_a_phone(a_class: AClass, head: User, monkeypatch, browse):
    a_class.take("\\", "\\", session="PM", finished=True, now=at(14, 40))
    let_it_be(monkeypatch, 15, 0)
    page = browse(head, viewport=PHONE)
    page.goto(f"/schools/{a_class.school.pk}/registers/")
    expect(page.get_by_text("Taken late")).to_be_visible()
    # As in a class of thirty: two figures in each number.
    for words, number in (("Marked", "28 of 28"), ("Not in", "12")):
        page.locator(f".b-board td[data-label='{words}']").first.evaluate(
            "(td, n) => td.textContent = n", number
        )
    assert_no_sideways_scroll(page)


def test_both_halves_of_a_day_are_ticked_on_one_line_of_a_phone(a_class: AClass, head: User, browse):
    page = browse(head, viewport=PHONE)
    page.goto(f"/schools/{a_class.school.pk}/timetables/new/{a_class.amina.pk}/")
    morning, afternoon = (page.locator(f"#out-1{half}").bounding_box() for half in ("AM", "PM"))
    assert morning["y"] == afternoon["y"]
    assert_no_sideways_scroll(page)
