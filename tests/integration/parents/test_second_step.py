"""A parent who lost the second step of signing in goes to the school's office, which takes it off and writes to them."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from onroll.service.access.models import User
from onroll.service.access.scope import OutOfScope
from onroll.service.audit.models import Event
from onroll.service.correspondence.models import Message, MessageSettings
from onroll.service.parents.actions.accounts import join_school
from onroll.service.parents.actions.second_step import SECOND_STEP_OFF, end_second_step
from onroll.service.parents.refusals import ParentRefusal
from onroll.service.people.models import Relationship
from tests.factories.access import a_user
from tests.factories.moments import at
from tests.factories.people import an_actor
from tests.integration.parents.accounts import EMAIL, PASSWORD, an_account, another_school, signed_in
from tests.integration.parents.conftest import AHousehold
from tests.integration.web.pages import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def mothers(household: AHousehold) -> User:
    user = an_account(household, household.mother)
    for kind in (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES):
        Authenticator.objects.create(user=user, type=kind, data={})
    return user


def end(household: AHousehold, **others: object) -> bool:
    given = {"parent_id": household.mother.pk, "how_sure": "document", "by": household.officer, "now": at(13)}
    return end_second_step(school_id=household.school.pk, **{**given, **others})


class TestALostSecondStep:
    def test_is_taken_off_with_its_codes_and_the_parent_is_written_to(self, household, mothers):
        assert end(household)
        assert not Authenticator.objects.filter(user=mothers).exists()
        told = Message.objects.latest("pk")
        assert (told.address, told.template) == (EMAIL, SECOND_STEP_OFF)
        assert f"{at(13):%d/%m/%Y}" in told.body
        event = Event.objects.get(name="parents.account.second step off")
        assert event.details["how"] == "they showed a document with their photograph"

    def test_is_not_taken_off_twice_or_where_there_is_none(self, household, mothers):
        end(household)
        with pytest.raises(ParentRefusal, match="no second step to take off"):
            end(household)
        assert Message.objects.filter(template=SECOND_STEP_OFF).count() == 1

    @pytest.mark.one_database
    def test_is_taken_off_only_for_somebody_who_was_seen(self, household, mothers):
        for said in ("", "telephone"):
            with pytest.raises(ParentRefusal, match="face to face"):
                end(household, how_sure=said)
        assert Authenticator.objects.filter(user=mothers).count() == 2

    @pytest.mark.one_database
    def test_is_taken_off_only_by_a_role_that_makes_links_and_only_its_own_schools(self, household, mothers):
        with pytest.raises(OutOfScope):
            end(household, by=an_actor("teacher", household.school, household.a_class.group))
        school, _ = another_school()
        with pytest.raises(OutOfScope):
            end(household, by=an_actor("attendance_officer", school))

    def test_is_not_taken_off_by_a_school_whose_children_the_account_opens_no_more(self, household, mothers):
        Relationship.objects.filter(parent=household.mother).update(may_see=False)
        with pytest.raises(ParentRefusal, match="another school has to do it"):
            end(household)

    def test_is_in_the_audit_trail_of_every_school_joined(self, household, mothers):
        school, secret = another_school()
        join_school(secret=secret, user_id=mothers.pk, now=at(12))
        end(household)
        elsewhere = Event.objects.get(name="parents.account.second step off elsewhere")
        assert (elsewhere.school_id, elsewhere.actor_name) == (school.pk, household.school.name)

    @pytest.mark.one_database
    def test_is_told_by_the_office_itself_where_the_school_sends_no_email(self, household, mothers):
        MessageSettings.objects.update(email_by="outbox")
        assert not end(household)


class TestTheOfficesPage:
    def test_leads_from_the_family_to_a_parent_who_signs_in_by_the_password_alone(self, household, mothers):
        family = f"/schools/{household.school.pk}/people/pupils/{household.amina.pk}/"
        address = f"{family}parents/{household.mother.pk}/second-step/"
        office = signed_in(a_user("attendance_officer", school=household.school))
        assert address in office.get(family).text
        asked = office.post(address, {})
        assert (asked.status_code, "face to face" in words_of(asked)) == (422, True)
        assert "The second step is off" in words_of(office.post(address, {"how_sure": "known"}, follow=True))
        assert "There is no second step to take off" in words_of(office.get(address))
        assert address not in office.get(family).text
        answer = Client().post("/sign-in/", {"login": EMAIL, "password": PASSWORD}, follow=True)
        assert answer.redirect_chain[-1][0] == "/children/"
