"""A parent makes an account on a phone, signs in by it, and says that a child is ill: with scripts and without."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from onroll.service.absence_follow_up.models import ReasonGiven
from onroll.service.parents.models import AccountAccess
from tests.factories.access import a_user
from tests.factories.moments import at
from tests.integration.parents.accounts import EMAIL, PASSWORD, let_it_mail, mailed_secret
from tests.integration.parents.conftest import AHousehold
from tests.support.browser import PHONE, assert_accessible, assert_no_sideways_scroll, screenshot
from tests.support.register_page import let_it_be

pytestmark = pytest.mark.browser


@pytest.fixture
def household(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> AHousehold:
    let_it_be(monkeypatch, 7, 40)
    household = AHousehold()
    let_it_mail(household)
    return household


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_a_parent_makes_an_account_signs_in_and_says_that_a_child_is_ill(household, browse, scripts):
    # The service is set up: somebody works with it already.
    a_user("head", school=household.school)
    page = browse(viewport=PHONE, java_script_enabled=scripts)

    def look(name: str) -> None:
        if scripts:
            assert_accessible(page)
            assert_no_sideways_scroll(page)
        screenshot(page, f"parents-account-{name}")

    page.goto(f"/parents/{household.secret(household.mother, now=at(7))}/")
    page.get_by_role("link", name="Make an account").click()
    look("ask")
    page.get_by_label("Your own email address").fill(EMAIL)
    page.get_by_role("button", name="Send me the link").click()
    expect(page.get_by_role("heading", name="Look in your email")).to_be_visible()
    look("sent")

    page.goto(f"/sign-in/address/{mailed_secret()}/")
    look("password")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("The same password again").fill(PASSWORD)
    page.get_by_role("button", name="Make my account").click()

    page.get_by_label("Username").fill(EMAIL)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", name="Your children")).to_be_visible()
    look("children")
    page.get_by_role("button", name="Callum will be away").click()
    page.get_by_label("Ill, in body or mind").check()
    page.get_by_role("button", name="Tell the school").click()
    expect(page.get_by_text("The school has been told about Callum")).to_be_visible()
    look("school")
    page.get_by_role("link", name="Your children").click()
    page.get_by_role("link", name="Your account").click()
    look("account")
    page.get_by_role("link", name="See it").click()
    expect(page.get_by_text("Report an absence: Callum")).to_be_visible()
    look("opened")
    assert ReasonGiven.objects.get().pupil == household.callum
    assert AccountAccess.objects.get().parent == household.mother
