"""Who holds roles over an authority, its districts or a trust: listed, invited, given and ended."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from onroll.service import clock
from onroll.service.access.models import RoleHeld, SignInLink, User
from onroll.service.audit.models import Event
from onroll.service.organisations.models import Authority, Trust
from tests.factories.access import a_user
from tests.factories.moments import at
from tests.factories.organisations import a_school, an_authority
from tests.integration.web.pages import words_of

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 20)
FROM_MONDAY = {"first_day-day": "23", "first_day-month": "11", "first_day-year": "2026"}


@pytest.fixture(autouse=True)
def in_november(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONROLL_CLOCK_OFFSET", str((at(10, on=TODAY) - clock.real_now()).total_seconds()))


@pytest.fixture
def authority() -> Authority:
    return an_authority("Fenmarsh")


@pytest.fixture
def administrator(authority: Authority) -> User:
    return a_user("administrator", authority=authority, name="Ms A. Example")


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def people(authority: Authority, rest: str = "") -> str:
    return f"/authorities/{authority.pk}/people/{rest}"


class TestThePeopleOfAnAuthority:
    def test_are_those_with_roles_over_it_and_its_districts(
        self, authority: Authority, administrator: User
    ) -> None:
        officer = a_user("virtual_school_officer", authority=authority, name="Mr V. Officer")
        district = authority.districts.get()
        RoleHeld.objects.create(
            user=a_user(name="Mx D. Officer"), role="attendance_support_officer", district=district,
            first_day=TODAY,
        )  # fmt: skip
        a_user("head", school=a_school(authority=authority), name="Mrs H. Example")
        words = words_of(signed_in(administrator).get(people(authority)))
        assert officer.name in words
        assert "Authority attendance support officer, North" in words
        assert "Mrs H. Example" not in words

    def test_are_led_to_from_its_page(self, authority: Authority, administrator: User) -> None:
        page = signed_in(administrator).get(f"/authorities/{authority.pk}/").content.decode()
        assert f'href="{people(authority)}"' in page

    def test_are_not_shown_to_an_officer(self, authority: Authority) -> None:
        officer = a_user("virtual_school_officer", authority=authority, is_demo=True)
        assert signed_in(officer).get(people(authority)).status_code == 403

    def test_are_not_there_for_another_authority(self, administrator: User) -> None:
        assert signed_in(administrator).get(people(an_authority("Otherwhere"))).status_code == 404


class TestInvitingSomeone:
    def sent(self, **changed: str) -> dict[str, str]:
        named = {"name": "Mr V. Officer", "username": "v.officer", "role": "virtual_school_officer"}
        return {**named, **FROM_MONDAY, **changed}

    def test_makes_the_account_with_its_role_and_shows_the_link_once(
        self, authority: Authority, administrator: User
    ) -> None:
        answer = signed_in(administrator).post(people(authority, "invite/"), self.sent())
        assert "http://testserver/" in words_of(answer)
        invited = User.objects.get(username="v.officer")
        held = RoleHeld.objects.get(user=invited)
        assert (held.role, held.authority, held.first_day) == (
            "virtual_school_officer", authority, dt.date(2026, 11, 23),
        )  # fmt: skip
        assert SignInLink.objects.get(user=invited).purpose == "invitation"
        assert Event.objects.filter(actor_name="Ms A. Example", name="access.role.given").exists()

    def test_gives_the_role_over_one_district(self, authority: Authority, administrator: User) -> None:
        district = authority.districts.get()
        sent = self.sent(role="attendance_support_officer", district=str(district.pk))
        signed_in(administrator).post(people(authority, "invite/"), sent)
        assert RoleHeld.objects.get(user__username="v.officer").district == district

    @pytest.mark.parametrize(
        ("changed", "said"),
        [
            ({"name": ""}, "Enter the person’s name"),
            ({"username": "v officer"}, "Enter a username of 2 to 80"),
            ({"role": ""}, "Choose a role"),
            ({"role": "head"}, "Head teacher is not a role over an authority. It is held over a school."),
            ({"role": "inspector"}, "Enter a last day for the role of inspector"),
            ({"first_day-day": ""}, "must include a day"),
        ],
    )
    def test_makes_nobody_where_something_is_wrong(
        self, authority: Authority, administrator: User, changed: dict[str, str], said: str
    ) -> None:
        answer = signed_in(administrator).post(people(authority, "invite/"), self.sent(**changed))
        assert answer.status_code == 422
        assert said in words_of(answer)
        assert not User.objects.filter(name="Mr V. Officer").exists()

    def test_refuses_what_is_no_text(self, authority: Authority, administrator: User) -> None:
        answer = signed_in(administrator).post(people(authority, "invite/"), self.sent(name="Mr \0"))
        assert answer.status_code == 400

    def test_is_for_a_trusts_administrator_too(self) -> None:
        trust = Trust.objects.create(name="Wenlow Learning Trust")
        client = signed_in(a_user("administrator", trust=trust))
        client.post(f"/trusts/{trust.pk}/people/invite/", self.sent(role="trust_lead"))
        assert RoleHeld.objects.get(user__username="v.officer").trust == trust


class TestAPerson:
    @pytest.fixture
    def officer(self, authority: Authority) -> User:
        return a_user("attendance_support_officer", authority=authority, name="Mr V. Officer")

    def test_is_given_another_role(self, authority: Authority, administrator: User, officer: User) -> None:
        sent = {"role": "missing_education_officer", **FROM_MONDAY}
        answer = signed_in(administrator).post(
            people(authority, f"{officer.pk}/roles/give/"), sent, follow=True
        )
        assert "Authority missing education officer Fenmarsh 23 November 2026" in words_of(answer)
        assert "has the role of Authority missing education officer." in words_of(answer)

    def test_gives_themselves_none(self, authority: Authority, administrator: User) -> None:
        sent = {"role": "missing_education_officer", **FROM_MONDAY}
        answer = signed_in(administrator).post(people(authority, f"{administrator.pk}/roles/give/"), sent)
        assert "You cannot give yourself a role" in words_of(answer)

    def test_has_a_role_ended(self, authority: Authority, administrator: User, officer: User) -> None:
        held = RoleHeld.objects.get(user=officer)
        sent = {"last_day-day": "18", "last_day-month": "12", "last_day-year": "2026"}
        signed_in(administrator).post(people(authority, f"{officer.pk}/roles/{held.pk}/end/"), sent)
        held.refresh_from_db()
        assert held.last_day == dt.date(2026, 12, 18)

    def test_keeps_the_last_role_that_may_give_roles(self, authority: Authority, administrator: User) -> None:
        held = RoleHeld.objects.get(user=administrator)
        sent = {"last_day-day": "18", "last_day-month": "12", "last_day-year": "2026"}
        answer = signed_in(administrator).post(
            people(authority, f"{administrator.pk}/roles/{held.pk}/end/"), sent
        )
        assert "Nobody else may give roles over Fenmarsh" in words_of(answer)

    def test_gets_a_new_link(self, authority: Authority, administrator: User, officer: User) -> None:
        answer = signed_in(administrator).post(people(authority, f"{officer.pk}/link/"))
        assert answer.status_code == 200
        assert SignInLink.objects.filter(user=officer, used_at=None).count() == 1

    def test_of_a_district_gets_a_new_link(self, authority: Authority, administrator: User) -> None:
        officer = a_user(name="Mx D. Officer")
        RoleHeld.objects.create(
            user=officer, role="attendance_support_officer", district=authority.districts.get(),
            first_day=TODAY,
        )  # fmt: skip
        signed_in(administrator).post(people(authority, f"{officer.pk}/link/"))
        assert SignInLink.objects.filter(user=officer).exists()

    def test_who_works_elsewhere_too_gets_none(
        self, authority: Authority, administrator: User, officer: User
    ) -> None:
        RoleHeld.objects.create(
            user=officer, role="trust_lead", trust=Trust.objects.create(name="Reed Trust"), first_day=TODAY
        )
        answer = signed_in(administrator).post(people(authority, f"{officer.pk}/link/"), follow=True)
        assert "also works elsewhere, so this authority cannot change their account" in words_of(answer)
        assert not SignInLink.objects.exists()

    def test_of_a_school_is_not_one_of_its_people(self, authority: Authority, administrator: User) -> None:
        head = a_user("head", school=a_school(authority=authority))
        assert signed_in(administrator).get(people(authority, f"{head.pk}/")).status_code == 404
