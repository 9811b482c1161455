"""The sender of a name, as this machine is set up for it."""

from __future__ import annotations

import re

from onroll.service.correspondence.sending.notify import Notify
from onroll.service.correspondence.sending.outbox import Outbox
from onroll.service.correspondence.sending.secrets import secret
from onroll.service.correspondence.sending.sender import NotNow, Sender
from onroll.service.correspondence.sending.smtp import Smtp

#: A key ends in the service's id and the secret itself.
_A_KEY = re.compile(r"[0-9a-f-]{36}-[0-9a-f-]{36}$")
_WANTED = {"notify": ("notify-key",), "smtp": ("smtp-address", "mail-from")}


def is_set_up(name: str) -> bool:
    """Say whether this machine knows what it needs to send by a sender."""
    return all(secret(one) for one in _WANTED.get(name, ()))


def sender_called(name: str) -> Sender:
    """Return the sender of a name. Raises NotNow where this machine is not set up for it."""
    if name == Outbox.name:
        return Outbox()
    if not is_set_up(name):
        words = {"notify": "GOV.UK Notify", "smtp": "The mail server"}.get(name, name)
        raise NotNow(
            f"{words} is not set up on this machine. Whoever runs it sets it up with onroll messages secret."
        )
    if name == Notify.name:
        if not _A_KEY.search(secret("notify-key")):
            raise NotNow(
                "What is kept as GOV.UK Notify’s key is none. Set it again with onroll messages secret notify-key."
            )
        return Notify(
            key=secret("notify-key"),
            text_template=secret("notify-text"),
            email_template=secret("notify-email"),
            address=secret("notify-address"),
        )
    try:
        return Smtp(address=secret("smtp-address"), mail_from=secret("mail-from"))
    except ValueError:
        raise NotNow(
            "What is kept as the mail server’s address is none. Set it again with onroll messages secret smtp-address."
        ) from None
