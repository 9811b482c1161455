"""Signing in, being refused, and what guards an account, on the audit trail of whoever answers for it."""

from __future__ import annotations

import pytest
from django.test import Client

from onroll.service import clock
from onroll.service.access.actions import give_role, invite_over, make_sign_in_link
from onroll.service.access.actor import Actor
from onroll.service.access.models import User
from onroll.service.access.scope import OutOfScope
from onroll.service.audit.queries import Sought, events_of_school, events_over
from onroll.service.organisations.actions.schools import make_district
from onroll.service.organisations.models import Trust
from tests.factories.access import MADE_AT, PASSWORD, a_user
from tests.factories.organisations import FIRST_DAY, a_group, a_school, an_authority
from tests.factories.people import an_actor

pytestmark = pytest.mark.django_db

SERVICE = Actor.service("test")


@pytest.fixture
def school():
    return a_school(meets=False)


@pytest.fixture
def head(school):
    return a_user("head", school=school, name="Ms R. Adeyemi", username="h.ead", password=PASSWORD)


def told(school) -> list[str]:
    officer = an_actor("data_protection_officer", school)
    lines = events_of_school(officer.scope, school_id=school.pk, sought=Sought()).lines
    return [f"{line.who} {line.what}" for line in lines]


def sign_in(client: Client, password: str = PASSWORD) -> None:
    client.post("/sign-in/", {"login": "h.ead", "password": password})


class TestSigningIn:
    def test_is_told_with_its_means(self, client, school, head):
        sign_in(client)

        assert told(school) == ["Ms R. Adeyemi signed in with their password"]

    def test_with_a_wrong_password_is_told_of_the_account_alone(self, client, school, head):
        sign_in(client, "wrong")
        client.post("/sign-in/", {"login": "my password by mistake", "password": "h.ead"})

        assert told(school) == [
            "Onroll turned away somebody signing in as Ms R. Adeyemi: the password was wrong"
        ]

    def test_by_a_link_is_told_at_the_school_of_the_account(self, client, school, head):
        secret = make_sign_in_link(
            user=head, by=SERVICE, now=clock.real_now(), on=FIRST_DAY, school_id=school.pk
        )
        client.post(
            f"/sign-in/link/{secret}/", {"password": "quite other words", "again": "quite other words"}
        )

        assert told(school)[0] == "Ms R. Adeyemi set their password by a link (reset)"


class TestWhoeverMadeTheAccount:
    @pytest.mark.parametrize("over", ["school", "group"])
    def test_it_is_told_at_the_school_where_the_person_works(self, client, school, over):
        place = {"school": school} if over == "school" else {"group": a_group(school)}
        person = a_user(
            "senco" if over == "school" else "teacher", username="h.ead", password=PASSWORD, **place
        )
        User.objects.filter(pk=person.pk).update(joined_school=None)

        sign_in(client)

        assert len(told(school)) == 1

    def test_a_role_is_told_by_its_title(self, school, head):
        give_role(user=head, role="senco", first_day=FIRST_DAY, school_id=school.pk, by=SERVICE, now=MADE_AT)

        assert "gave Ms R. Adeyemi the role SENCO over" in told(school)[0]


class TestWhatGuardsAnAccount:
    @pytest.fixture
    def confirmed(self, client, head):
        sign_in(client)
        client.post("/account/confirm/", {"password": PASSWORD})
        return client

    def test_is_told_when_a_password_changes(self, confirmed, school):
        confirmed.post(
            "/account/password/",
            {"oldpassword": PASSWORD, "password1": "quite other words", "password2": "quite other words"},
        )

        assert told(school)[0] == "Ms R. Adeyemi changed their own password"

    def test_is_told_when_an_app_is_added_and_removed(self, confirmed, school):
        from tests.integration.access.test_account_pages import TestAnAuthenticatorApp

        TestAnAuthenticatorApp().set_up(confirmed)
        confirmed.post("/account/second-factor/app/remove/")

        assert told(school)[:2] == [
            "Ms R. Adeyemi removed an authenticator app from their own account",
            "Ms R. Adeyemi added an authenticator app to their own account",
        ]

    def test_is_not_told_of_a_code_that_was_wrong(self, confirmed, school):
        before = told(school)
        confirmed.post("/account/second-factor/app/", {"code": "000000"})

        assert told(school) == before


class TestAnAuthority:
    @pytest.fixture
    def authority(self, school):
        return school.authority

    def scope_over(self, authority, role="data_protection_officer"):
        from onroll.service.access.queries import scope_of

        return scope_of(a_user(role, authority=authority), on=FIRST_DAY)

    def told(self, authority) -> list[str]:
        lines = events_over(
            self.scope_over(authority), kind="authority", body_id=authority.pk, sought=Sought()
        ).lines
        return [line.what for line in lines]

    def test_reads_what_was_done_to_its_own_people_and_places(self, authority):
        make_district(authority_id=authority.pk, name="Norwich", by=SERVICE, now=MADE_AT)
        officer, _ = invite_over(
            username="o.fficer", name="Mr O. Fficer", role="attendance_support_officer", first_day=FIRST_DAY,
            authority_id=authority.pk, by=SERVICE, now=MADE_AT,
        )  # fmt: skip
        User.objects.filter(pk=officer.pk).update(is_active=True)

        assert len(self.told(authority)) == 4
        assert any("gave Mr O. Fficer the role" in line for line in self.told(authority))

    def test_reads_nothing_of_another_authority_of_a_school_or_of_a_trust(self, authority, head, school):
        other = an_authority("Otherwhere")
        make_district(authority_id=other.pk, name="Far", by=SERVICE, now=MADE_AT)
        trust = Trust.objects.create(name="Wenlow Learning Trust")
        give_role(
            user=head, role="trust_lead", first_day=FIRST_DAY, trust_id=trust.pk, by=SERVICE, now=MADE_AT
        )
        sign_in(Client())

        assert self.told(authority) == []
        with pytest.raises(OutOfScope):
            events_over(self.scope_over(authority), kind="authority", body_id=other.pk, sought=Sought())

    def test_shows_it_to_its_data_protection_officer_and_as_a_file(self, client, authority):
        make_district(authority_id=authority.pk, name="Norwich", by=SERVICE, now=MADE_AT)
        client.force_login(a_user("data_protection_officer", authority=authority, is_demo=True))

        assert "What was done" in client.get(f"/authorities/{authority.pk}/").text
        page = client.get(f"/authorities/{authority.pk}/audit/").text
        assert "Take them as a CSV file" in page
        assert "District" in page or "district" in page
        assert client.get(f"/authorities/{authority.pk}/audit/file/").text.count("\r\n") == 2

    def test_shows_it_to_nobody_who_may_not(self, client, authority):
        client.force_login(a_user("attendance_support_officer", authority=authority, is_demo=True))

        assert client.get(f"/authorities/{authority.pk}/audit/").status_code == 403
