"""Following absences up in a real browser: a morning's calls by keyboard, and without scripts."""

from __future__ import annotations

import re

import pytest

from onroll.service.absence_follow_up.models import Contact
from tests.factories.access import a_user
from tests.factories.families import a_parent
from tests.factories.moments import MONDAY
from tests.factories.people import a_pupil_on_roll
from tests.factories.registers import AClass
from tests.support.browser import (
    PHONE,
    assert_accessible,
    assert_no_sideways_scroll,
    screenshot,
)
from tests.support.keyboard import Keyboard
from tests.support.register_page import let_it_be

pytestmark = [pytest.mark.browser, pytest.mark.one_database, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def oak(transactional_db, monkeypatch):
    let_it_be(monkeypatch, 9, 20)
    oak = AClass()
    sister = a_pupil_on_roll(oak.school, oak.group, "Orla", "Eyre")
    a_parent(oak.callum, sister, name="Rose", surname="Eyre", mobile="07700 900111")
    a_parent(
        oak.callum, name="Tom", surname="Eyre", relationship="Father", contact_order=2, mobile="07700 900222"
    )
    oak.take("/", "N")
    return oak


@pytest.fixture
def officer(oak):
    return a_user("attendance_officer", school=oak.school, name="Mrs A. Example")


def test_calls_are_made_and_recorded_by_keyboard_alone(oak, officer, browse):
    page = browse(officer)
    page.goto(f"/schools/{oak.school.pk}/absences/")
    keys = Keyboard(page)
    keys.tab_to("No answer : Rose Eyre, 07700 900111, about Callum Eyre")
    page.keyboard.press("Enter")
    page.get_by_text("Recorded: no answer.").wait_for()
    keys.tab_to("Gave a reason : Tom Eyre, about Callum Eyre")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Note a reason").wait_for()
    keys.tab_to("The reason")
    page.keyboard.type("Ill")
    keys.tab_to("Accept it now")
    page.keyboard.type("I")
    keys.tab_to("Note the reason")
    page.keyboard.press("Enter")
    page.get_by_text("accepted with code I").wait_for()
    assert list(Contact.objects.values_list("who", "outcome")) == [
        ("Rose Eyre, mother", "no answer"),
        ("Tom Eyre, father", "spoke"),
    ]
    assert oak.history(oak.callum) == ["N", "I"]


def test_the_list_is_worked_without_scripts_on_a_phone(oak, officer, browse):
    page = browse(officer, viewport=PHONE, java_script_enabled=False)
    page.goto(f"/schools/{oak.school.pk}/absences/")
    assert page.locator('a[href="tel:07700900111"]').first.is_visible()
    page.get_by_role("button", name=re.compile("^Voicemail ?: Tom Eyre, 07700 900222, about Callum")).click()
    page.get_by_text("Recorded: voicemail left.").wait_for()
    assert Contact.objects.get().who == "Tom Eyre, father"


def test_its_pages_hold_nothing_for_axe_and_scroll_down_alone_on_a_phone(oak, officer, browse):
    page = browse(officer, viewport=PHONE)
    base = f"/schools/{oak.school.pk}/absences/"
    one = f"{base}{oak.callum.pk}/{MONDAY}/"
    for name, address in {"calls": base, "absence": one, "reason": f"{one}reason/"}.items():
        page.goto(address)
        assert_accessible(page)
        assert_no_sideways_scroll(page)
        screenshot(page, f"absences-{name}-phone")
