"""How a parent asked to be reached chooses the channel of what is sent to them, and the sender sees why and may change it."""

from __future__ import annotations

import pytest

from onroll.service.correspondence.actions.asking import ask_for_messages
from onroll.service.correspondence.drafting import Draft, Drafts, Request, draft_messages
from onroll.service.correspondence.models import Message
from onroll.service.correspondence.wished import AS_WISHED
from onroll.service.people.models import ContactDetail, ContactWish, Parent, Pupil
from tests.factories.correspondence import AFamily, a_parent
from tests.factories.moments import MONDAY, at
from tests.factories.people import a_pupil_on_roll
from tests.support.statements import Statements

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture
def family(db: None) -> AFamily:
    return AFamily()


def wish(family: AFamily, prefers: str, of: Parent | None = None) -> None:
    ContactWish.objects.create(
        school=family.school, parent=of or family.mother, prefers=prefers, made_at=at(7)
    )


def request(family: AFamily, **others: object) -> Request:
    given = {
        "school_id": family.school.pk,
        "template": "absence-no-reason",
        "about": "absence 2026-09-07 AM",
        "channel": AS_WISHED,
        "pupils": {family.pupil.pk: {"session": "this morning"}},
        "on": MONDAY,
    }
    return Request(**{**given, **others})


def drafts(family: AFamily, **others: object) -> Drafts:
    return draft_messages(request(family, **others), by=family.officer, now=at(10))


def draft(family: AFamily, **others: object) -> Draft:
    (one,) = drafts(family, **others).drafts
    return one


class TestTheChannel:
    @pytest.mark.parametrize(
        ("prefers", "channel", "why"),
        [
            ("", "text", ""),
            ("text", "text", "They asked for a text."),
            ("email", "email", "They asked for an email."),
            ("letter", "letter", "They asked for a letter."),
            ("phone", "text", "They asked for a phone call. Ring them as well: this goes as a text."),
        ],
    )
    def test_is_the_one_they_asked_for(self, family, prefers, channel, why):
        wish(family, prefers)
        one = draft(family)
        assert (one.channel, one.recipient.why) == (channel, why)

    def test_is_that_of_the_last_wish(self, family):
        wish(family, "letter")
        wish(family, "email")
        assert draft(family).channel == "email"

    def test_is_not_that_of_a_wish_told_to_another_school(self, family):
        other = AFamily()
        ContactWish.objects.create(school=other.school, parent=family.mother, prefers="email", made_at=at(7))
        assert draft(family).channel == "text"

    def test_is_the_next_there_is_where_no_address_of_that_kind_is_on_file(self, family):
        wish(family, "email")
        ContactDetail.objects.filter(kind="email").delete()
        one = draft(family)
        assert one.channel == "text"
        assert one.recipient.why == (
            "They asked for an email, but no email address is on file for it: this goes as a text."
        )

    def test_is_the_next_there_is_where_the_message_has_no_words_for_it(self, family):
        wish(family, "text")
        one = draft(family, template="leave-granted", pupils={family.pupil.pk: FACTS_OF_LEAVE})
        assert one.channel == "email"
        assert "this message has no words for one" in one.recipient.why

    def test_is_another_where_the_sender_chose_it_and_ours_still_where_it_cannot_be(self, family):
        wish(family, "email")
        instead = draft(family, instead={family.mother.pk: "letter"})
        assert (instead.channel, instead.recipient.why) == ("letter", "You chose this.")
        ContactDetail.objects.filter(kind="address").delete()
        assert draft(family, instead={family.mother.pk: "letter"}).channel == "email"

    @pytest.mark.parametrize(
        ("prefers", "channel"), [("", "letter"), ("phone", "letter"), ("text", "letter"), ("email", "email")]
    )
    def test_is_the_usual_one_where_nothing_was_asked_for_that_can_be_had(self, family, prefers, channel):
        wish(family, prefers)
        leave = {"template": "leave-granted", "pupils": {family.pupil.pk: FACTS_OF_LEAVE}}
        assert draft(family, usual="letter", **leave).channel == channel

    def test_is_each_parents_own(self, family):
        father = a_parent(family.pupil, "Karim", mobile="07700 900105", email="karim@families.example.org")
        wish(family, "email", father)
        assert {one.recipient.name: one.channel for one in drafts(family).drafts} == {
            "Mrs Rukhsana Begum": "text",
            "Mrs Karim Begum": "email",
        }

    def test_offers_the_others_there_are(self, family):
        assert draft(family).recipient.others == ("email", "letter")


FACTS_OF_LEAVE = {
    "leave_days": "7 September 2026",
    "decision_reasons": "A funeral.",
    "back_on": "Tuesday 8 September 2026",
}


class TestWhoIsNotTold:
    def test_has_nothing_on_file_by_which_it_could_go(self, family):
        ContactDetail.objects.all().delete()
        (one,) = drafts(family).not_told
        assert one.why == "No mobile number and no email address and no postal address is on file."
        assert one.may_be_cured

    def test_is_who_may_be_sent_nothing_listed_once(self, family):
        family.mother.relationships.update(may_be_sent=False)
        (one,) = drafts(family).not_told
        assert one.why == "The record says that nothing is to be sent to this parent."

    def test_shares_the_number_it_goes_to(self, family):
        a_parent(family.pupil, "Karim", email="karim@families.example.org")
        found = drafts(family)
        assert len(found.drafts) == 1
        assert "has the same number" in found.not_told[0].why

    def test_is_nobody_where_the_other_is_written_to_another_way(self, family):
        a_parent(family.pupil, "Karim", email="karim@families.example.org")
        wish(family, "email")
        assert sorted(one.channel for one in drafts(family).drafts) == ["email", "text"]


class TestWhatIsSent:
    def test_goes_in_the_words_and_to_the_address_of_its_channel(self, family):
        wish(family, "email")
        ask_for_messages(request(family), by=family.officer, now=at(10))
        message = Message.objects.get()
        assert (message.channel, message.address) == ("email", "rukhsana@families.example.org")
        assert message.subject

    def test_goes_once_though_the_wish_changed_in_between(self, family):
        ask_for_messages(request(family), by=family.officer, now=at(10))
        wish(family, "email")
        again = ask_for_messages(request(family), by=family.officer, now=at(10))
        assert (again.messages, again.there_before) == ([], 1)

    def test_costs_no_more_statements_for_more_pupils(self, family):
        everybody = {pupil.pk: {"session": "this morning"} for pupil in classmates(family)}
        with Statements() as one:
            drafts(family)
        with Statements() as many:
            drafts(family, pupils=everybody)
        assert len(many.counted) == len(one.counted)


def classmates(family: AFamily) -> list[Pupil]:
    pupils = [a_pupil_on_roll(family.school, forename=name) for name in ("Callum", "Daisy", "Ewan")]
    for number, pupil in enumerate(pupils):
        a_parent(pupil, mobile=f"07700 90020{number}")
    return pupils
