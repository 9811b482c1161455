"""A parent makes an account from their own link: by an address that a mailed link shows to be theirs."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from onroll.service.access import demo_mode
from onroll.service.access.models import User
from onroll.service.access.refusals import PasswordRefused
from onroll.service.audit.models import Event
from onroll.service.correspondence.actions.cancelling import send_again
from onroll.service.correspondence.models import Message
from onroll.service.correspondence.refusals import MessageRefused
from onroll.service.correspondence.sealed_links import STANDS_FOR_IT, body_as_read, body_as_sent
from onroll.service.parents.actions.accounts import (
    JOINED,
    NO_EMAIL,
    NOT_A_PARENTS,
    ask_for_account,
    end_account_access,
    join_school,
    make_account,
)
from onroll.service.parents.mailed import LASTS, USED_UP
from onroll.service.parents.models import AccountAccess, AddressProof
from onroll.service.parents.refusals import ParentRefusal
from onroll.service.people.models import Relationship
from tests.factories.access import a_user
from tests.factories.moments import at
from tests.integration.parents.accounts import (
    EMAIL,
    PASSWORD,
    an_account,
    let_it_mail,
    link_of,
    mailed_secret,
    signed_in,
)
from tests.integration.parents.conftest import AHousehold
from tests.integration.web.pages import words_of

pytestmark = pytest.mark.django_db


def ask(household: AHousehold, email: str = EMAIL, *, secret: str = "") -> None:
    ask_for_account(
        secret=secret or household.secret(household.mother), email=email, link_of=link_of, now=at(12)
    )


@pytest.fixture
def mailing(household: AHousehold) -> AHousehold:
    let_it_mail(household)
    return household


class TestAskingForOne:
    def test_mails_a_link_at_once_and_makes_no_account_yet(self, mailing):
        ask(mailing)
        message = Message.objects.get()
        assert (message.address, message.recipient_kind, message.template) == (
            EMAIL,
            "account",
            "parent-account-make",
        )
        assert message.waiting.at == at(12)
        assert not User.objects.filter(username=EMAIL).exists()

    def test_keeps_the_secret_out_of_what_the_school_reads(self, mailing):
        ask(mailing)
        message = Message.objects.get()
        assert STANDS_FOR_IT in body_as_read(message)
        assert mailed_secret() not in body_as_read(message)
        assert STANDS_FOR_IT not in body_as_sent(message)

    @pytest.mark.one_database
    def test_shows_the_secret_in_a_demo_where_nothing_leaves(self, mailing, monkeypatch):
        ask(mailing)
        monkeypatch.setattr(demo_mode, "is_demo", lambda: True)
        assert mailed_secret() in body_as_read(Message.objects.get())

    def test_of_an_address_somebody_signs_in_by_tells_that_address_alone(self, mailing):
        a_user(username=EMAIL)
        phone = Client()
        page = mailing.page(mailing.mother)
        answer = words_of(phone.post(f"{page}account/", {"email": EMAIL}))
        assert Message.objects.get().template == "parent-account-there"
        assert not AddressProof.objects.exists()
        other = words_of(phone.post(f"{page}account/", {"email": "b@example.org"}))
        assert other.replace("b@example.org", EMAIL) == answer

    @pytest.mark.one_database
    @pytest.mark.parametrize(
        ("typed", "why"),
        [
            ("", "Enter your email address."),
            ("a.begum", "Enter an email address in full"),
            (f"{'a' * 70}@example.org", "longer than 80 characters"),
        ],
    )
    def test_refuses_what_is_no_address(self, mailing, typed, why):
        with pytest.raises(ParentRefusal, match=why):
            ask(mailing, typed)

    @pytest.mark.one_database
    def test_is_refused_where_the_school_sends_no_email(self, household):
        with pytest.raises(ParentRefusal, match=NO_EMAIL):
            ask(household)

    def test_is_refused_where_the_page_has_one(self, household):
        an_account(household, household.mother)
        with pytest.raises(ParentRefusal, match=JOINED):
            ask(household, "other@example.org")

    @pytest.mark.one_database
    def test_writes_to_one_address_five_times_an_hour(self, mailing):
        page = mailing.page(mailing.mother)
        statuses = [Client().post(f"{page}account/", {"email": EMAIL}).status_code for _ in range(6)]
        assert statuses == [200] * 5 + [422]


class TestTheMailedLink:
    def test_makes_an_account_that_holds_no_role_and_is_joined_to_the_parents_record(self, mailing):
        ask(mailing, "A.Begum@Example.org ")
        user = make_account(secret=mailed_secret(), password=PASSWORD, now=at(13))
        assert (user.username, user.is_parent, user.roles_held.count()) == (EMAIL, True, 0)
        assert user.check_password(PASSWORD)
        assert AccountAccess.objects.get().parent == mailing.mother
        assert Event.objects.filter(name="parents.account.made", school_id=mailing.school.pk).exists()

    def test_works_once(self, mailing):
        ask(mailing)
        secret = mailed_secret()
        make_account(secret=secret, password=PASSWORD, now=at(12))
        with pytest.raises(ParentRefusal, match="has been used"):
            make_account(secret=secret, password=PASSWORD, now=at(12))

    def test_works_for_a_day_and_not_a_second_longer(self, mailing):
        ask(mailing)
        with pytest.raises(ParentRefusal):
            make_account(secret=mailed_secret(), password=PASSWORD, now=at(12) + LASTS)
        assert make_account(
            secret=mailed_secret(), password=PASSWORD, now=at(12) + LASTS - dt.timedelta(seconds=1)
        )

    def test_stops_once_a_newer_one_was_asked_for(self, mailing):
        ask(mailing)
        first = mailed_secret()
        ask(mailing)
        with pytest.raises(ParentRefusal, match="a newer one was sent"):
            make_account(secret=first, password=PASSWORD, now=at(12))

    def test_refuses_an_easy_password_and_still_works(self, mailing):
        ask(mailing)
        with pytest.raises(PasswordRefused):
            make_account(secret=mailed_secret(), password="password", now=at(12))
        assert make_account(secret=mailed_secret(), password=PASSWORD, now=at(12))

    def test_makes_none_for_a_parent_who_may_no_longer_see_a_child(self, mailing):
        ask(mailing)
        Relationship.objects.filter(parent=mailing.mother).update(may_see=False)
        with pytest.raises(ParentRefusal):
            make_account(secret=mailed_secret(), password=PASSWORD, now=at(12))
        assert not User.objects.filter(username=EMAIL).exists()

    def test_is_not_sent_again_by_the_school(self, mailing):
        ask(mailing)
        message = Message.objects.get()
        message.events.create(school=mailing.school, kind="failed", at=at(13), by_name="Sending")
        with pytest.raises(MessageRefused, match="asks for another link themselves"):
            send_again(school_id=mailing.school.pk, message_id=message.pk, by=mailing.officer, now=at(13))

    def test_opened_does_nothing_until_a_password_is_sent(self, mailing):
        ask(mailing)
        address = f"/sign-in/address/{mailed_secret()}/"
        phone = Client()
        assert EMAIL in words_of(phone.get(address))
        assert not User.objects.filter(username=EMAIL).exists()
        differing = phone.post(address, {"password": PASSWORD, "again": "other"})
        assert differing.status_code == 422
        made = phone.post(address, {"password": PASSWORD, "again": PASSWORD}, follow=True)
        assert "Your account is made" in words_of(made)
        assert USED_UP in words_of(phone.get(address))


class TestJoiningAnotherSchool:
    def test_adds_what_another_link_opens_and_the_same_again_changes_nothing(self, household):
        user = an_account(household, household.mother)
        end_account_access(
            school_id=household.school.pk, parent_id=household.mother.pk, by=household.officer, now=at(13)
        )
        page = f"/parents/{household.secret(household.mother)}/account/join/"
        client = signed_in(user)
        assert "This is the page of Mx Mother Begum" in words_of(client.get(page))
        for _ in range(2):
            assert client.post(page).headers["Location"] == "/children/"
        assert AccountAccess.objects.filter(user=user, ended_at__isnull=True).count() == 1

    def test_is_refused_where_another_account_is_joined(self, household):
        an_account(household, household.mother)
        other = an_account(household, household.father, "eyre@example.org")
        with pytest.raises(ParentRefusal, match=JOINED):
            join_school(secret=household.secret(household.mother), user_id=other.pk, now=at(12))

    def test_is_refused_to_the_account_somebody_works_with(self, household):
        officer = a_user("attendance_officer", school=household.school)
        secret = household.secret(household.mother)
        with pytest.raises(ParentRefusal, match="the two are kept apart"):
            join_school(secret=secret, user_id=officer.pk, now=at(12))
        answer = signed_in(officer).get(f"/parents/{secret}/account/join/")
        assert (answer.status_code, NOT_A_PARENTS in words_of(answer)) == (410, True)
