"""The law's pages, for everyone, at any width; and the helper to choose a code, by keyboard and without scripts."""

import pytest

from tests.factories.access import a_user
from tests.factories.organisations import a_school
from tests.support.browser import PHONE, assert_accessible, assert_no_sideways_scroll

pytestmark = [pytest.mark.browser, pytest.mark.one_database, pytest.mark.django_db(transaction=True)]


def test_an_answer_reads_on_a_phone(browse):
    page = browse(a_user("head", school=a_school()), viewport=PHONE)
    page.goto("/law/which-code/?session=yes&where=elsewhere&why=holiday&holiday=no")
    assert_accessible(page)
    assert_no_sideways_scroll(page)


def test_the_helper_finds_a_code_by_keyboard_without_scripts(browse):
    page = browse(a_user("head", school=a_school()), java_script_enabled=False)
    page.goto("/law/which-code/")
    page.get_by_label("Afternoon").press("Space")
    for answer in ("Yes", "In school, for all of it or some of it", "By the time the register began"):
        page.get_by_label(answer).press("Space")
        page.get_by_role("button", name="Continue").press("Enter")
    assert page.get_by_role("heading", level=1).inner_text().startswith("Code \\ fits")
