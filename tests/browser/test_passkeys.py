"""Passkeys, from end to end: a real browser makes, keeps and uses the keys; only the finger on the sensor is made up."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from allauth.mfa.models import Authenticator

from onroll.service.access.models import User
from tests.browser.test_sign_in_and_people import look
from tests.factories.access import PASSWORD, a_user
from tests.factories.organisations import a_school

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def school():
    return a_school(meets=False)


@pytest.fixture
def head(school):
    return a_user("head", school=school, name="Ms R. Adeyemi", username="r.adeyemi", password=PASSWORD)


class Device:
    """A phone or laptop that holds passkeys: the browser's own, unlocked by whoever holds it."""

    def __init__(self, page) -> None:
        self._devtools = page.context.new_cdp_session(page)
        self._devtools.send("WebAuthn.enable")
        self._id = self._devtools.send(
            "WebAuthn.addVirtualAuthenticator",
            {
                "options": {
                    "protocol": "ctap2",
                    "transport": "internal",
                    "hasResidentKey": True,
                    "hasUserVerification": True,
                    "isUserVerified": True,
                    "automaticPresenceSimulation": True,
                }
            },
        )["authenticatorId"]

    @property
    def passkeys(self) -> list[dict]:
        found = self._devtools.send("WebAuthn.getCredentials", {"authenticatorId": self._id})
        return found["credentials"]

    def is_held_by(self, *, its_owner: bool) -> None:
        """Say whether the finger on the sensor is the owner's."""
        self._devtools.send(
            "WebAuthn.setUserVerified", {"authenticatorId": self._id, "isUserVerified": its_owner}
        )


@pytest.fixture
def at_a_device(browse) -> Callable:
    """Give a page of a browser at its sign-in page, and the device it runs on."""

    def open_page(**options):
        page = browse(**options)
        return page, Device(page)

    return open_page


def sign_in(page, going_to: str = "/account/") -> None:
    page.goto(f"/sign-in/?next={going_to}")
    page.get_by_label("Username").fill("r.adeyemi")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def arrive(page, path: str) -> None:
    """Wait for the page at a path; the address of the sign-in page holds the path one was going to."""
    page.wait_for_url(lambda address: urlsplit(address).path == path)


def sign_out(page) -> None:
    page.goto("/sign-out/")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    arrive(page, "/sign-in/")


def add_passkey(page, *, called: str, alone: bool) -> None:
    """Add a passkey to the account that is signed in; `alone` will sign in without a password."""
    page.goto("/account/passkeys/add/")
    page.get_by_label("What to call it").fill(called)
    if alone:
        page.get_by_label("Sign in with it alone").check()
    page.get_by_role("button", name="Add passkey").click()


class TestAPasskeyAlone:
    def test_is_made_signs_in_and_is_removed(self, at_a_device, head):
        page, device = at_a_device()
        sign_in(page)
        arrive(page, "/account/")

        add_passkey(page, called="Office laptop", alone=True)
        page.get_by_role("heading", name="Your recovery codes").wait_for()
        assert len(device.passkeys) == 1

        page.goto("/account/passkeys/")
        page.get_by_role("term").filter(has_text="Office laptop").wait_for()
        look(page, "passkeys-one")

        sign_out(page)
        page.goto("/sign-in/?next=/account/sessions/")
        page.get_by_role("button", name="Sign in with a passkey").click()
        arrive(page, "/account/sessions/")

        page.goto("/account/passkeys/")
        page.get_by_role("link", name="Remove Office laptop").click()
        page.get_by_role("heading", name="Remove “Office laptop”?").wait_for()
        page.get_by_role("button", name="Remove").click()
        page.get_by_text("You have none.").wait_for()
        assert not Authenticator.objects.filter(user=head, type=Authenticator.Type.WEBAUTHN).exists()

        sign_out(page)
        page.get_by_role("button", name="Sign in with a passkey").click()
        page.get_by_text("That passkey is not on any account here").wait_for()
        look(page, "passkey-removed")
        page.page_errors.clear()  # the browser notes the 422 itself


class TestAPasskeyAfterThePassword:
    def test_is_asked_for_and_lets_in(self, at_a_device, head):
        page, _ = at_a_device()
        sign_in(page)
        arrive(page, "/account/")
        add_passkey(page, called="Key on my ring", alone=False)
        page.get_by_role("heading", name="Your recovery codes").wait_for()
        sign_out(page)

        sign_in(page, going_to="/account/sessions/")
        page.get_by_role("button", name="Use your passkey").wait_for()
        look(page, "second-step-passkey")
        page.get_by_role("button", name="Use your passkey").click()

        arrive(page, "/account/sessions/")

    def test_meets_what_a_role_requires(self, at_a_device, head):
        User.objects.filter(pk=head.pk).update(must_use_second_factor=True)
        page, _ = at_a_device()
        sign_in(page, going_to="/account/sessions/")
        page.goto("/")
        arrive(page, "/account/second-factor/")

        add_passkey(page, called="Office laptop", alone=True)
        page.get_by_role("heading", name="Your recovery codes").wait_for()
        page.goto("/")

        page.wait_for_url("**/today/")

    def test_confirms_that_it_is_you(self, at_a_device, head):
        page, _ = at_a_device()
        sign_in(page)
        arrive(page, "/account/")
        add_passkey(page, called="Office laptop", alone=True)
        page.get_by_role("heading", name="Your recovery codes").wait_for()

        page.goto("/account/confirm/passkey/?next=/account/passkeys/")
        look(page, "confirm-passkey")
        page.get_by_role("button", name="Use a passkey").click()

        arrive(page, "/account/passkeys/")


class TestAPasskeyThatIsNotUsed:
    def test_is_said_on_the_page_it_was_asked_on(self, at_a_device, head):
        page, device = at_a_device()
        sign_in(page)
        arrive(page, "/account/")
        add_passkey(page, called="Office laptop", alone=True)
        page.get_by_role("heading", name="Your recovery codes").wait_for()
        sign_out(page)

        device.is_held_by(its_owner=False)
        page.get_by_role("button", name="Sign in with a passkey").click()

        page.get_by_text("The passkey was not used. Try again, or sign in another way.").wait_for()
        assert page.url.endswith("/sign-in/")


class TestAPasskeyOfAnAccountThatIsClosed:
    def test_lets_nobody_in(self, at_a_device, head):
        page, _ = at_a_device()
        sign_in(page)
        arrive(page, "/account/")
        add_passkey(page, called="Office laptop", alone=True)
        page.get_by_role("heading", name="Your recovery codes").wait_for()
        sign_out(page)
        User.objects.filter(pk=head.pk).update(is_active=False)

        page.get_by_role("button", name="Sign in with a passkey").click()

        arrive(page, "/sign-in/closed/")
