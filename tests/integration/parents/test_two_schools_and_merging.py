"""One account at two schools; and an account of a parent whose row is found to be another's, and put back."""

from __future__ import annotations

import pytest
from django.test import Client

from onroll.service.parents.actions.accounts import JOINED, ask_for_account, join_school
from onroll.service.parents.models import AccountAccess
from onroll.service.parents.refusals import ParentRefusal
from onroll.service.people.actions.merging import accept_merge, propose_merge, reverse_merge
from onroll.service.people.models import ContactDetail, MergeProposal, Parent, Relationship
from tests.factories.access import a_user
from tests.factories.moments import MONDAY, at
from tests.factories.organisations import FIRST_DAY
from tests.factories.people import a_pupil_on_roll
from tests.integration.leave_of_absence.conftest import parent
from tests.integration.parents.accounts import an_account, another_school, link_of, signed_in
from tests.integration.parents.conftest import AHousehold
from tests.integration.web.pages import words_of

pytestmark = pytest.mark.django_db


def page_of(of: Parent) -> str:
    return f"/children/{AccountAccess.objects.get(parent=of, ended_at__isnull=True).pk}/"


class TestTwoSchools:
    def test_are_seen_apart_by_one_account(self, household):
        user = an_account(household, household.mother)
        school, secret = another_school()
        access = join_school(secret=secret, user_id=user.pk, now=at(12))
        client = signed_in(user)
        both = words_of(client.get("/children/"))
        assert household.school.name in both
        assert school.name in both
        here, there = (
            words_of(client.get(page)) for page in (page_of(household.mother), f"/children/{access.pk}/")
        )
        assert ("Amina" in here, "Dora" in here) == (True, False)
        assert ("Amina" in there, "Dora" in there) == (False, True)
        wrong = client.get(f"/children/{access.pk}/absence/{household.amina.pk}/")
        assert wrong.status_code == 410

    def test_know_nothing_of_each_other(self, household):
        user = an_account(household, household.mother)
        school, secret = another_school()
        join_school(secret=secret, user_id=user.pk, now=at(12))
        office = signed_in(a_user("attendance_officer", school=household.school))
        family = f"/schools/{household.school.pk}/people/pupils/{household.amina.pk}/"
        assert school.name not in words_of(office.get(family))


class AMotherTwice:
    """Amina's mother, entered again with Elsie, a child of the same school."""

    def __init__(self, household: AHousehold) -> None:
        self.household = household
        self.elsie = a_pupil_on_roll(household.school, household.a_class.group, "Elsie", "Begum")
        self.kept = household.mother
        self.again = parent("Begum", "mother", self.elsie, lives_with=True)
        ContactDetail.objects.create(
            parent=self.again, kind="mobile", value="07700 900111", first_day=FIRST_DAY
        )

    def merge(self) -> MergeProposal:
        given = {"school_id": self.household.school.pk, "now": at(10)}
        proposal = propose_merge(
            kind="parent", keep_id=self.kept.pk, fold_id=self.again.pk, grounds="She told us", on=MONDAY,
            by=self.household.officer, **given,
        )  # fmt: skip
        accept_merge(proposal_id=proposal.pk, by=self.household.head, on=MONDAY, **given)
        return proposal

    def put_back(self, proposal: MergeProposal) -> None:
        reverse_merge(
            school_id=self.household.school.pk, proposal_id=proposal.pk, by=self.household.head, now=at(11)
        )


@pytest.fixture
def twice(household: AHousehold) -> AMotherTwice:
    return AMotherTwice(household)


def sees(user: object) -> set[str]:
    words = words_of(signed_in(user).get("/children/"))
    return {name for name in ("Amina", "Callum", "Daisy", "Elsie") if f"{name} will be away" in words}


class TestMerging:
    def test_leaves_the_account_of_the_row_that_was_folded_working_and_putting_back_narrows_it_again(
        self, twice
    ):
        user = an_account(twice.household, twice.again)
        page = page_of(twice.again)
        assert sees(user) == {"Elsie"}
        merged = twice.merge()
        assert sees(user) == {"Amina", "Callum", "Elsie"}
        assert signed_in(user).get(page).status_code == 200
        twice.put_back(merged)
        assert sees(user) == {"Elsie"}
        assert signed_in(user).get(f"{page}absence/{twice.household.amina.pk}/").status_code == 410

    def test_of_two_who_have_one_each_leaves_the_kept_rows_working_and_the_other_opens_nothing(self, twice):
        keeps = an_account(twice.household, twice.kept)
        other = an_account(twice.household, twice.again, "other@example.org")
        merged = twice.merge()
        assert sees(keeps) == {"Amina", "Callum", "Elsie"}
        assert sees(other) == set()
        assert signed_in(other).get(page_of(twice.again)).status_code == 410
        twice.put_back(merged)
        assert (sees(keeps), sees(other)) == ({"Amina", "Callum"}, {"Elsie"})

    def test_of_two_joined_to_one_account_shows_the_school_once(self, twice):
        user = an_account(twice.household, twice.kept)
        join_school(secret=twice.household.secret(twice.again), user_id=user.pk, now=at(12))
        twice.merge()
        words = words_of(signed_in(user).get("/children/"))
        assert "You see nothing here any more" not in words
        assert sees(user) == {"Amina", "Callum", "Elsie"}

    def test_shows_no_child_whom_either_row_may_not_see(self, twice):
        Relationship.objects.filter(parent=twice.kept, pupil=twice.household.callum).update(may_see=False)
        Relationship.objects.create(
            parent=twice.again, pupil=twice.household.callum, relationship="mother", first_day=MONDAY
        )
        user = an_account(twice.household, twice.again)
        twice.merge()
        assert sees(user) == {"Amina", "Elsie"}

    def test_leaves_the_link_of_the_folded_row_working_until_a_new_one_is_made(self, twice):
        page = twice.household.page(twice.again)
        twice.merge()
        assert "Amina" in words_of(Client().get(page))
        twice.household.secret(twice.kept)
        assert Client().get(page).status_code == 410

    def test_lets_the_school_see_and_end_it_on_the_kept_rows_family_page_and_make_no_second(self, twice):
        user = an_account(twice.household, twice.again)
        twice.merge()
        office = signed_in(a_user("attendance_officer", school=twice.household.school))
        family = f"/schools/{twice.household.school.pk}/people/pupils/{twice.household.amina.pk}/"
        assert user.username in words_of(office.get(family))
        secret = twice.household.secret(twice.kept)
        with pytest.raises(ParentRefusal, match=JOINED):
            ask_for_account(secret=secret, email="new@example.org", link_of=link_of, now=at(12))
        office.post(f"{family}parents/{twice.kept.pk}/link/", {"do": "end account"})
        assert sees(user) == set()
