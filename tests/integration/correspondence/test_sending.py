"""Sending what is due: into the outbox by default, and nowhere else."""

from __future__ import annotations

import datetime as dt

import pytest

from onroll.service.access.actor import Actor
from onroll.service.correspondence.actions.delivering import send_due
from onroll.service.correspondence.models import Message, MessageEvent, Waiting
from tests.factories.correspondence import AFamily
from tests.factories.moments import MONDAY, at
from tests.support.statements import Statements

pytestmark = pytest.mark.django_db
SENDING = Actor.service("Sending")
TUESDAY = MONDAY + dt.timedelta(days=1)


@pytest.fixture
def family() -> AFamily:
    return AFamily()


def kinds(message: Message) -> list[str]:
    return list(message.events.order_by("pk").values_list("kind", flat=True))


class TestTheOutbox:
    def test_takes_a_message_whose_moment_has_come(self, family):
        (message,) = family.ask().messages

        assert send_due(by=SENDING, now=at(9, 31)) == (1, False)

        assert kinds(message) == ["asked", "sent"]
        assert message.events.latest("pk").sender == "outbox"
        assert not Waiting.objects.exists()

    def test_takes_it_once(self, family):
        (message,) = family.ask().messages
        send_due(by=SENDING, now=at(9, 31))

        assert send_due(by=SENDING, now=at(9, 32)) == (0, False)
        assert kinds(message) == ["asked", "sent"]

    def test_takes_none_before_its_hour(self, family):
        family.ask("call-back", now=at(19))

        assert send_due(by=SENDING, now=at(6, 59, on=TUESDAY)) == (0, False)
        assert send_due(by=SENDING, now=at(7, on=TUESDAY)) == (1, False)

    def test_holds_one_that_was_due_in_the_day_and_is_met_in_the_night(self, family):
        (message,) = family.ask("call-back", now=at(18, 59)).messages

        send_due(by=SENDING, now=at(23))

        assert kinds(message) == ["asked", "held"]
        assert Waiting.objects.get().at == at(7, on=TUESDAY)

    def test_takes_none_that_its_day_is_over_for(self, family):
        """A text that a child is not in school today helps nobody the next morning."""
        (message,) = family.ask(now=at(19)).messages

        send_due(by=SENDING, now=at(7, on=TUESDAY))

        assert kinds(message) == ["held", "lapsed"]

    def test_takes_many_in_as_many_statements_as_few(self, family):
        for number in range(3):
            family.ask(about=f"absence {number}")
        with Statements() as few:
            send_due(by=SENDING, now=at(9, 31))
        for number in range(30):
            family.ask(about=f"absence again {number}")
        with Statements() as many:
            assert send_due(by=SENDING, now=at(9, 31)) == (30, False)

        assert len(many.counted) == len(few.counted)


class TestAnEvent:
    def test_is_not_changed_and_not_removed(self, family):
        from django.db import DatabaseError, transaction

        (message,) = family.ask().messages
        for change in (
            lambda: MessageEvent.objects.update(kind="sent"),
            lambda: MessageEvent.objects.all().delete(),
            lambda: Message.objects.filter(pk=message.pk).update(body="Something else"),
        ):
            with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
                change()
