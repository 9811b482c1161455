"""What a parent's account opens: what their own link opens, as long as they may see it, and nothing of the school's people."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client

from onroll.service.absence_follow_up.models import ReasonGiven
from onroll.service.access import row_security
from onroll.service.access.actions.roles import give_role
from onroll.service.access.models import RoleHeld, Viewing
from onroll.service.access.queries import scope_of
from onroll.service.access.refusals import RoleRefused
from onroll.service.access.scope import OutOfScope
from onroll.service.audit.models import Event
from onroll.service.parents.actions.accounts import end_account_access
from onroll.service.parents.models import AccountAccess
from onroll.service.parents.refusals import ParentRefusal
from onroll.service.people.models import Relationship
from tests.factories.access import a_user
from tests.factories.moments import MONDAY, at
from tests.factories.organisations import FIRST_DAY
from tests.factories.people import an_actor
from tests.factories.registers import SERVICE
from tests.integration.parents.accounts import EMAIL, PASSWORD, an_account, signed_in
from tests.integration.parents.conftest import ONE_DAY, AHousehold, boxes
from tests.integration.web.pages import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def mothers(household: AHousehold):
    """The mother's account."""
    return an_account(household, household.mother)


def page_of(household: AHousehold, of: object) -> str:
    access = AccountAccess.objects.get(school=household.school, parent=of, ended_at__isnull=True)
    return f"/children/{access.pk}/"


class TestSigningIn:
    def test_leads_to_the_parents_own_children(self, household, mothers):
        phone = Client()
        answer = phone.post("/sign-in/", {"login": EMAIL.upper(), "password": PASSWORD}, follow=True)
        assert answer.redirect_chain[-1][0] == "/children/"
        assert "Amina will be away" in words_of(answer)
        assert "Callum will be away" in words_of(answer)
        assert "Daisy" not in words_of(answer)


class TestAParentsPage:
    def test_is_that_of_their_link_and_notes_who_looked(self, household, mothers):
        by_link = words_of(Client().get(household.page(household.mother)))
        by_account = words_of(signed_in(mothers).get(page_of(household, household.mother)))
        assert "Amina" in by_account
        assert "Written to you" in by_link
        assert "Written to you" in by_account
        looks = Viewing.objects.filter(user_id=mothers.pk, role="parent", page="parent: home")
        assert {one.pupil_id for one in looks} == {household.amina.pk, household.callum.pk}

    def test_tells_the_school_as_the_link_does(self, household, mothers):
        page = page_of(household, household.mother)
        sent = {"kind": "illness", "session": "", "words": "A cold", "key": "k"}
        sent |= {**boxes("first_day", MONDAY), **boxes("last_day", MONDAY)}
        answer = signed_in(mothers).post(f"{page}absence/{household.amina.pk}/", sent)
        assert answer.headers["Location"] == page
        assert ReasonGiven.objects.get().parent == household.mother

    def test_keeps_households_apart(self, household, mothers):
        fathers = an_account(household, household.father, "eyre@example.org")
        theirs = page_of(household, household.father)
        assert signed_in(mothers).get(theirs).status_code == 410
        assert "Callum" not in words_of(signed_in(fathers).get("/children/"))
        own = signed_in(fathers).get(f"{theirs}absence/{household.callum.pk}/")
        assert own.status_code == 410

    @pytest.mark.parametrize(
        "change",
        [{"may_see": False}, {"last_day": MONDAY - ONE_DAY}],
        ids=["may no longer see", "no longer a parent"],
    )
    def test_closes_when_the_relationship_does(self, household, mothers, change):
        Relationship.objects.filter(parent=household.mother).update(**change)
        client = signed_in(mothers)
        assert client.get(page_of(household, household.mother)).status_code == 410
        assert "You see nothing here any more" in words_of(client.get("/children/"))

    def test_is_not_there_for_somebody_who_works_at_the_school(self, household, mothers):
        officer = a_user("head", school=household.school)
        page = page_of(household, household.mother)
        assert signed_in(officer).get(page).status_code == 404
        assert signed_in(officer).get("/children/").status_code == 404


class TestTheSchool:
    def test_sees_that_there_is_one_and_ends_it(self, household, mothers):
        client = signed_in(a_user("attendance_officer", school=household.school))
        address = f"/schools/{household.school.pk}/people/pupils/{household.amina.pk}/"
        assert EMAIL in words_of(client.get(address))
        page = page_of(household, household.mother)
        link = f"{address}parents/{household.mother.pk}/link/"
        client.post(link, {"do": "end account"})
        assert EMAIL not in words_of(client.get(address))
        assert signed_in(mothers).get(page).status_code == 410
        assert "No school is joined" in words_of(signed_in(mothers).get("/children/"))
        assert Event.objects.filter(name="parents.account.ended", subject_id=household.mother.pk).exists()

    def test_goes_on_by_the_link_when_the_account_is_ended(self, household, mothers):
        page = household.page(household.mother)
        end_account_access(
            school_id=household.school.pk, parent_id=household.mother.pk, by=household.officer, now=at(13)
        )
        assert Client().get(page).status_code == 200

    def test_ends_it_only_by_a_role_that_makes_links_and_once(self, household, mothers):
        given = {"school_id": household.school.pk, "parent_id": household.mother.pk, "now": at(13)}
        with pytest.raises(OutOfScope):
            end_account_access(**given, by=an_actor("gate", household.school))
        end_account_access(**given, by=household.officer)
        with pytest.raises(ParentRefusal, match="opens nothing here any more"):
            end_account_access(**given, by=household.officer)


class TestARole:
    def test_is_not_given_to_a_parents_account(self, household, mothers):
        with pytest.raises(RoleRefused, match="Make another account for their work"):
            give_role(
                user=mothers, role="head", first_day=FIRST_DAY, school_id=household.school.pk, by=SERVICE, now=at(12)
            )  # fmt: skip

    def test_that_stands_in_the_table_all_the_same_reaches_nothing(self, household, mothers):
        RoleHeld.objects.create(user=mothers, role="head", school=household.school, first_day=FIRST_DAY)
        assert not scope_of(mothers, on=MONDAY).school_ids
        assert signed_in(mothers).get(f"/schools/{household.school.pk}/today/").status_code == 404


@pytest.mark.postgres
class TestBehindTheLock:
    @pytest.fixture
    def closed(self):
        """Let this connection begin as a web process's does: with no school's rows."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('app.schools', '', false)")
        before, row_security.lift = row_security.lift, lambda: row_security.limit_to([])
        yield
        row_security.lift = before
        row_security.lift()

    def test_signs_in_opens_and_tells(self, household, mothers, closed):
        client = signed_in(mothers)
        assert "Amina will be away" in words_of(client.get("/children/"))
        with row_security.over_every_school():
            page = page_of(household, household.mother)
        assert client.get(page).status_code == 200
        assert client.get(f"{page}leave/").status_code == 200
        assert "Attendance" in words_of(client.get("/account/opened/"))
        assert AccountAccess.objects.count() == 0
