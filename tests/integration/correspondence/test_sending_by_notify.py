"""Sending by GOV.UK Notify, through the client it publishes, to a stand-in on this machine."""

from __future__ import annotations

import datetime as dt

import pytest

from onroll.service.access import demo_mode
from onroll.service.access.actor import Actor
from onroll.service.correspondence.actions.delivering import LEASE, WAITS, send_due
from onroll.service.correspondence.models import Message, MessageEvent, MessageSettings, Waiting
from onroll.service.correspondence.sending.notify import Notify
from tests.factories.correspondence import AFamily
from tests.factories.moments import at
from tests.support.notify_stub import KEY, NotifyStub, a_notify_stub

pytestmark = pytest.mark.django_db
SENDING = Actor.service("Sending")
NOW = at(9, 31)


@pytest.fixture(scope="module")
def one_stub():
    with a_notify_stub() as stub:
        yield stub


@pytest.fixture
def stub(one_stub) -> NotifyStub:
    one_stub.taken, one_stub.next, one_stub.slow = [], [], []
    return one_stub


@pytest.fixture
def family(stub) -> AFamily:
    family = AFamily()
    MessageSettings.objects.create(
        school=family.school, text_by="notify", email_by="notify", letter_by="notify"
    )
    return family


@pytest.fixture
def send(stub):
    """Give `send(now)`: the job, with the client's real requests."""

    def by_notify(now=NOW, *, key=KEY, seconds=5.0):
        def sender(name):
            assert name == "notify"
            return Notify(
                key=key, text_template="text-template", email_template="email-template", address=stub.address, seconds=seconds
            )  # fmt: skip

        return send_due(by=SENDING, now=now, senders=sender)

    return by_notify


def kinds(message: Message) -> list[str]:
    return list(message.events.order_by("pk").values_list("kind", flat=True))


def last(message: Message) -> MessageEvent:
    return message.events.latest("pk")


class TestWhatIsHandedOver:
    def test_of_a_text_is_its_words_and_our_reference(self, family, stub, send):
        (message,) = family.ask().messages

        send()

        (taken,) = stub.taken
        assert (taken["type"], taken["to"], taken["template"]) == ("sms", "07700 900104", "text-template")
        assert taken["words"] == {"message": message.body}
        assert taken["reference"] == str(message.reference)
        assert kinds(message) == ["asked", "trying", "sent"]
        assert last(message).provider_id == taken["id"]

    def test_of_an_email_is_its_subject_too(self, family, stub, send):
        family.ask(channel="email")

        send()

        assert stub.taken[0]["words"]["subject"] == "Amina is not in school this morning"

    def test_of_a_letter_is_a_pdf(self, family, stub, send):
        family.ask(channel="letter")

        send()

        assert (stub.taken[0]["type"], stub.taken[0]["is_pdf"]) == ("letter", True)

    @pytest.mark.usefixtures("stub")
    def test_is_nothing_in_a_demo(self, family, stub, send, monkeypatch):
        monkeypatch.setattr(demo_mode, "is_demo", lambda: True)
        (message,) = family.ask().messages

        send()

        assert stub.taken == []
        assert last(message).sender == "outbox"


class TestAFailure:
    @pytest.mark.parametrize(
        ("code", "says"),
        [
            (429, "as many messages as it takes"),
            (500, "not well"),
            (503, "not well"),
            (403, "does not accept our key"),
        ],
    )
    def test_that_may_pass_is_tried_again_later(self, family, stub, send, code, says):
        (message,) = family.ask().messages
        stub.fails(code)

        send()

        assert kinds(message) == ["asked", "trying", "put back"]
        assert says in last(message).detail
        assert Waiting.objects.get().at == NOW + WAITS[0]
        send(NOW + WAITS[0])
        assert kinds(message)[-1] == "sent"
        assert len(stub.taken) == 1

    def test_of_the_address_is_final_and_says_why(self, family, stub, send):
        (message,) = family.ask().messages
        stub.fails(400)

        send()

        assert kinds(message) == ["asked", "trying", "failed"]
        assert "Not enough digits" in last(message).detail
        assert not Waiting.objects.exists()

    def test_again_and_again_is_given_up_in_the_end(self, family, stub, send):
        (message,) = family.ask().messages
        stub.fails(*[500] * 6, takes_it=False)
        now = NOW
        for wait in (dt.timedelta(), *WAITS):
            now += wait
            send(now)

        assert kinds(message).count("trying") == 6
        assert kinds(message)[-1] == "given up"
        assert not Waiting.objects.exists()

    def test_of_our_key_is_no_fault_of_the_message(self, family, stub, send):
        (message,) = family.ask().messages

        send(key=KEY[:-1] + "9")

        assert "does not accept our key" in last(message).detail

    def test_is_kept_out_of_the_log(self, family, stub, send, caplog):
        family.ask()
        stub.fails(400)

        send()

        assert "digits" not in " ".join(
            record.getMessage() for record in caplog.records if record.levelname == "ERROR"
        )
        assert "Amina" not in caplog.text
        assert "07700" not in caplog.text


class TestAMessageThatMayHaveGone:
    def test_is_asked_for_before_it_is_sent_again(self, family, stub, send):
        """The answer was lost on its way: the message is there all the same, and does not go twice."""
        (message,) = family.ask().messages
        stub.fails(500, takes_it=True)
        send()

        send(NOW + WAITS[0])

        assert len(stub.taken) == 1
        assert kinds(message)[-1] == "sent"
        assert last(message).provider_id == stub.taken[0]["id"]

    def test_after_no_answer_in_time_is_asked_for_too(self, family, stub, send):
        (message,) = family.ask().messages
        stub.slow = [0.4]

        send(seconds=0.1)

        assert "did not answer" in last(message).detail
        send(NOW + WAITS[0])
        assert len(stub.taken) == 1

    def test_where_the_worker_was_killed_is_asked_for_too(self, family, stub, send, monkeypatch):
        """Killed between the provider's answer and our note of it."""
        from onroll.service.correspondence.actions import delivering

        class Killed(BaseException):
            pass

        def die(*_args):
            raise Killed

        (message,) = family.ask().messages
        monkeypatch.setattr(delivering, "_note_sent", die)
        with pytest.raises(Killed):
            send()
        monkeypatch.undo()

        assert send(NOW + LEASE - dt.timedelta(seconds=1)) == (0, False)
        send(NOW + LEASE)
        assert len(stub.taken) == 1
        assert kinds(message) == ["asked", "trying", "trying", "sent"]

    def test_is_left_alone_by_a_second_worker(self, family, stub, send, monkeypatch):
        """While one worker waits for the provider, another finds nothing to do."""
        (message,) = family.ask().messages
        while_it_waits = []
        real = Notify.send

        def slowly(self, parcel):
            while_it_waits.append(send(NOW + dt.timedelta(minutes=1)))
            return real(self, parcel)

        monkeypatch.setattr(Notify, "send", slowly)
        send()

        assert while_it_waits == [(0, False)]
        assert kinds(message) == ["asked", "trying", "sent"]

    def test_is_not_sent_once_somebody_has_stopped_it(self, family, stub, send, monkeypatch):
        """Stopped after the worker found it due, and before it took it for itself."""
        from onroll.service.correspondence.actions import delivering
        from onroll.service.correspondence.actions.cancelling import cancel_messages

        (message,) = family.ask().messages

        def stopped_meanwhile(row, this):
            cancel_messages(school_id=family.school.pk, message_ids=[row.pk], by=family.officer, now=NOW)
            return False

        monkeypatch.setattr(delivering, "_is_stopped", stopped_meanwhile)
        send()

        assert stub.taken == []
        assert kinds(message) == ["asked", "cancelled"]


class TestWhatBecameOfIt:
    MINUTE = dt.timedelta(minutes=1)

    @pytest.fixture
    def sent(self, family, stub, send):
        (message,) = family.ask().messages
        send()
        return message

    @pytest.mark.parametrize(
        ("status", "kind", "says"),
        [
            ("delivered", "delivered", ""),
            ("permanent-failure", "failed", "knows no such number"),
            ("temporary-failure", "failed", "switched off"),
            ("technical-failure", "failed", "network failed"),
            ("received", "posted", "posted"),
            ("validation-failed", "failed", "could not print"),
        ],
    )
    def test_is_asked_and_noted(self, sent, stub, send, status, kind, says):
        stub.says(status)

        send(NOW + self.MINUTE)

        assert kinds(sent)[-1] == kind
        assert says in last(sent).detail
        assert not Waiting.objects.exists()

    def test_is_asked_again_and_less_often_while_it_is_under_way(self, sent, stub, send):
        asked_at = NOW
        for wait in (1, 1, 5, 15):
            asked_at += dt.timedelta(minutes=wait)
            send(asked_at)

        assert kinds(sent) == ["asked", "trying", "sent"]
        assert Waiting.objects.get().at == asked_at + dt.timedelta(minutes=60)

    def test_is_asked_no_more_after_five_days(self, sent, send):
        send(NOW + dt.timedelta(days=5, minutes=2))

        assert kinds(sent) == ["asked", "trying", "sent"]
        assert not Waiting.objects.exists()


def test_a_machine_that_is_not_set_up_holds_its_messages_and_says_so(family, stub):
    (message,) = family.ask().messages

    send_due(by=SENDING, now=NOW)

    assert "not set up on this machine" in last(message).detail
    assert kinds(message)[-1] == "put back"
    assert stub.taken == []


@pytest.mark.parametrize(
    ("sender", "secrets"),
    [
        ("notify", {"ONROLL_NOTIFY_API_KEY": "short"}),
        ("smtp", {"ONROLL_SMTP_ADDRESS": "smtp://mail:port", "ONROLL_MAIL_FROM": "office@example.org"}),
    ],
)
def test_a_machine_that_is_set_up_wrongly_holds_its_messages_and_says_so(
    family, monkeypatch, sender, secrets
):
    for name, value in secrets.items():
        monkeypatch.setenv(name, value)
    MessageSettings.objects.update(email_by=sender)
    (message,) = family.ask(channel="email").messages

    send_due(by=SENDING, now=NOW)

    assert "Set it again with onroll messages secret" in last(message).detail


def test_a_message_of_a_kind_that_is_no_longer_there_goes_all_the_same(family, stub, send, monkeypatch):
    """A template may be taken away between asking and sending; its message has its words, and holds up no other."""
    from onroll.service.correspondence import wordings

    (message,) = family.ask().messages
    monkeypatch.setattr(wordings, "templates", dict)

    send()

    assert kinds(message)[-1] == "sent"
