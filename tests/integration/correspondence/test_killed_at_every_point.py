"""A worker killed at any point of sending: run again, each message has gone once, whichever way it goes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from onroll.service.access.actor import Actor
from onroll.service.correspondence.actions import delivering
from onroll.service.correspondence.actions.delivering import LEASE, send_due
from onroll.service.correspondence.models import MessageEvent, MessageSettings, Waiting
from onroll.service.correspondence.sending.notify import Notify
from tests.factories.correspondence import AFamily
from tests.factories.moments import at
from tests.support.notify_stub import KEY, NotifyStub, a_notify_stub

pytestmark = pytest.mark.django_db(transaction=True)
NOW = at(9, 31)
SENDING = Actor.service("Sending")


class Killed(BaseException):
    """What no handler of the service catches, as nothing runs in a process that was killed."""


def die(*_args: Any, **_kwargs: Any) -> None:
    raise Killed


def dies_after(done: Callable[..., Any]) -> Callable[..., Any]:
    """Return an act that is done, and killed before anything follows."""

    def act(*args: Any, **kwargs: Any) -> None:
        done(*args, **kwargs)
        raise Killed

    return act


@pytest.fixture
def stub() -> Iterator[NotifyStub]:
    with a_notify_stub() as stub:
        yield stub


def sent_by_notify(stub: NotifyStub, now: dt.datetime) -> None:
    def sender(_name: str) -> Notify:
        return Notify(
            key=KEY, text_template="text", email_template="email", address=stub.address, seconds=5.0
        )

    send_due(by=SENDING, now=now, senders=sender)


@pytest.mark.parametrize(
    ("whose", "name", "when"),
    [
        (delivering, "_claim", die),
        (delivering, "_claim", dies_after(delivering._claim)),
        (Notify, "send", die),
        (Notify, "send", dies_after(Notify.send)),
        (delivering, "_note_sent", die),
        (delivering, "_note_sent", dies_after(delivering._note_sent)),
    ],
    ids=["before it is taken", "once it is taken", "before the call", "after the call", "before the note", "after the note"],
)  # fmt: skip
def test_a_text_goes_once(stub: NotifyStub, monkeypatch: pytest.MonkeyPatch, whose, name, when) -> None:
    family = AFamily()
    MessageSettings.objects.create(
        school=family.school, text_by="notify", email_by="notify", letter_by="notify"
    )
    (message,) = family.ask().messages
    with monkeypatch.context() as killed:
        killed.setattr(whose, name, when)
        with pytest.raises(Killed):
            sent_by_notify(stub, NOW)
    for later in range(1, 4):
        sent_by_notify(stub, NOW + later * LEASE)
    assert len(stub.taken) == 1
    assert MessageEvent.objects.filter(message=message, kind="sent").count() == 1


@pytest.mark.parametrize("name", ["_is_stopped", "_event"])
def test_what_stays_in_the_outbox_is_there_once(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    family = AFamily()
    (message,) = family.ask().messages
    with monkeypatch.context() as killed:
        killed.setattr(delivering, name, die)
        with pytest.raises(Killed):
            send_due(by=SENDING, now=NOW)
    assert Waiting.objects.filter(message=message).exists()
    for _ in range(2):
        send_due(by=SENDING, now=NOW)
    assert MessageEvent.objects.filter(message=message, kind="sent").count() == 1
    assert not Waiting.objects.filter(message=message).exists()
