"""What has become of a message, read off the last thing that happened to it. Never stored."""

from __future__ import annotations

from django.db.models import Q

from onroll.service.correspondence.models import MessageEvent, MessageSettings
from onroll.service.correspondence.templates import LETTER

Kind = MessageEvent.Kind
OUTBOX = MessageSettings.Sender.OUTBOX

_BY_KIND = {
    Kind.ASKED: "waiting",
    Kind.HELD: "held",
    Kind.TRYING: "going",
    Kind.PUT_BACK: "retrying",
    Kind.DELIVERED: "delivered",
    Kind.FAILED: "not delivered",
    Kind.GIVEN_UP: "given up",
    Kind.UNSURE: "may have gone",
    Kind.CANCELLED: "cancelled",
    Kind.LAPSED: "too late",
    Kind.POSTED: "posted",
}
#: Each state in words.
SAID = {
    "waiting": "Waiting to go",
    "held": "Held until the morning",
    "going": "Going",
    "retrying": "Will be tried again",
    "in the outbox": "In the outbox",
    "to print": "To print and post",
    "posted": "Posted",
    "sent": "Sent",
    "delivered": "Delivered",
    "not delivered": "Not delivered",
    "given up": "Given up",
    "may have gone": "May have gone",
    "cancelled": "Cancelled",
    "too late": "Too late, not sent",
}
#: Every state, in the order of a message's life.
STATES = tuple(SAID)
#: States in which somebody has to do something.
NEEDS_SOMEBODY = ("not delivered", "given up", "may have gone", "too late")
#: States in which a message can still be stopped.
MAY_BE_CANCELLED = ("waiting", "held", "retrying", "to print", "in the outbox")
#: States after which the same may be sent once more, to an address that may be another by now.
MAY_GO_AGAIN = ("not delivered", "given up", "may have gone", "cancelled")


def state_of(kind: str, sender: str, channel: str) -> str:
    """Return the state that the last event of a message leaves it in."""
    if kind == Kind.SENT:
        if sender != OUTBOX:
            return "sent"
        return "to print" if channel == LETTER else "in the outbox"
    return _BY_KIND[Kind(kind)]


def in_state(state: str) -> Q:
    """Return the condition on `last_kind`, `last_sender` and `channel` under which a message is in a state."""
    if state == "sent":
        return Q(last_kind=Kind.SENT) & ~Q(last_sender=OUTBOX)
    if state in ("to print", "in the outbox"):
        letter = Q(channel=LETTER)
        return Q(last_kind=Kind.SENT, last_sender=OUTBOX) & (letter if state == "to print" else ~letter)
    (kind,) = (kind for kind, name in _BY_KIND.items() if name == state)
    return Q(last_kind=kind)
