"""What a parent changes of their own account: a forgotten password, the address, and closing it."""

from __future__ import annotations

import pytest
from django.test import Client

from onroll.service.access.models import User
from onroll.service.correspondence.models import Message
from onroll.service.parents.actions.accounts import close_own_account, end_account_access
from onroll.service.parents.actions.own_account import (
    ask_for_address,
    ask_for_password,
    change_address,
    choose_password,
)
from onroll.service.parents.models import AccountAccess, AddressProof
from onroll.service.parents.refusals import ParentRefusal
from tests.factories.access import a_user
from tests.factories.moments import at
from tests.integration.parents.accounts import (
    EMAIL,
    PASSWORD,
    an_account,
    link_of,
    mailed_secret,
    signed_in,
)
from tests.integration.parents.conftest import AHousehold
from tests.integration.web.pages import words_of

pytestmark = pytest.mark.django_db
ANOTHER = "another three words"


@pytest.fixture
def mothers(household: AHousehold) -> User:
    return an_account(household, household.mother)


class TestAForgottenPassword:
    def test_is_chosen_again_by_a_mailed_link_and_signs_out_every_device(self, household, mothers):
        client = signed_in(mothers)
        ask_for_password(email=EMAIL, link_of=link_of, now=at(13))
        choose_password(secret=mailed_secret(), password=ANOTHER, now=at(13))
        mothers.refresh_from_db()
        assert mothers.check_password(ANOTHER)
        assert client.get("/children/").status_code == 302
        assert Message.objects.latest("pk").template == "parent-account-password-changed"

    def test_is_answered_alike_whether_the_address_is_known_or_not(self, household, mothers):
        known, unknown = (
            words_of(Client().post("/sign-in/forgotten/parent/", {"email": email}))
            for email in (EMAIL, "nobody@example.org")
        )
        assert known.replace(EMAIL, "nobody@example.org") == unknown
        assert Message.objects.filter(template="parent-account-password").count() == 1

    @pytest.mark.one_database
    def test_of_somebody_who_works_at_a_school_is_not_mailed(self, household):
        a_user("head", school=household.school, username="h.example", email=EMAIL)
        a_user("head", school=household.school, username="h.example@example.org", email=EMAIL)
        for typed in (EMAIL, "h.example@example.org"):
            ask_for_password(email=typed, link_of=link_of, now=at(13))
        assert not Message.objects.exists()

    def test_is_not_mailed_once_no_school_is_joined(self, household, mothers):
        end_account_access(
            school_id=household.school.pk, parent_id=household.mother.pk, by=household.officer, now=at(13)
        )
        ask_for_password(email=EMAIL, link_of=link_of, now=at(13))
        assert not Message.objects.filter(template="parent-account-password").exists()

    def test_is_not_chosen_by_a_link_of_another_purpose(self, household, mothers):
        ask_for_address(user_id=mothers.pk, email="new@example.org", link_of=link_of, now=at(13))
        with pytest.raises(ParentRefusal):
            choose_password(secret=mailed_secret(), password=ANOTHER, now=at(13))


class TestAnotherAddress:
    def test_is_signed_in_by_once_it_is_shown_to_be_theirs_and_the_one_before_is_told(
        self, household, mothers
    ):
        ask_for_address(user_id=mothers.pk, email="New@example.org", link_of=link_of, now=at(13))
        mothers.refresh_from_db()
        assert mothers.username == EMAIL
        change_address(secret=mailed_secret(), now=at(13))
        mothers.refresh_from_db()
        assert (mothers.username, mothers.email) == ("new@example.org", "new@example.org")
        told = Message.objects.latest("pk")
        assert (told.address, told.template) == (EMAIL, "parent-account-address-changed")

    def test_that_somebody_signs_in_by_is_told_to_that_address_alone(self, household, mothers):
        a_user(username="new@example.org")
        ask_for_address(user_id=mothers.pk, email="new@example.org", link_of=link_of, now=at(13))
        assert Message.objects.latest("pk").template == "parent-account-there"
        assert not AddressProof.objects.exists()

    @pytest.mark.one_database
    def test_that_is_the_one_they_have_is_refused(self, household, mothers):
        with pytest.raises(ParentRefusal, match="already"):
            ask_for_address(user_id=mothers.pk, email=EMAIL, link_of=link_of, now=at(13))

    def test_is_asked_for_after_the_password_was_given(self, household, mothers):
        phone = Client()
        phone.post("/sign-in/", {"login": EMAIL, "password": PASSWORD})
        asked = phone.post("/account/address/", {"email": "new@example.org"})
        assert asked.headers["Location"].startswith("/account/confirm/")
        phone.post("/account/confirm/", {"password": PASSWORD})
        answer = phone.post("/account/address/", {"email": "new@example.org"})
        assert "We have written to new@example.org" in words_of(answer)
        confirmed = phone.post(f"/sign-in/address/{mailed_secret()}/")
        assert confirmed.headers["Location"] == "/account/"


class TestClosing:
    def test_ends_everything_and_frees_the_address(self, household, mothers):
        close_own_account(user_id=mothers.pk, now=at(13))
        mothers.refresh_from_db()
        assert (mothers.is_active, mothers.email, mothers.has_usable_password()) == (False, "", False)
        assert not AccountAccess.objects.filter(ended_at__isnull=True).exists()
        assert an_account(household, household.mother).username == EMAIL

    def test_is_done_by_the_parent_and_signs_them_out(self, household, mothers):
        phone = Client()
        phone.post("/sign-in/", {"login": EMAIL, "password": PASSWORD})
        phone.post("/account/confirm/", {"password": PASSWORD})
        assert "Close your account" in words_of(phone.get("/account/close/"))
        assert "Your account is closed" in words_of(phone.post("/account/close/", follow=True))
        assert phone.get("/children/").status_code == 302

    def test_is_for_parents_alone(self, household):
        officer = a_user("head", school=household.school)
        with pytest.raises(ParentRefusal):
            close_own_account(user_id=officer.pk, now=at(13))
        officer.refresh_from_db()
        assert officer.is_active


class TestTheAccountsPage:
    def test_says_how_they_sign_in_and_nothing_of_roles(self, household, mothers):
        words = words_of(signed_in(mothers).get("/account/"))
        assert EMAIL in words
        assert "Your roles" not in words
        assert "Calendar" not in words

    def test_lists_what_was_opened(self, household, mothers):
        client = signed_in(mothers)
        assert "Nothing was opened yet" in words_of(client.get("/account/opened/"))
        access = AccountAccess.objects.get(parent=household.mother)
        client.get(f"/children/{access.pk}/contact/")
        assert "How the school reaches you: Amina" in words_of(client.get("/account/opened/"))

    def test_may_have_a_second_step(self, household, mothers):
        assert signed_in(mothers).get("/account/second-factor/").status_code == 200
