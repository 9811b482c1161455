"""Sending emails by a school's own mail server: a stand-in on this machine that speaks enough of the protocol."""

from __future__ import annotations

import socketserver
import threading

import pytest

from onroll.service.access.actor import Actor
from onroll.service.correspondence.actions.delivering import LEASE, WAITS, send_due
from onroll.service.correspondence.models import Message, MessageSettings
from onroll.service.correspondence.sending.smtp import Smtp
from tests.factories.correspondence import AFamily
from tests.factories.moments import at

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
SENDING = Actor.service("Sending")
NOW = at(9, 31)


class MailServer(socketserver.ThreadingTCPServer):
    """Takes mails; answers a recipient, or the end of a mail, as it is told to."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.mails: list[str] = []
        self.to_recipient = "250 ok"
        self.to_mail = "250 ok"


class _Talk(socketserver.StreamRequestHandler):
    server: MailServer

    def handle(self) -> None:
        self._say("220 ready")
        while line := self.rfile.readline().decode().strip():
            word = line[:4].upper()
            if word == "DATA":
                self._say("354 go on")
                self.server.mails.append(self._read())
                if not self.server.to_mail:
                    return
                self._say(self.server.to_mail)
            else:
                self._say({"RCPT": self.server.to_recipient, "QUIT": "221 bye"}.get(word, "250 ok"))
            if word == "QUIT":
                return

    def _read(self) -> str:
        lines = []
        while (line := self.rfile.readline().decode()) not in (".\r\n", ""):
            lines.append(line)
        return "".join(lines)

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


@pytest.fixture
def server():
    with MailServer() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def family() -> AFamily:
    family = AFamily()
    MessageSettings.objects.create(school=family.school, email_by="smtp")
    return family


@pytest.fixture
def send(server):
    def by_mail(now=NOW):
        sender = Smtp(
            address=f"smtp://127.0.0.1:{server.server_address[1]}",
            mail_from="office@broadmere.example.org",
            seconds=5,
        )
        return send_due(by=SENDING, now=now, senders=lambda _: sender)

    return by_mail


def kinds(message: Message) -> list[str]:
    return list(message.events.order_by("pk").values_list("kind", flat=True))


class TestAMail:
    def test_goes_with_our_reference_as_its_id(self, family, server, send):
        (message,) = family.ask(channel="email").messages

        send()

        (mail,) = server.mails
        assert f"Message-ID: <{message.reference}@broadmere.example.org>" in mail
        assert "Subject: Amina is not in school this morning" in mail
        assert kinds(message) == ["asked", "trying", "sent"]

    def test_to_what_is_no_address_is_final_and_holds_up_no_other(self, family, server, send):
        family.mother.contact_details.filter(kind="email").update(value="a@example.org\nBcc: b@example.org")
        (broken,) = family.ask(channel="email").messages
        family.mother.contact_details.filter(kind="email").update(value="a@example.org")
        family.ask(channel="email", about="2026-09-07 PM")

        send()

        assert kinds(broken)[-1] == "failed"
        assert len(server.mails) == 1

    def test_to_an_unknown_address_is_final(self, family, server, send):
        (message,) = family.ask(channel="email").messages
        server.to_recipient = "550 no such user"

        send()

        assert kinds(message) == ["asked", "trying", "failed"]

    @pytest.mark.parametrize(
        ("to_recipient", "to_mail"), [("451 later", "250 ok"), ("250 ok", "452 no room")]
    )
    def test_that_cannot_be_taken_now_is_tried_again(self, family, server, send, to_recipient, to_mail):
        (message,) = family.ask(channel="email").messages
        server.to_recipient, server.to_mail = to_recipient, to_mail

        send()
        server.to_recipient = server.to_mail = "250 ok"
        send(NOW + WAITS[0])

        assert kinds(message) == ["asked", "trying", "put back", "trying", "sent"]

    def test_whose_end_was_not_answered_is_left_to_a_person(self, family, server, send):
        """It may have gone, and a mail server cannot be asked: sent again by itself it might come twice."""
        (message,) = family.ask(channel="email").messages
        server.to_mail = ""

        send()

        assert kinds(message) == ["asked", "trying", "unsure"]
        assert send(NOW + WAITS[-1]) == (0, False)

    def test_in_whose_sending_the_worker_was_killed_is_left_to_a_person(self, family, send, monkeypatch):
        class Killed(BaseException):
            pass

        def die(*_):
            raise Killed

        (message,) = family.ask(channel="email").messages
        monkeypatch.setattr(Smtp, "send", die)
        with pytest.raises(Killed):
            send()
        monkeypatch.undo()

        send(NOW + LEASE)
        assert kinds(message)[-1] == "unsure"
