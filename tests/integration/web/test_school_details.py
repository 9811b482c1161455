"""A school's details, schools added by who administers the place, and a member of staff's last day."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from onroll.service import clock
from onroll.service.access.models import RoleHeld, User
from onroll.service.audit.models import Event
from onroll.service.organisations.models import School, Trust
from onroll.service.people.models import StaffMember
from tests.factories.access import a_user
from tests.factories.moments import at
from tests.factories.organisations import FIRST_DAY, a_group, a_school, an_authority
from tests.integration.web.pages import words_of

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 20)
NEW = {
    "name": "Alder Infant School",
    "address": "1 Alder Lane\nWenlow",
    "telephone": "01632 960001",
    "urn": "199001",
    "dfe_number": "901/2777",
    "phase": "primary",
    "kind": "academy",
    "lowest_age": "4",
    "highest_age": "7",
}


@pytest.fixture(autouse=True)
def in_november(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONROLL_CLOCK_OFFSET", str((at(10, on=TODAY) - clock.real_now()).total_seconds()))


@pytest.fixture
def school() -> School:
    return a_school()


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


class TestTheDetails:
    def test_are_read_by_who_reads_the_school(self, school: School) -> None:
        words = words_of(signed_in(a_user("governor", school=school)).get(f"/schools/{school.pk}/details/"))
        assert f"URN {school.urn}" in words
        assert f"DfE number {school.dfe_number[:3]}/{school.dfe_number[3:]}" in words
        assert "Ages 4 to 11" in words
        assert "Change the details" not in words

    def test_are_changed_and_the_change_is_on_the_audit_trail(self, school: School) -> None:
        head = a_user("head", school=school, name="Mrs H. Example")
        client = signed_in(head)
        answer = client.post(
            f"/schools/{school.pk}/details/change/", NEW | {"has_boarders": "1"}, follow=True
        )
        words = words_of(answer)
        assert "1 Alder Lane, Wenlow" in words
        assert "DfE number 901/2777" in words
        assert "Some pupils board" in words
        event = Event.objects.get(name="organisations.school.changed")
        assert (event.actor_name, event.details["after"]["urn"]) == ("Mrs H. Example", "199001")
        assert "changed the school’s details" in words_of(client.get(f"/schools/{school.pk}/audit/"))

    def test_come_back_as_they_are_where_nothing_is_typed_anew(self, school: School) -> None:
        client = signed_in(a_user("head", school=school))
        page = client.get(f"/schools/{school.pk}/details/change/").content.decode()
        assert f'value="{school.urn}"' in page
        assert f'value="{school.name}"' in page

    @pytest.mark.parametrize(
        ("changed", "said"),
        [
            ({"urn": "19900"}, "“19900” is not a school's unique reference number"),
            ({"dfe_number": "901277"}, "“901277” is not a DfE number"),
            ({"lowest_age": "four"}, "“four” is not an age in years"),
            ({"lowest_age": "8"}, "The lowest age, 8, is above the highest, 7"),
            ({"name": ""}, "Enter the name of the school"),
            ({"phase": ""}, "Choose the school’s phase"),
            ({"kind": "private"}, "“private” is not one we know"),
            ({"address": "A" * 301}, "too long. Shorten it to 300 characters"),
        ],
    )
    def test_are_kept_as_they_were_where_something_is_wrong(
        self, school: School, changed: dict[str, str], said: str
    ) -> None:
        client = signed_in(a_user("head", school=school))
        answer = client.post(f"/schools/{school.pk}/details/change/", NEW | changed)
        assert answer.status_code == 422
        assert said in words_of(answer)
        assert School.objects.get(pk=school.pk).name == school.name


class TestAddingASchool:
    def test_makes_it_in_the_administrators_authority(self) -> None:
        authority = an_authority()
        client = signed_in(a_user("administrator", authority=authority))
        assert "Add the first" in words_of(client.get(f"/authorities/{authority.pk}/"))
        district = authority.districts.get()
        answer = client.post(
            f"/authorities/{authority.pk}/schools/add/", NEW | {"place": district.pk}, follow=True
        )
        assert "Alder Infant School is added" in words_of(answer)
        school = School.objects.get()
        assert (school.authority, school.district, school.trust) == (authority, district, None)
        assert Event.objects.get(name="organisations.school.made").school_id == school.pk

    def test_makes_it_in_the_administrators_trust_and_the_authority_chosen(self) -> None:
        authority, trust = an_authority(), Trust.objects.create(name="Wenlow Learning Trust")
        client = signed_in(a_user("administrator", trust=trust))
        address = f"/trusts/{trust.pk}/schools/add/"
        assert "Choose the authority whose area" in words_of(client.post(address, NEW))
        client.post(address, NEW | {"place": authority.pk})
        school = School.objects.get()
        assert (school.authority, school.trust) == (authority, trust)

    def test_says_whose_numbers_are_taken(self, school: School) -> None:
        client = signed_in(a_user("administrator", authority=school.authority))
        answer = client.post(f"/authorities/{school.authority_id}/schools/add/", NEW | {"urn": school.urn})
        assert answer.status_code == 422
        assert f"{school.name} has URN {school.urn}" in words_of(answer)

    def test_is_not_offered_to_an_officer(self, school: School) -> None:
        client = signed_in(a_user("attendance_support_officer", authority=school.authority))
        assert "Add a school" not in words_of(client.get(f"/authorities/{school.authority_id}/"))


class TestAMemberOfStaffsLastDay:
    @pytest.fixture
    def teacher(self, school: School) -> User:
        return a_user("teacher", group=a_group(school), name="Mr D. Teacher")

    @pytest.fixture
    def staff(self, school: School, teacher: User) -> StaffMember:
        return StaffMember.objects.create(
            school=school, user=teacher, title="Mr", forename="Dan", surname="Teacher", first_day=FIRST_DAY
        )

    def sent(self, **changed: str) -> dict[str, str]:
        return {"last_day-day": "18", "last_day-month": "12", "last_day-year": "2026", **changed}

    def test_is_entered_and_ends_their_roles(self, school: School, teacher: User, staff: StaffMember) -> None:
        client = signed_in(a_user("head", school=school))
        client.post(f"/schools/{school.pk}/people/staff/{staff.pk}/leaving/", self.sent(ends_roles="1"))
        staff.refresh_from_db()
        last_day = dt.date(2026, 12, 18)
        assert (staff.last_day, RoleHeld.objects.get(user=teacher).last_day) == (last_day, last_day)
        words = words_of(client.get(f"/schools/{school.pk}/people/{teacher.pk}/"))
        assert "Since 1 September 2026; last day 18 December 2026" in words

    def test_leaves_their_roles_where_asked(self, school: School, teacher: User, staff: StaffMember) -> None:
        client = signed_in(a_user("head", school=school))
        client.post(f"/schools/{school.pk}/people/staff/{staff.pk}/leaving/", self.sent())
        assert RoleHeld.objects.get(user=teacher).last_day is None

    def test_is_entered_of_those_without_an_account(self, school: School) -> None:
        staff = StaffMember.objects.create(school=school, surname="Teacher", first_day=FIRST_DAY)
        client = signed_in(a_user("head", school=school))
        client.post(f"/schools/{school.pk}/people/staff/{staff.pk}/leaving/", self.sent())
        staff.refresh_from_db()
        assert staff.last_day == dt.date(2026, 12, 18)

    @pytest.mark.parametrize(("day", "status"), [("31", 422), ("1", 302)])
    def test_is_no_earlier_than_their_first(
        self, school: School, staff: StaffMember, day: str, status: int
    ) -> None:
        month = "8" if day == "31" else "9"
        sent = self.sent(**{"last_day-day": day, "last_day-month": month})
        client = signed_in(a_user("head", school=school))
        answer = client.post(f"/schools/{school.pk}/people/staff/{staff.pk}/leaving/", sent)
        assert answer.status_code == status

    def test_is_taken_back(self, school: School, staff: StaffMember) -> None:
        StaffMember.objects.update(last_day=TODAY)
        client = signed_in(a_user("head", school=school))
        client.get(f"/schools/{school.pk}/people/staff/{staff.pk}/staying/")
        staff.refresh_from_db()
        assert staff.last_day == TODAY
        client.post(f"/schools/{school.pk}/people/staff/{staff.pk}/staying/")
        staff.refresh_from_db()
        assert staff.last_day is None

    def test_keeps_the_last_who_may_give_roles(self, school: School) -> None:
        head = a_user("head", school=school)
        staff = StaffMember.objects.create(school=school, user=head, surname="Head", first_day=FIRST_DAY)
        by = a_user("administrator", authority=school.authority)
        answer = signed_in(by).post(
            f"/schools/{school.pk}/people/staff/{staff.pk}/leaving/", self.sent(ends_roles="1")
        )
        assert "Nobody else may give roles over" in words_of(answer)
        staff.refresh_from_db()
        assert staff.last_day is None
