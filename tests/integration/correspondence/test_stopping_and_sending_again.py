"""Stopping a message before it goes, sending one that did not arrive once more, and noting letters as posted."""

from __future__ import annotations

import datetime as dt

import pytest

from onroll.service.access.actor import Actor
from onroll.service.access.scope import OutOfScope
from onroll.service.correspondence.actions.cancelling import cancel_messages, note_posted, send_again
from onroll.service.correspondence.actions.delivering import send_due
from onroll.service.correspondence.actions.disposing import dispose_of_messages, messages_to_dispose_of
from onroll.service.correspondence.models import Message, MessageEvent, Waiting
from onroll.service.correspondence.refusals import MessageRefused, TooLateToCancel
from tests.factories.correspondence import AFamily
from tests.factories.moments import MONDAY, at
from tests.factories.people import an_actor

pytestmark = pytest.mark.django_db
SENDING = Actor.service("Sending")


@pytest.fixture
def family() -> AFamily:
    return AFamily()


def failed(family: AFamily, **asked) -> Message:
    """Ask for a message, and let it come back as not delivered."""
    (message,) = family.ask(**asked).messages
    MessageEvent.objects.create(
        message=message,
        school=family.school,
        kind="failed",
        at=at(9, 40),
        by_name="Sending",
        detail="No such number",
    )
    Waiting.objects.all().delete()
    return message


def kinds(message: Message) -> list[str]:
    return list(message.events.order_by("pk").values_list("kind", flat=True))


class TestStopping:
    def stop(self, family, *messages, by=None, now=None):
        return cancel_messages(
            school_id=family.school.pk,
            message_ids=[one.pk for one in messages],
            by=by or family.officer,
            now=now or at(9, 35),
        )

    def test_a_message_that_waits_keeps_it_from_going(self, family):
        (message,) = family.ask().messages

        self.stop(family, message)

        assert send_due(by=SENDING, now=at(9, 40)) == (0, False)
        assert kinds(message) == ["asked", "cancelled"]

    def test_a_letter_that_is_not_posted_yet_takes_it_from_those_to_print(self, family):
        (letter,) = family.ask(channel="letter").messages
        send_due(by=SENDING, now=at(9, 31))

        self.stop(family, letter)

        assert kinds(letter) == ["asked", "sent", "cancelled"]

    def test_one_that_has_gone_is_too_late(self, family):
        message = failed(family)

        with pytest.raises(TooLateToCancel):
            self.stop(family, message)

    def test_one_that_is_going_is_too_late(self, family):
        (message,) = family.ask().messages
        MessageEvent.objects.create(
            message=message, school=family.school, kind="trying", at=at(9, 31), by_name="Sending"
        )

        with pytest.raises(TooLateToCancel):
            self.stop(family, message)

    def test_is_not_for_who_may_only_read(self, family):
        (message,) = family.ask().messages

        with pytest.raises(OutOfScope):
            self.stop(family, message, by=an_actor("senco", family.school))


class TestSendingAgain:
    def again(self, family, message, now=None):
        return send_again(
            school_id=family.school.pk, message_id=message.pk, by=family.officer, now=now or at(10)
        )

    def test_goes_to_the_number_on_file_by_now_in_the_same_words(self, family):
        message = failed(family)
        family.mother.contact_details.filter(kind="mobile").update(value="07700 900999")

        newer = self.again(family, message)

        assert (newer.address, newer.body) == ("07700 900999", message.body)
        assert send_due(by=SENDING, now=at(10, 1)) == (1, False)

    def test_twice_is_refused(self, family):
        message = failed(family)
        self.again(family, message)

        with pytest.raises(MessageRefused, match="sent again already"):
            self.again(family, message)

    def test_is_refused_while_it_is_under_way(self, family):
        (message,) = family.ask().messages

        with pytest.raises(MessageRefused, match="under way"):
            self.again(family, message)

    def test_is_refused_to_a_parent_who_may_no_longer_be_sent_anything(self, family):
        message = failed(family)
        family.mother.relationships.update(may_be_sent=False)

        with pytest.raises(MessageRefused, match="nothing is to be sent"):
            self.again(family, message)

    def test_is_refused_once_its_day_is_over(self, family):
        message = failed(family)

        with pytest.raises(MessageRefused, match="Its day is over"):
            self.again(family, message, now=at(9, on=MONDAY + dt.timedelta(days=1)))


class TestPostedLetters:
    def posted(self, family, *letters, on=MONDAY):
        return note_posted(
            school_id=family.school.pk, message_ids=[one.pk for one in letters], posted_on=on, by=family.officer, now=at(15)
        )  # fmt: skip

    def test_are_noted_once(self, family):
        (letter,) = family.ask(channel="letter").messages
        send_due(by=SENDING, now=at(9, 31))

        assert self.posted(family, letter) == 1
        assert self.posted(family, letter) == 0
        assert kinds(letter) == ["asked", "sent", "posted"]

    def test_are_not_posted_on_a_day_to_come(self, family):
        (letter,) = family.ask(channel="letter").messages

        with pytest.raises(MessageRefused, match="has not come yet"):
            self.posted(family, letter, on=MONDAY + dt.timedelta(days=1))

    def test_are_letters(self, family):
        (text,) = family.ask().messages
        send_due(by=SENDING, now=at(9, 31))

        assert self.posted(family, text) == 0


TUESDAY = MONDAY + dt.timedelta(days=1)


class TestDisposal:
    YEARS_LATER = at(9, on=dt.date(2033, 9, 8))

    def dispose(self, family, before, now=None):
        return dispose_of_messages(
            school_id=family.school.pk, before=before, by=an_actor("head", family.school), now=now or self.YEARS_LATER
        )  # fmt: skip

    def test_empties_a_message_of_everybody_and_keeps_that_there_was_one(self, family):
        (message,) = family.ask().messages
        send_due(by=SENDING, now=at(9, 31))

        assert self.dispose(family, TUESDAY) == 1

        message.refresh_from_db()
        assert (message.body, message.address, message.recipient_name, message.pupil_id) == ("", "", "", None)
        assert message.asked_at == at(9, 30)
        assert kinds(message) == ["asked", "sent"]

    def test_is_refused_while_the_register_of_that_day_is_kept(self, family):
        family.ask()

        with pytest.raises(MessageRefused, match="regulation 7"):
            self.dispose(family, TUESDAY, now=at(10))

    def test_leaves_what_was_asked_for_later(self, family):
        family.ask()

        assert self.dispose(family, MONDAY) == 0

    def test_is_told_beforehand(self, family):
        family.ask()
        send_due(by=SENDING, now=at(9, 31))
        head = an_actor("head", family.school)

        count = messages_to_dispose_of(
            school_id=family.school.pk, before=TUESDAY, by=head, now=self.YEARS_LATER
        )

        assert count == 1
