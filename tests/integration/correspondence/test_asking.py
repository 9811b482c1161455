"""Asking for messages: to whom they go, in which words, and once."""

from __future__ import annotations

import datetime as dt

import pytest

from onroll.service.access.scope import OutOfScope
from onroll.service.audit.models import Event
from onroll.service.correspondence.models import Message, MessageEvent, Waiting
from onroll.service.correspondence.refusals import FactsMissing, NoSuchWords, TooManyParts
from tests.factories.correspondence import AFamily, a_parent
from tests.factories.moments import MONDAY, at
from tests.factories.people import a_pupil_on_roll, an_actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def family() -> AFamily:
    return AFamily()


class TestAskingForAText:
    def test_keeps_it_in_the_words_that_are_sent(self, family):
        (message,) = family.ask().messages

        assert message.body == (
            "Broadmere Primary School: Amina is not in school this morning, Monday 7 September, and we do not know why. "
            "Please ring 01632 960100 to tell us. Thank you."
        )
        assert (message.address, message.recipient_name) == ("07700 900104", "Mrs Rukhsana Begum")

    def test_twice_keeps_one(self, family):
        family.ask()
        again = family.ask(now=at(10))

        assert (again.messages, again.there_before) == ([], 1)
        assert Message.objects.count() == 1

    def test_about_another_session_keeps_another(self, family):
        family.ask()
        family.ask(about="absence 2026-09-07 PM")

        assert Message.objects.count() == 2

    def test_leaves_an_event_on_the_audit_trail_with_no_name_in_it(self, family):
        (message,) = family.ask().messages

        event = Event.objects.get(name="messages.asked for")
        assert event.subject_id == family.pupil.pk
        assert "Amina" not in str(event.details)
        assert event.details["first_id"] == message.pk

    def test_waits_to_go_at_once_in_the_day(self, family):
        (message,) = family.ask(now=at(9, 30)).messages

        assert Waiting.objects.get().at == at(9, 30)
        assert message.events.get().kind == MessageEvent.Kind.ASKED

    @pytest.mark.parametrize(
        ("asked", "goes"),
        [
            (at(6, 59), at(7)),
            (at(7), at(7)),
            (at(18, 59), at(18, 59)),
            (at(19), at(7, on=MONDAY + dt.timedelta(days=1))),
        ],
    )
    def test_is_held_in_the_night(self, family, asked, goes):
        family.ask("call-back", now=asked)

        assert Waiting.objects.get().at == goes

    def test_needs_the_facts_it_says(self, family):
        with pytest.raises(FactsMissing, match="which session"):
            family.ask(facts={})

    def test_needs_the_schools_telephone(self, family):
        family.school.telephone = ""
        family.school.save()

        with pytest.raises(FactsMissing, match="School details"):
            family.ask()

    def test_says_nothing_it_was_not_asked_to(self, family):
        """A fact is filled in as it is: braces in it are not read as a field."""
        (message,) = family.ask(facts={"session": "{telephone}", "reason": "a cold"}).messages

        assert "in school {telephone}," in message.body
        assert "a cold" not in message.body

    def test_too_long_for_three_parts_is_refused(self, family):
        with pytest.raises(TooManyParts):
            family.ask(facts={"session": "x" * 400})

    def test_in_words_nobody_approved_is_refused(self, family):
        with pytest.raises(NoSuchWords, match="Nobody has approved the Polish words"):
            family.ask(language="pl")

    def test_that_has_no_words_is_refused(self, family):
        with pytest.raises(NoSuchWords, match="has no words for a text"):
            family.ask("lateness")

    @pytest.mark.parametrize("role", ["teacher", "senco", "governor", "administrator"])
    def test_is_not_for_everybody(self, family, role):
        with pytest.raises(OutOfScope):
            family.ask(by=an_actor(role, family.school))

    def test_about_another_schools_pupil_is_refused(self, family):
        other = AFamily()

        with pytest.raises(OutOfScope):
            family.ask(by=other.officer)
        family.pupil = other.pupil
        with pytest.raises(OutOfScope):
            family.ask()


class TestWhoIsWrittenTo:
    def test_is_each_parent_alone(self, family):
        a_parent(family.pupil, "Imran", mobile="07700 900105")

        asked = family.ask()

        assert [one.address for one in asked.messages] == ["07700 900104", "07700 900105"]

    def test_is_no_parent_who_may_not_be_sent_anything(self, family):
        a_parent(family.pupil, "Imran", mobile="07700 900105", may_be_sent=False)

        asked = family.ask()

        assert len(asked.messages) == 1
        assert [one.why for one in asked.not_told] == [
            "The record says that nothing is to be sent to this parent."
        ]

    def test_is_no_parent_on_whom_a_limit_stands(self, family):
        a_parent(family.pupil, "Imran", mobile="07700 900105", restriction="Prohibited steps order")

        asked = family.ask()

        assert len(asked.messages) == 1
        assert "Prohibited steps order" in asked.not_told[0].why

    def test_is_no_parent_without_a_number_and_says_so(self, family):
        a_parent(family.pupil, "Imran", mobile="")

        (one,) = family.ask().not_told

        assert (one.why, one.may_be_cured) == ("No mobile number is on file.", True)

    def test_is_a_shared_number_once(self, family):
        a_parent(family.pupil, "Imran")

        asked = family.ask()

        assert len(asked.messages) == 1
        assert "has the same number" in asked.not_told[0].why

    def test_is_nobody_who_is_no_longer_a_parent(self, family):
        relationship = family.mother.relationships.get()
        relationship.last_day = MONDAY - dt.timedelta(days=1)
        relationship.save()

        assert family.ask().messages == []

    def test_may_be_chosen(self, family):
        father = a_parent(family.pupil, "Imran", mobile="07700 900105")

        asked = family.ask(parents=[father.pk])

        assert [one.recipient_id for one in asked.messages] == [father.pk]


class TestLettersToTwoHouseholds:
    def test_go_to_each_at_their_own_address_and_tell_neither_the_others(self, family):
        family.pupil.address = "4 Mill Lane, Broadmere"
        family.pupil.save()
        a_parent(family.pupil, "Imran", address="9 High Street, Wenlow", address_withheld=True)

        hers, his = family.ask(channel="letter").messages

        assert hers.address == "Mrs Rukhsana Begum\n4 Mill Lane\nBroadmere\nAB1 2CD"
        assert his.address == "Mrs Imran Begum\n9 High Street\nWenlow\nAB1 2CD"
        assert "High Street" not in hers.body + hers.subject
        assert "Mill Lane" not in his.body + his.subject

    def test_go_to_both_parents_of_one_home(self, family):
        a_parent(family.pupil, "Imran")

        assert len(family.ask(channel="letter").messages) == 2


class TestANoticeToASocialWorker:
    FACTS = {
        "session": "this morning",
        "tried": "Two calls",
        "seen": "Not that we know of",
        "link": "https://onroll.example.org/notices/x/",
    }

    def ask(self, family, role="safeguarding_lead"):
        return family.ask(
            "notice-social-worker", channel="email", facts=self.FACTS, by=an_actor(role, family.school)
        )

    @pytest.fixture
    def _worker(self, family):
        from onroll.service.people.models import PartnerLink, PartnerProfessional

        one = PartnerProfessional.objects.create(
            authority=family.school.authority,
            name="J. Reyes",
            role="Social worker",
            email="j@services.example.org",
        )
        PartnerLink.objects.create(pupil=family.pupil, professional=one, first_day=MONDAY)

    @pytest.mark.usefixtures("_worker")
    def test_goes_to_the_worker_at_any_hour_and_is_kept_from_who_may_not_see_it(self, family):
        (message,) = self.ask(family).messages

        assert (message.recipient_name, message.is_protected) == ("J. Reyes", True)
        assert "Two calls" in message.body

    @pytest.mark.usefixtures("_worker")
    def test_is_not_for_who_may_not_see_safeguarding_detail(self, family):
        with pytest.raises(OutOfScope):
            self.ask(family, "attendance_officer")

    def test_goes_to_nobody_where_there_is_no_worker(self, family):
        assert self.ask(family).messages == []


def test_a_message_stays_with_the_row_it_was_about_and_is_told_of_the_one_it_was_merged_into(family):
    """Merging moves no message: what was sent says whom it was sent about."""
    from onroll.service.access.scope import Scope
    from onroll.service.correspondence.queries.messages import about_pupil

    (message,) = family.ask().messages
    kept = a_pupil_on_roll(family.school)
    family.pupil.folded_into = kept
    family.pupil.save()

    lines = about_pupil(Scope.everything(), school_id=family.school.pk, pupil_id=kept.pk)

    assert [line.message for line in lines] == [message]


def test_a_pupil_of_no_parent_is_written_to_nobody(family):
    family.pupil = a_pupil_on_roll(family.school, None, "Callum", "Eyre")

    assert (family.ask().messages, family.ask().not_told) == ([], [])
