"""One's own account: password, second factors, where one is signed in."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client

from onroll.service.access.models import User
from onroll.service.web.access.second_factor import ROOM_FOR_A_NAME
from tests.factories.access import PASSWORD, a_user
from tests.factories.organisations import a_school

pytestmark = pytest.mark.django_db


@pytest.fixture
def head():
    return a_user("head", school=a_school(meets=False), username="h.ead", password=PASSWORD)


@pytest.fixture
def signed_in(client, head):
    return sign_in(client)


def sign_in(client):
    client.post("/sign-in/", {"login": "h.ead", "password": PASSWORD})
    client.post("/account/confirm/", {"password": PASSWORD})
    return client


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


class TestEveryAccountPage:
    @pytest.mark.parametrize(
        "address",
        [
            "/account/",
            "/account/password/",
            "/account/sessions/",
            "/account/second-factor/",
            "/account/second-factor/app/",
            "/account/passkeys/",
            "/account/passkeys/add/",
            "/sign-out/",
        ],
    )
    def test_opens_in_our_layout(self, signed_in, address):
        answer = signed_in.get(address)

        assert answer.status_code == 200
        assert "– Onroll</title>" in answer.text
        assert answer["Cache-Control"].startswith(("no-store", "max-age=0, no-cache, no-store"))

    def test_asks_again_for_the_password_after_a_while(self, client, head):
        client.force_login(head)

        answer = client.get("/account/second-factor/app/")

        assert answer.status_code == 302
        assert answer["Location"].startswith("/account/confirm/")
        assert "Confirm it is you" in client.get(answer["Location"]).text

    @pytest.mark.parametrize(("seconds_ago", "status"), [(290, 200), (300, 302)])
    def test_asks_for_no_password_a_moment_after_signing_in(self, client, head, seconds_ago, status):
        client.post("/sign-in/", {"login": "h.ead", "password": PASSWORD})
        session = client.session
        session["account_authentication_methods"][0]["at"] -= seconds_ago
        session.save()

        assert client.get("/account/second-factor/app/").status_code == status


class TestAnAccountWithoutAPassword:
    @pytest.fixture
    def invited(self):
        client = Client()
        client.force_login(a_user("head", school=a_school("Wenlow Junior School", meets=False)))
        return client

    def test_is_told_how_to_get_one_instead_of_changing_it(self, invited):
        for answer in (invited.get("/account/password/"), invited.post("/account/password/")):
            assert answer.status_code == 302
            assert answer["Location"] == "/account/"
        assert "Ask whoever gives accounts at your school for an invitation" in invited.get("/account/").text

    def test_is_offered_no_change_of_it(self, invited, signed_in):
        assert "/account/password/" in signed_in.get("/account/").text
        assert "/account/password/" not in invited.get("/account/").text


class TestAnAuthenticatorApp:
    def set_up(self, signed_in):
        page = signed_in.get("/account/second-factor/app/")
        secret = page.text.split('onroll-figures">')[1].split("<")[0].replace(" ", "")
        return signed_in.post("/account/second-factor/app/", {"code": code_of(secret)}), secret

    def test_is_set_up_by_a_code_and_shows_recovery_codes(self, signed_in):
        answer, _ = self.set_up(signed_in)

        assert answer["Location"] == "/account/second-factor/codes/"
        codes = signed_in.get(answer["Location"]).text
        assert "Your recovery codes" in codes
        assert "Go on to your own page" in codes
        assert (
            "Your authenticator app is set up. From now on you sign in with a code it shows as well." in codes
        )
        assert signed_in.get("/account/second-factor/codes/file/")["Content-Type"] == "text/plain"
        assert signed_in.get("/account/second-factor/codes/new/").status_code == 200
        assert signed_in.get("/account/second-factor/app/remove/").status_code == 200

    def test_says_what_is_done_when_codes_are_made_anew_and_when_it_is_removed(self, signed_in):
        self.set_up(signed_in)
        signed_in.get("/account/second-factor/codes/")

        anew = signed_in.post("/account/second-factor/codes/new/", follow=True)
        assert "You have new recovery codes. The old ones no longer let you in." in anew.text
        without = signed_in.post("/account/second-factor/app/remove/", follow=True)
        assert "Your authenticator app is removed. The codes it shows no longer let you in." in without.text

    def test_is_kept_encrypted(self, signed_in, head):
        _, secret = self.set_up(signed_in)

        kept = Authenticator.objects.get(user=head, type=Authenticator.Type.TOTP)
        assert secret not in str(kept.data)
        assert isinstance(kept.wrap(), TOTP)

    def test_says_what_to_do_about_a_code_that_is_not_right(self, signed_in):
        answer = signed_in.post("/account/second-factor/app/", {"code": "000000"})

        assert answer.status_code == 422
        assert "That code is not right" in answer.text

    def test_is_asked_for_at_the_next_sign_in(self, signed_in, client):
        self.set_up(signed_in)
        signed_in.post("/sign-out/")

        answer = client.post("/sign-in/", {"login": "h.ead", "password": PASSWORD, "next": "/account/"})

        assert answer["Location"].startswith("/sign-in/code/")
        assert "Enter your code" in client.get(answer["Location"]).text
        assert client.get("/account/").status_code == 302

    def test_has_the_focus_where_its_code_is_asked_for_and_not_after_a_mistake(self, signed_in, client):
        self.set_up(signed_in)
        signed_in.post("/sign-out/")
        client.post("/sign-in/", {"login": "h.ead", "password": PASSWORD})

        assert " autofocus" in client.get("/sign-in/code/").text
        assert " autofocus" not in client.post("/sign-in/code/", {"code": "000000"}).text


class TestARecoveryCode:
    def test_lets_in_once_and_then_says_that_it_was_used(self, client, head):
        TOTP.activate(head, "JBSWY3DPEHPK3PXP")
        code = RecoveryCodes.activate(head).get_unused_codes()[0]
        sign_in = {"login": "h.ead", "password": PASSWORD}
        client.post("/sign-in/", sign_in)
        assert client.post("/sign-in/code/", {"code": code}).status_code == 302
        client.post("/sign-out/")

        client.post("/sign-in/", sign_in)
        again = client.post("/sign-in/code/", {"code": code})
        assert again.status_code == 422
        assert "That recovery code was used before, and each lets you in once." in again.text
        assert "That code is not right" in client.post("/sign-in/code/", {"code": "00000000"}).text


class TestASecondFactorThatIsRequired:
    def test_is_set_up_before_anything_else(self, client, head):
        User.objects.filter(pk=head.pk).update(must_use_second_factor=True)
        client.force_login(head)

        assert client.get("/")["Location"] == "/account/second-factor/"
        page = client.get("/account/second-factor/").text
        assert "A second step is required of you. Set one up to go on" in page

    def test_lets_on_whoever_has_one(self, client, head):
        User.objects.filter(pk=head.pk).update(must_use_second_factor=True)
        TOTP.activate(head, "JBSWY3DPEHPK3PXP")
        client.force_login(head)

        assert client.get("/")["Location"] != "/account/second-factor/"


class TestChangingAPassword:
    def test_signs_out_every_other_device(self, signed_in, client, head):
        elsewhere = sign_in(type(client)())

        answer = signed_in.post(
            "/account/password/",
            {"oldpassword": PASSWORD, "password1": "quite other words", "password2": "quite other words"},
        )

        assert answer["Location"] == "/account/"
        assert signed_in.get("/account/").status_code == 200
        assert elsewhere.get("/account/").status_code == 302

    def test_refuses_one_that_is_easy_to_guess(self, signed_in):
        answer = signed_in.post(
            "/account/password/", {"oldpassword": PASSWORD, "password1": "password", "password2": "password"}
        )

        assert answer.status_code == 422


class TestTheListOfSessions:
    def test_ends_every_session_but_this_one(self, signed_in, client, head):
        elsewhere = sign_in(type(client)())
        assert "This one" in signed_in.get("/account/sessions/").text

        signed_in.post("/account/sessions/")

        assert elsewhere.get("/account/").status_code == 302
        assert signed_in.get("/account/").status_code == 200


class TestTooManyTries:
    def test_are_stopped_for_a_while_and_told_why(self, client, head):
        for _ in range(8):
            client.post("/sign-in/", {"login": "h.ead", "password": "wrong"})

        answer = client.post("/sign-in/", {"login": "h.ead", "password": PASSWORD})

        assert answer.status_code == 422
        assert "You have tried too many times" in answer.text


class TestAScript:
    def test_is_told_that_it_has_been_signed_out_instead_of_sent_away(self, client):
        answer = client.post("/account/sessions/", headers={"X-Requested-With": "fetch"})

        assert answer.status_code == 401
        assert answer.json()["sign_in"] == "/sign-in/?next=/account/sessions/"

    def test_of_htmx_reloads_its_page(self, client):
        answer = client.get("/account/", headers={"HX-Request": "true"})

        assert (answer.status_code, answer["HX-Refresh"]) == (401, "true")


class TestWhatAPageCosts:
    def test_is_two_statements_for_knowing_who_asks(self, client, head, django_assert_num_queries):
        client.force_login(head)
        client.get("/sign-out/")

        with django_assert_num_queries(2):
            client.get("/sign-out/")


class TestAPasskeysName:
    @pytest.fixture
    def passkey(self, head):
        return Authenticator.objects.create(
            user=head, type=Authenticator.Type.WEBAUTHN, data={"name": "Phone", "credential": {}}
        )

    def rename(self, signed_in, passkey, name: str):
        return signed_in.post(f"/account/passkeys/{passkey.pk}/name/", {"name": name})

    def test_may_be_a_line_long(self, signed_in, passkey):
        assert self.rename(signed_in, passkey, "x" * ROOM_FOR_A_NAME).status_code == 302
        passkey.refresh_from_db()
        assert passkey.data["name"] == "x" * ROOM_FOR_A_NAME

    def test_that_is_longer_is_refused_with_the_cure(self, signed_in, passkey):
        answer = self.rename(signed_in, passkey, "x" * (ROOM_FOR_A_NAME + 1))
        assert answer.status_code == 422
        assert "The name has more than 60 characters. Shorten it" in answer.text
        passkey.refresh_from_db()
        assert passkey.data["name"] == "Phone"
