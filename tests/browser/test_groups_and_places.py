"""Registration groups, a school's details, and the people of a trust in a real browser: wide, on a phone, without scripts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from onroll.service import clock
from onroll.service.access.models import User
from onroll.service.organisations.models import RegistrationGroup
from tests.factories.access import a_user
from tests.support.addresses import NOW, OneOfEverything, one_of_everything
from tests.support.browser import NARROWEST, assert_accessible, assert_no_sideways_scroll, screenshot

pytestmark = [pytest.mark.browser, pytest.mark.one_database, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def on_a_school_morning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONROLL_CLOCK_OFFSET", str((NOW - clock.real_now()).total_seconds()))


@pytest.fixture
def everything() -> OneOfEverything:
    return one_of_everything()


@pytest.fixture
def head(everything: OneOfEverything) -> User:
    return a_user("head", school=everything.school, name="Mrs H. Example")


def look(page: Any, name: str) -> None:
    """Judge a page as it stands, wide and on the narrowest phone, and keep a picture of both."""
    page.page_errors[:] = [error for error in page.page_errors if "422" not in error]
    screenshot(page, name)
    assert_accessible(page)
    wide = page.viewport_size
    page.set_viewport_size(NARROWEST)
    screenshot(page, f"{name}-narrow")
    assert_no_sideways_scroll(page)
    assert_accessible(page)
    page.set_viewport_size(wide)


class TestTheGroupPages:
    def test_split_a_class_and_end_it_without_scripts(
        self, browse: Callable[..., Any], everything: OneOfEverything, head: User
    ) -> None:
        school, group = everything.school, everything.group
        page = browse(head, java_script_enabled=False)
        page.goto(f"/schools/{school.pk}/people/")
        page.get_by_role("link", name="Registration groups").click()
        page.get_by_role("button", name="Make groups").click()
        page.get_by_label("Names, one to a line").fill("5 Elm\n5 Yew")
        page.get_by_role("button", name="Make the groups").click()
        assert "5 Elm and 5 Yew made" in page.get_by_role("alert").inner_text()

        page.get_by_role("link", name=group.name).click()
        page.get_by_role("link", name="End the group").click()
        page.get_by_role("button", name="End the group").click()
        assert "Move them to another group" in page.get_by_role("alert").inner_text()
        page.page_errors.clear()  # the browser notes the 422 of the refusal itself
        page.get_by_role("link", name="Move them to another group", exact=True).click()
        page.get_by_label("To", exact=True).select_option("5 Elm")
        page.get_by_label("Day").fill("23")
        page.get_by_role("button", name="Move the pupils").click()
        assert "in 5 Elm from 23 November 2026" in page.get_by_role("alert").inner_text()

        page.get_by_role("link", name="End the group").click()
        page.get_by_label("Day").fill("22")
        page.get_by_role("button", name="End the group").click()
        assert f"{group.name} ends on 22 November 2026" in page.get_by_role("alert").inner_text()
        assert str(RegistrationGroup.objects.get(pk=group.pk).last_day) == "2026-11-22"


class TestTheSchoolsOwnPages:
    def test_say_what_is_wrong_with_a_number(
        self, browse: Callable[..., Any], everything: OneOfEverything, head: User
    ) -> None:
        page = browse(head)
        page.goto(f"/schools/{everything.school.pk}/details/change/")
        page.get_by_label("URN").fill("12345")
        page.get_by_role("button", name="Save").click()
        assert "is not a school's unique reference number" in page.get_by_role("alert").inner_text()
        look(page, "details-refused")
        page.get_by_label("URN").fill("123456")
        page.get_by_role("button", name="Save").click()
        assert "details are saved" in page.get_by_role("alert").inner_text()


class TestThePagesOfAPlace:
    def test_invite_an_officer(self, browse: Callable[..., Any], everything: OneOfEverything) -> None:
        authority = everything.school.authority
        page = browse(a_user("administrator", name="Ms A. Example", authority=authority))
        page.goto(f"/authorities/{authority.pk}/")
        page.get_by_role("link", name="People and their roles").click()
        page.get_by_role("button", name="Invite someone").click()
        page.get_by_label("Name", exact=True).fill("Mx D. Officer")
        page.get_by_label("Username").fill("d.officer")
        page.get_by_label("Authority attendance support officer").check()
        page.get_by_label("Over").select_option("North")
        page.get_by_role("button", name="Make the invitation").click()
        assert page.locator(".sign-in-link").inner_text().startswith("http")
        look(page, "authority-link-made")
        page.get_by_role("link", name="People", exact=True).click()
        expect(page.get_by_role("link", name="Mx D. Officer")).to_be_visible()

    def test_add_a_school_and_lead_to_what_it_needs(
        self, browse: Callable[..., Any], everything: OneOfEverything
    ) -> None:
        authority = everything.school.authority
        page = browse(a_user("administrator", name="Ms A. Example", authority=authority))
        page.goto(f"/authorities/{authority.pk}/")
        page.get_by_role("link", name="Add a school").click()
        page.get_by_role("button", name="Add the school").click()
        assert "Enter the name of the school." in page.get_by_role("alert").inner_text()
        look(page, "add-school-refused")
        page.get_by_label("Name", exact=True).fill("Alder Infant School")
        page.get_by_label("URN").fill("199001")
        page.get_by_label("DfE number").fill("901/2777")
        page.get_by_label("Phase").select_option("primary")
        page.get_by_label("Kind of school").select_option("maintained")
        page.get_by_label("Lowest age").fill("4")
        page.get_by_label("Highest age").fill("7")
        page.get_by_role("button", name="Add the school").click()
        assert "Alder Infant School is added" in page.get_by_role("alert").inner_text()
        expect(page.get_by_role("heading", name="What stops this school starting")).to_be_visible()
