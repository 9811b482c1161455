"""What is mailed about an account is in the parent's language, once a speaker has approved the words."""

from __future__ import annotations

import pytest

from onroll.service.correspondence.actions.wording import decide_wording, write_wording
from onroll.service.correspondence.models import Message, ParentLanguage
from onroll.service.correspondence.refusals import WordingRefused
from onroll.service.correspondence.templates import ACCOUNT, LANGUAGES, templates
from onroll.service.parents.actions.own_account import ask_for_password
from tests.factories.moments import at
from tests.factories.people import an_actor
from tests.integration.parents.accounts import EMAIL, an_account, link_of, mailed_secret
from tests.integration.parents.conftest import AHousehold

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
BODY = "Dzień dobry\n\n{account_link}"


@pytest.fixture
def polish(household: AHousehold) -> AHousehold:
    an_account(household, household.mother)
    ParentLanguage.objects.create(
        school=household.school, parent=household.mother, language="pl", set_at=at(8), set_by_name="Office"
    )
    return household


def write(household: AHousehold, body: str = BODY) -> object:
    return write_wording(
        school_id=household.school.pk, template="parent-account-password", channel="email", language="pl",
        subject="Nowe hasło", body=body, by=household.head, now=at(9),
    )  # fmt: skip


class TestWhatIsMailed:
    def test_is_in_english_while_nobody_approved_the_parents_language(self, polish):
        ask_for_password(email=EMAIL, link_of=link_of, now=at(13))
        assert Message.objects.latest("pk").language == "en"

    def test_is_in_the_parents_language_once_approved_and_its_link_works(self, polish):
        wording = write(polish)
        decide_wording(
            school_id=polish.school.pk, wording_id=wording.pk, approve=True, by=an_actor("head", polish.school), now=at(9)
        )  # fmt: skip
        ask_for_password(email=EMAIL, link_of=link_of, now=at(13))
        told = Message.objects.latest("pk")
        assert (told.language, told.subject, told.wording_id) == ("pl", "Nowe hasło", wording.pk)
        assert mailed_secret()


class TestASchoolsOwnWords:
    def test_that_leave_the_link_out_are_refused(self, polish):
        with pytest.raises(WordingRefused, match="must stand in it"):
            write(polish, "Dzień dobry")

    def test_that_name_what_is_not_known_are_refused(self, polish):
        with pytest.raises(WordingRefused, match="not known when a message about an account is sent"):
            write(polish, BODY + " {pupil}")


def test_every_mail_about_an_account_is_there_in_every_language():
    for one in templates().values():
        if one.audience == ACCOUNT:
            assert {language for _, language in one.words} == set(LANGUAGES), one.key
