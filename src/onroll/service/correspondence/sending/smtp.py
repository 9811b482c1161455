"""A school's own mail server. It takes a mail or does not; what becomes of it afterwards it cannot be asked."""

from __future__ import annotations

import smtplib
from urllib.parse import unquote, urlsplit

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from onroll.service.correspondence.sending.sender import Delivery, NeverSo, NotNow, Parcel, State
from onroll.service.correspondence.templates import EMAIL

SECONDS = 20


class Smtp:
    """A mail server, by Django's own backend. Raises ValueError for an address that is none."""

    name = "smtp"
    answers = False

    def __init__(self, *, address: str, mail_from: str, seconds: float = SECONDS) -> None:
        self._server = urlsplit(address)
        self._port = self._server.port or (465 if self._server.scheme == "smtps" else 587)
        self._from = mail_from
        self._seconds = seconds

    def send(self, parcel: Parcel) -> str:
        """Hand a mail over and return its Message-ID. Raises NotNow and NeverSo."""
        if parcel.channel != EMAIL:
            raise NeverSo(
                "A mail server sends emails alone. Choose another sender for this channel in Settings."
            )
        connection = self._connection()
        try:
            connection.open()
        except (OSError, smtplib.SMTPException):
            raise NotNow("The mail server did not let us in. Ask whoever runs it.") from None
        message_id = f"<{parcel.reference}@{self._from.rpartition('@')[2]}>"
        try:
            self._mail(parcel, message_id, connection).send()
        except ValueError:
            raise NeverSo(
                "The address is not one that a mail can be sent to. Correct it and send it again."
            ) from None
        except smtplib.SMTPRecipientsRefused as refusal:
            raise _refused(next(iter(refusal.recipients.values()))[0]) from None
        except smtplib.SMTPResponseException as refusal:
            raise _refused(refusal.smtp_code) from None
        except (OSError, smtplib.SMTPException):
            raise NotNow("The mail server went away while it took the mail.", may_have_gone=True) from None
        finally:
            connection.close()
        return message_id

    def find(self, reference: str) -> str | None:
        """Return nothing: a mail server cannot be asked."""
        return None

    def state_of(self, provider_id: str) -> State:
        """Say no more than that it was taken."""
        return State(Delivery.UNDER_WAY)

    def _connection(self) -> BaseEmailBackend:
        server = self._server
        at_once = server.scheme == "smtps"
        return get_connection(
            "django.core.mail.backends.smtp.EmailBackend",
            host=server.hostname or "",
            port=self._port,
            username=unquote(server.username or ""),
            password=unquote(server.password or ""),
            use_ssl=at_once,
            # A password is never said in the clear; a server on this machine may do without either.
            use_tls=not at_once and bool(server.username),
            timeout=self._seconds,
        )

    def _mail(self, parcel: Parcel, message_id: str, connection: BaseEmailBackend) -> EmailMessage:
        return EmailMessage(
            parcel.subject, parcel.body, self._from, [parcel.address], connection=connection, headers={"Message-ID": message_id}
        )  # fmt: skip


def _refused(code: int) -> Exception:
    if code >= 500:
        return NeverSo(f"The mail server knows no such address, or refuses it (its answer {code}).")
    return NotNow(f"The mail server cannot take it now (its answer {code}).")
