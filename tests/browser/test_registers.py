"""Taking a register in a real browser: by keyboard, through a lost network and an expired session, and without scripts."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from onroll.service.attendance_register.models import CurrentEntry, Submission
from tests.factories.access import PASSWORD
from tests.factories.moments import MONDAY, at
from tests.factories.registers import AClass
from tests.support.browser import NARROWEST, PHONE, assert_accessible, assert_no_sideways_scroll, screenshot
from tests.support.register_page import NAMES, address, codes, forget_errors, press, start, state

pytestmark = [pytest.mark.browser, pytest.mark.one_database, pytest.mark.django_db(transaction=True)]


class TestByKeyboard:
    def test_takes_a_whole_register_without_a_mouse(self, register, a_class):
        start(register)
        press(register, "/", " ", "i", "L", "5", "ArrowDown", "n", "C", "1")
        assert "6 of 6 marked" in register.locator("#marked").inner_text()
        with register.expect_navigation():
            press(register, "Control+Enter")
        assert "Register finished" in register.locator(".govuk-notification-banner").inner_text()
        assert codes(a_class) == ["/", "/", "I", "L", "N", "C1"]
        assert CurrentEntry.objects.get(code="L").minutes_late == 5

    def test_starts_at_the_first_pupil_without_a_code(self, register):
        press(register, "/", "n")
        assert "2 of 6 marked" in register.locator("#marked").inner_text()
        register.reload()
        assert "Bella Dunn" in register.locator("tr.now").inner_text()

    def test_starts_at_the_top_of_the_page_on_a_phone(self, a_class, teacher, browse):
        page = browse(teacher, viewport=PHONE, has_touch=True, is_mobile=True)
        page.goto(address(a_class))
        expect(page.locator("tr.now")).to_have_count(0)

    def test_moves_with_the_arrows_and_shows_where_it_is(self, register):
        start(register)
        press(register, "ArrowDown", "ArrowDown", "ArrowUp")
        assert "Alfie Carter" in register.locator("tr.now").inner_text()

    def test_says_which_letters_are_no_code_of_this_role(self, register):
        start(register)
        press(register, "g")
        assert "No code of yours begins with G" in state(register)

    def test_goes_back_to_what_was_stored_with_backspace(self, register, a_class):
        a_class.take("N")
        register.reload()
        start(register)
        press(register, "/", "ArrowUp", "Backspace")
        expect(register.locator("tbody input[value=N]").first).to_be_checked()
        assert "Nothing to send" in state(register)

    def test_asks_for_a_note_where_the_code_needs_one(self, register, a_class):
        start(register)
        press(register, "b")
        register.keyboard.type("At the pupil referral unit")
        with register.expect_navigation():
            press(register, "Control+Enter")
        assert codes(a_class)[0] == "B"

    def test_shows_its_keys_and_codes(self, register):
        start(register)
        press(register, "?")
        assert "Reason not yet established" in register.locator("dialog[open]").inner_text()
        assert_accessible(register)

    def test_fills_only_the_blanks_and_asks_first(self, register, a_class):
        start(register)
        press(register, "n")
        register.get_by_role("button", name="Everyone else").click()
        dialog = register.locator("dialog[open]")
        assert "Mark 5 pupils present?" in dialog.inner_text()
        dialog.get_by_role("button", name="Yes, they are present").click()
        with register.expect_navigation():
            register.get_by_role("button", name="Finish register").click()
        assert codes(a_class) == ["N", "/", "/", "/", "/", "/"]


class TestALostNetwork:
    def test_keeps_what_was_marked_and_sends_it_when_it_is_back(self, register, a_class):
        start(register)
        press(register, "/", "n")
        register.context.set_offline(True)
        register.get_by_role("button", name="Save part done").click()
        expect(register.locator("#state")).to_contain_text("Not sent yet")
        assert codes(a_class) == [""] * 6
        with register.expect_navigation():
            register.context.set_offline(False)
        assert codes(a_class) == ["/", "N", "", "", "", ""]
        forget_errors(register, "ERR_INTERNET_DISCONNECTED")

    def test_doubles_nothing_when_only_the_answer_was_lost(self, register, a_class):
        lost = []

        def lose_the_first_answer(route: Any) -> None:
            if route.request.method != "POST" or lost:
                route.continue_()
            else:
                lost.append(route.fetch().status)
                route.abort()

        register.route("**/registers/**", lose_the_first_answer)
        start(register)
        press(register, "/", "n")
        with register.expect_navigation():
            register.get_by_role("button", name="Save part done").click()
        assert lost == [200]
        assert codes(a_class) == ["/", "N", "", "", "", ""]
        assert Submission.objects.count() == 1
        forget_errors(register, "ERR_FAILED")

    def test_puts_marks_back_after_a_closed_laptop_and_keeps_no_name(self, register, a_class):
        start(register)
        press(register, "/", "n")
        kept = register.evaluate("JSON.stringify({...localStorage})")
        assert str(a_class.amina.pk) in kept
        assert not any(
            name in kept for pair in [*NAMES, ("Amina", "Begum"), ("Callum", "Eyre")] for name in pair
        )
        register.reload()
        assert "2 marks from before put back" in state(register)
        with register.expect_navigation():
            register.get_by_role("button", name="Save part done").click()
        assert codes(a_class) == ["/", "N", "", "", "", ""]
        assert register.evaluate("localStorage.length") == 0


class TestAnExpiredSession:
    def test_is_signed_in_again_and_the_register_sends_itself(self, register, a_class):
        start(register)
        press(register, "/", "n")
        Session.objects.all().delete()
        register.get_by_role("button", name="Save part done").click()
        register.locator("#state").get_by_role("link", name="Sign in").click()
        register.get_by_label("Username").fill("sample")
        register.get_by_label("Password", exact=True).fill(PASSWORD)
        register.get_by_role("button", name="Sign in", exact=True).click()
        register.wait_for_selector(".govuk-notification-banner")
        assert codes(a_class) == ["/", "N", "", "", "", ""]
        forget_errors(register, "401")


class TestTwoPeopleAtOnce:
    def test_shows_theirs_beside_mine_and_loses_neither(self, register, a_class):
        start(register)
        press(register, "/", "/")
        a_class.take("I", by=a_class.officer)
        with register.expect_navigation():
            register.get_by_role("button", name="Save part done").click()
        row = register.locator(f"#p{a_class.amina.pk}")
        assert "entered I" in row.inner_text()
        assert codes(a_class) == ["I", "", "", "", "", ""]
        assert_accessible(register)
        row.get_by_role("radio", name="present").check()
        with register.expect_navigation():
            register.get_by_role("button", name="Save part done").click()
        assert codes(a_class)[:2] == ["/", "/"]
        forget_errors(register, "409")


class TestWithoutScripts:
    def test_takes_a_register_from_today_to_finished(self, a_class, teacher, browse):
        page = browse(teacher, java_script_enabled=False)
        page.goto(f"/schools/{a_class.school.pk}/today/")
        page.get_by_role("button", name="Take 5 Oak").click()
        page.locator(f"#p{a_class.amina.pk}").get_by_role("radio", name="no reason yet").check()
        page.locator(f"#p{a_class.callum.pk} .o").fill("i")
        page.get_by_role("button", name="Everyone else").click()
        page.get_by_role("button", name="Yes, mark them present").click()
        assert "Register finished" in page.locator(".govuk-notification-banner").inner_text()
        assert codes(a_class) == ["N", "/", "/", "I", "/", "/"]


class TestTheTimeLeft:
    def test_is_counted_down_while_the_page_is_open(self, a_class, teacher, browse):
        page = browse(teacher)
        page.clock.install()
        page.goto(address(a_class))
        assert page.locator("#left").inner_text() in ("24 minutes left", "25 minutes left")
        page.clock.run_for(20 * 60_000)
        expect(page.locator("#left")).to_contain_text("4 minutes left")
        page.clock.run_for(6 * 60_000)
        expect(page.locator("#left")).to_have_text("it closed at 9:15am")


class TestOnAPhone:
    def test_has_a_pupils_name_boxes_and_sessions_before_within_a_thumbs_height(
        self, a_class, teacher, browse
    ):
        enter_three_days(a_class)
        page = browse(teacher, viewport=PHONE, has_touch=True, is_mobile=True)
        page.goto(address(a_class).replace(MONDAY.isoformat(), (MONDAY + dt.timedelta(days=4)).isoformat()))
        row = page.locator(f"#p{a_class.amina.pk}")
        assert row.bounding_box()["height"] <= 80
        assert page.locator(".r-bar").bounding_box()["height"] <= 80
        row.get_by_role("radio", name="L late").check()
        expect(row.get_by_label("Minutes late")).to_be_visible()
        assert_no_sideways_scroll(page)

    def test_keeps_its_buttons_on_one_line_at_the_narrowest(self, a_class, teacher, browse):
        page = browse(teacher, viewport=NARROWEST)
        page.goto(address(a_class))
        tops = {button.bounding_box()["y"] for button in page.locator(".r-bar button").all()}
        assert len(tops) == 1


class TestHowItLooks:
    @pytest.mark.parametrize(
        ("viewport", "name"), [(None, "wide"), (PHONE, "phone"), (NARROWEST, "narrowest")]
    )
    def test_reads_at_every_width(self, a_class, teacher, browse, viewport, name):
        enter_three_days(a_class)
        page = browse(teacher, **({"viewport": viewport} if viewport else {}))
        page.goto(address(a_class).replace(MONDAY.isoformat(), (MONDAY + dt.timedelta(days=4)).isoformat()))
        screenshot(page, f"register-{name}")
        assert_accessible(page)
        assert_no_sideways_scroll(page)


def enter_three_days(a_class: AClass) -> None:
    """Fill some of the strip."""
    for day in range(3):
        for session, hour in (("AM", 8), ("PM", 13)):
            on = MONDAY + dt.timedelta(days=day)
            a_class.take("I", "N", date=on, session=session, now=at(hour, 59, on=on))
