"""The office's day by keys alone: the gate, an entry amended, the checks and what they lead to. No mouse, no address typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.factories.access import a_user
from tests.factories.moments import at
from tests.factories.registers import AClass
from tests.support.keyboard import Keyboard
from tests.support.register_page import let_it_be

pytestmark = [pytest.mark.browser, pytest.mark.one_database, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def sit_down(transactional_db: None, monkeypatch: pytest.MonkeyPatch, browse: Any) -> Callable[..., Any]:
    """Give `sit_down(hour, minute, *codes)`: a class whose register had those codes, and the office at its first page."""

    def sit(hour: int, minute: int, *codes: str) -> tuple[AClass, Keyboard]:
        let_it_be(monkeypatch, hour, minute)
        a_class = AClass()
        a_class.take(*codes, now=at(8, 50))
        page = browse(a_user("attendance_officer", school=a_class.school, name="Mrs A. Example"))
        page.goto("/")
        return a_class, Keyboard(page)

    return sit


def amend(keyboard: Keyboard, code: str, reason: str, *, button: str) -> None:
    """Choose the right code of an entry by its letter, say why, and send it."""
    keyboard.tab_to("The right code")
    keyboard.type(code)
    keyboard.tab_to("Why it is changing")
    keyboard.type(reason)
    keyboard.follow(button)


class TestByKeyboardAlone:
    def test_a_pupil_is_signed_in_at_the_gate_and_the_entry_amended(self, sit_down):
        a_class, keyboard = sit_down(9, 10, "/", "N")
        keyboard.follow("Gate")
        keyboard.tab_to("Pupil’s name, initials or class")
        keyboard.type("cal")
        keyboard.page.get_by_role("button", name="Arrived Callum Eyre").wait_for()
        keyboard.tab_to("Arrived at")
        keyboard.type("9:05")
        keyboard.tab_to("Reason given")
        keyboard.type("Bus was late")
        keyboard.follow("Arrived Callum Eyre", "Space")
        assert "Signed in at 9:05am" in keyboard.page.locator(".govuk-notification-banner").inner_text()
        assert a_class.history(a_class.callum) == ["N", "L"]

        keyboard.follow("Callum Eyre")
        amend(keyboard, "M", "Appointment card seen", button="Amend the entry")
        assert a_class.history(a_class.callum) == ["N", "L", "M"]

    def test_an_entry_is_found_in_the_year_and_an_amendment_without_a_reason_is_mended(self, sit_down):
        a_class, keyboard = sit_down(9, 10, "/", "N")
        keyboard.follow("Pupils")
        keyboard.follow("Callum Eyre")
        keyboard.follow("Mon 7 Sep AM: N")
        keyboard.tab_to("The right code")
        keyboard.type("I")
        keyboard.follow("Amend the entry")
        keyboard.page.page_errors.clear()
        assert keyboard.at.startswith("There is a problem")
        keyboard.tab_to("The reason for the amendment is missing")
        keyboard.press("Enter")
        assert keyboard.at == "Why it is changing"
        keyboard.type("Mother rang")
        keyboard.follow("Amend the entry")
        assert a_class.history(a_class.callum) == ["N", "I"]

    def test_the_checks_lead_to_what_is_mended(self, sit_down):
        a_class, keyboard = sit_down(10, 0, "/", "")
        keyboard.follow("Checks")
        keyboard.follow("Open the entry")
        amend(keyboard, "I", "Mother rang at 9:30", button="Make the entry")
        assert a_class.history(a_class.callum) == ["I"]
