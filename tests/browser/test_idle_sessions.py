"""A page left open: it asks whether anyone is there, is left when nobody was, and a register comes through it."""

from typing import Any

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from onroll.service.attendance_register.models import CurrentEntry, Submission
from onroll.service.web.access.idle import LAST_USED
from tests.factories.access import PASSWORD, a_user
from tests.support.browser import DESKTOP, PHONE, assert_accessible, assert_no_sideways_scroll, screenshot
from tests.support.register_page import address, codes, forget_errors, press, start, state

pytestmark = [pytest.mark.browser, pytest.mark.one_database, pytest.mark.django_db(transaction=True)]

#: Seconds: a page of such a session has the time of its first breath before it asks.
SHORT = 123
LONG = 3600


def nobody_was_there() -> None:
    """Let every session have been used too long ago."""
    for row in Session.objects.all():
        session = SessionStore(row.session_key)
        session[LAST_USED] = 0
        session.save()


def sign_in_as(page: Any, username: str) -> None:
    page.get_by_label("Username").fill(username)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


@pytest.fixture
def short(settings: Any) -> None:
    settings.SESSION_IDLE_AGE = SHORT


class TestAPageLeftOpen:
    def test_asks_whether_anyone_is_there_and_stays_for_a_key(
        self, browse, teacher, a_class, short, settings
    ):
        page = browse(teacher)
        page.goto(address(a_class))
        dialog = page.get_by_role("dialog", name="Are you still there?")
        dialog.wait_for()
        for viewport, name in ((DESKTOP, "desktop"), (PHONE, "phone")):
            page.set_viewport_size(viewport)
            assert_accessible(page)
            assert_no_sideways_scroll(page)
            screenshot(page, f"idle-{name}")

        settings.SESSION_IDLE_AGE = LONG
        with page.expect_response(lambda answer: answer.request.method == "POST") as answered:
            page.keyboard.press("Enter")

        assert answered.value.json() == {"ends_in": LONG}
        expect(dialog).to_be_hidden()

    def test_is_left_for_the_sign_in_page_when_nobody_was(self, browse, teacher, a_class, short):
        page = browse(teacher)
        page.goto(address(a_class))
        nobody_was_there()

        page.wait_for_url(lambda found: "/sign-in/?next=" in found)

        assert "Begum" not in page.content()
        sign_in_as(page, "sample")
        page.wait_for_url(lambda found: found.endswith(address(a_class)))
        forget_errors(page, "401")

    def test_stays_while_another_window_is_used(self, browse, teacher, a_class, short, settings):
        page = browse(teacher)
        page.goto(address(a_class))
        dialog = page.get_by_role("dialog", name="Are you still there?")
        dialog.wait_for()
        settings.SESSION_IDLE_AGE = LONG
        elsewhere = page.context.new_page()
        elsewhere.goto("/account/")

        page.evaluate("dispatchEvent(new Event('visibilitychange'))")

        expect(dialog).to_be_hidden()
        assert page.url.endswith(address(a_class))


class TestARegisterLeftOpen:
    def test_is_there_again_after_signing_in(self, register, a_class):
        start(register)
        press(register, "/", "n")
        nobody_was_there()

        register.get_by_role("button", name="Save part done").click()
        register.locator("#state").get_by_role("link", name="Sign in").click()
        sign_in_as(register, "sample")

        register.wait_for_selector(".govuk-notification-banner")
        assert codes(a_class) == ["/", "N", "", "", "", ""]
        assert Submission.objects.count() == 1
        forget_errors(register, "401")

    def test_puts_marks_back_that_were_not_sent(self, register, a_class):
        start(register)
        press(register, "/", "n")
        nobody_was_there()

        register.reload()
        sign_in_as(register, "sample")
        register.wait_for_url(lambda found: found.endswith(address(a_class)))

        assert "2 marks from before put back" in state(register)
        assert not CurrentEntry.objects.exists()

    def test_sends_nobodys_marks_as_another_persons(self, register, a_class):
        a_user("teacher", group=a_class.group, name="Ms C. Over", username="over", password=PASSWORD)
        start(register)
        press(register, "/", "n")
        nobody_was_there()
        register.get_by_role("button", name="Save part done").click()
        register.locator("#state").get_by_role("link", name="Sign in").click()

        sign_in_as(register, "over")
        register.wait_for_url(lambda found: found.endswith(address(a_class)))

        assert "0 of 6 marked" in register.locator("#marked").inner_text()
        assert not CurrentEntry.objects.exists()
        forget_errors(register, "401")

    def test_does_not_put_marks_back_over_what_was_entered_since(self, register, a_class):
        start(register)
        press(register, "/", "n")
        a_class.take("I", by=a_class.officer)

        register.reload()

        assert "1 mark from before not put back: somebody has entered a code since. 1 mark put back" in state(
            register
        )
        assert codes(a_class)[0] == "I"
        with register.expect_navigation():
            register.get_by_role("button", name="Save part done").click()
        assert codes(a_class)[:2] == ["I", "N"]
