"""Signing in, one's account, people, families, merging and the audit trail: looked at by axe, wide and narrow."""

import pytest

from onroll.service.access import demo_mode
from onroll.service.access.actor import Actor
from onroll.service.audit.actions import record_event
from tests.factories.access import MADE_AT, PASSWORD, a_user
from tests.support.addresses import NOW, one_of_everything
from tests.support.browser import (
    DESKTOP,
    NARROWEST,
    PHONE,
    assert_accessible,
    assert_no_sideways_scroll,
    screenshot,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def everything(monkeypatch):
    from onroll.service import clock

    monkeypatch.setenv("ONROLL_CLOCK_OFFSET", str((NOW - clock.real_now()).total_seconds()))
    return one_of_everything()


@pytest.fixture
def head(everything):
    return a_user(
        "head", school=everything.school, name="Ms R. Adeyemi", username="r.adeyemi", password=PASSWORD
    )


def look(page, name: str) -> None:
    """Judge a page at desktop, phone and the narrowest width, and keep its picture."""
    for width, viewport in (("desktop", DESKTOP), ("phone", PHONE), ("narrow", NARROWEST)):
        page.set_viewport_size(viewport)
        assert_no_sideways_scroll(page)
        if width != "narrow":
            assert_accessible(page)
            screenshot(page, f"people-{name}-{width}")


class TestSigningIn:
    def test_works_by_keyboard_and_says_what_is_wrong(self, browse, head):
        page = browse()
        page.goto("/account/")
        look(page, "sign-in")

        page.get_by_label("Username").fill("r.adeyemi")
        page.get_by_label("Password", exact=True).fill("wrong")
        page.keyboard.press("Enter")
        page.get_by_role("alert").get_by_text("The username or the password is not right").wait_for()
        page.page_errors.clear()  # the browser notes the 422 itself
        look(page, "sign-in-refused")

        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url("**/account/")

    def test_is_one_click_in_a_demo(self, browse, everything, monkeypatch):
        demo_mode._mark(demo_mode.DEMO, MADE_AT)
        monkeypatch.setenv(demo_mode.SWITCH, "1")
        for role in ("head", "attendance_officer", "senior_attendance_champion"):
            a_user(role, school=everything.school, is_demo=True)
        a_user("teacher", group=everything.group, name="Mr D. Teacher", is_demo=True)
        page = browse()
        page.goto("/sign-in/")
        look(page, "sign-in-demo")

        page.get_by_role("button", name="Head teacher").click()
        page.wait_for_url("**/today/")
        page.page_errors.clear()


class TestTheAccount:
    def test_takes_an_authenticator_app(self, browse, head):
        page = browse(head)
        page.goto("/account/second-factor/app/")
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.keyboard.press("Enter")
        page.get_by_alt_text("QR code for your authenticator app").wait_for()
        look(page, "app")


class TestThePeoplePages:
    def test_invite_someone_who_then_signs_in(self, browse, everything, head):
        page = browse(head)
        page.goto(f"/schools/{everything.school.pk}/people/invite/")
        page.get_by_label("First name").fill("Sam")
        page.get_by_label("Surname").fill("Malik")
        page.get_by_label("Username").fill("s.malik")
        page.get_by_role("button", name="Make the invitation").click()
        link = page.locator(".sign-in-link").inner_text().strip()
        look(page, "link-made")

        theirs = browse()
        theirs.goto(link)
        look(theirs, "choose-password")
        theirs.get_by_label("Password", exact=True).fill(PASSWORD)
        theirs.get_by_label("The same password again").fill(PASSWORD)
        theirs.get_by_role("button", name="Set password").click()
        theirs.wait_for_url("**/sign-in/")
        theirs.get_by_label("Username").fill("s.malik")
        theirs.get_by_label("Password", exact=True).fill(PASSWORD)
        theirs.keyboard.press("Enter")
        theirs.get_by_text("You hold no role today").first.wait_for()
        theirs.page_errors.clear()  # the browser notes the 403 of someone with no role itself


class TestTheAuditOfAnAuthority:
    def test_is_readable_by_all(self, browse, everything):
        authority = everything.school.authority
        officer = a_user("data_protection_officer", authority=authority, is_demo=True)
        record_event(
            "organisations.district.made", by=Actor.service("Onroll"), now=NOW, school_id=None,
            subject_type="authority", subject_id=authority.pk, called="Norwich",
        )  # fmt: skip
        page = browse(officer)
        page.goto(f"/authorities/{authority.pk}/audit/")
        page.get_by_role("heading", name="What was done").wait_for()
        look(page, "audit-of-authority")
