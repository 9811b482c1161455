"""A link that only whoever is written to may read: of a message that is kept, its secret is put in as it leaves.

Whoever reads a school's messages could otherwise open a parent's account. The secret is worked out of the service's own
key and the message's reference, so that neither the message nor a copy of the database holds it.
"""

from __future__ import annotations

import base64
import hashlib
import hmac

from django.conf import settings

from onroll.service.access import demo_mode
from onroll.service.correspondence.models import Message

#: What stands in the kept words where the secret goes.
STANDS_FOR_IT = "only-in-the-email"


def sealed_secret(message: Message) -> str:
    """Return the secret of a message's link."""
    key = settings.SECRET_KEY
    made = hmac.new(
        key if isinstance(key, bytes) else key.encode(), f"sealed link {message.reference}".encode(), hashlib.sha256
    )  # fmt: skip
    return base64.urlsafe_b64encode(made.digest()).decode().rstrip("=")


def body_as_sent(message: Message) -> str:
    """Return the words of a message as they leave."""
    if message.recipient_kind != Message.RecipientKind.ACCOUNT:
        return message.body
    return message.body.replace(STANDS_FOR_IT, sealed_secret(message))


def body_as_read(message: Message) -> str:
    """Return the words as a school reads them again: without the secret, save in a demo, where nobody is real and nothing leaves."""
    return body_as_sent(message) if demo_mode.is_demo() else message.body
