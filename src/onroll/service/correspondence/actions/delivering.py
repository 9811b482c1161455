"""Sending what is due: each message handed over once, asked about, tried again with growing waits, and given up in the end.

A try is written down before the provider is called, and its outcome after. A worker killed between the two leaves a try
without an outcome, so the next one asks the provider by the message's reference before it sends anything; a mail server
cannot be asked, so such a message is left for a person to decide. What goes to the outbox is one transaction.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import F

from onroll.service.access import demo_mode
from onroll.service.access.actor import Actor
from onroll.service.correspondence.actions.asking import when_it_may_go
from onroll.service.correspondence.letters import letter_pdf
from onroll.service.correspondence.models import Message, MessageEvent, MessageSettings, Waiting
from onroll.service.correspondence.sealed_links import body_as_sent
from onroll.service.correspondence.sending.choosing import sender_called
from onroll.service.correspondence.sending.outbox import Outbox
from onroll.service.correspondence.sending.sender import Delivery, NeverSo, NotNow, Parcel, Sender
from onroll.service.correspondence.settings_of import settings_of
from onroll.service.correspondence.templates import LETTER

Kind = MessageEvent.Kind
#: After each try that failed, how long until the next; after the last, it is given up.
WAITS = tuple(dt.timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240))
#: How long between two questions about a message that was sent; the last again and again.
WAITS_TO_ASK = tuple(dt.timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240))
#: After this a provider is asked no more.
ASKED_FOR = dt.timedelta(days=5)
#: A try that has no outcome by then belongs to a worker that was killed.
LEASE = dt.timedelta(minutes=10)
#: Seconds are short in a worker that also closes registers: it comes back for the rest.
MOST_AT_ONCE = 100
MOST_INTO_THE_OUTBOX = 5_000
_LONGEST_DETAIL = 300
_COMES_TO = {
    Delivery.DELIVERED: Kind.DELIVERED,
    Delivery.POSTED: Kind.POSTED,
    Delivery.FAILED: Kind.FAILED,
}

Senders = Callable[[str], Sender]


@dataclass(slots=True)
class _Round:
    """One look at what is due: whose moment it is, by whom, and each school's settings, read once."""

    by: Actor
    now: dt.datetime
    senders: Senders
    is_demo: bool
    settings: dict[int, MessageSettings] = field(default_factory=dict)

    def settings_of(self, school_id: int) -> MessageSettings:
        if school_id not in self.settings:
            self.settings[school_id] = settings_of(school_id)
        return self.settings[school_id]

    def sender_of(self, message: Message) -> str:
        if self.is_demo:
            return Outbox.name
        return str(getattr(self.settings_of(message.school_id), f"{message.channel}_by"))


def send_due(*, by: Actor, now: dt.datetime, senders: Senders = sender_called) -> tuple[int, bool]:
    """Send, or ask about, the messages whose moment has come; return how many, and whether more are due now."""
    this = _Round(by, now, senders, demo_mode.is_demo())
    due = list(
        Waiting.objects.filter(at__lte=now)
        .select_related("message")
        .order_by("at", "pk")[:MOST_INTO_THE_OUTBOX]
    )
    kept: list[Waiting] = []
    handed: list[Waiting] = []
    for row in due:
        stays = row.deed == Waiting.Deed.SEND and this.sender_of(row.message) == Outbox.name
        (kept if stays else handed).append(row)
    done = _into_the_outbox(kept, this)
    for row in handed[:MOST_AT_ONCE]:
        done += _ask(row, this) if row.deed == Waiting.Deed.ASK else _hand_over(row, this)
    return done, len(handed) > MOST_AT_ONCE or len(due) == MOST_INTO_THE_OUTBOX


@transaction.atomic
def _into_the_outbox(rows: Iterable[Waiting], this: _Round) -> int:
    ids = [row.pk for row in rows]
    if not ids:
        return 0
    # What another worker holds is left to it.
    held = list(
        Waiting.objects.select_for_update(skip_locked=True, of=("self",))
        .filter(pk__in=ids, deed=Waiting.Deed.SEND, at__lte=this.now)
        .select_related("message")
    )
    going = [row for row in held if not _is_stopped(row, this)]
    MessageEvent.objects.bulk_create(
        _event(row.message, Kind.SENT, this, sender=Outbox.name, provider_id=str(row.message.reference))
        for row in going
    )
    Waiting.objects.filter(pk__in=[row.pk for row in going]).delete()
    return len(held)


def _is_stopped(row: Waiting, this: _Round) -> bool:
    """Let a message lapse that is of no use any more, or hold one until a better hour; say whether that was so."""
    message = row.message
    if message.last_day is not None and this.now.date() > message.last_day:
        _end(row, Kind.LAPSED, this, "Its day was over before it could go.")
        return True
    goes_at = when_it_may_go(
        message.channel,
        this.settings_of(message.school_id),
        this.now,
        to_parent=message.recipient_kind == Message.RecipientKind.PARENT,
    )
    if goes_at > this.now:
        with transaction.atomic():
            if Waiting.objects.filter(pk=row.pk, at=row.at).update(at=goes_at):
                _event(message, Kind.HELD, this, next_at=goes_at).save(force_insert=True)
        return True
    return False


def _hand_over(row: Waiting, this: _Round) -> int:
    """Hand one message to its provider, unless another worker has it; return how many were done."""
    message, name = row.message, this.sender_of(row.message)
    if _is_stopped(row, this):
        return 1
    was_left = row.tries > 0 and _last_kind(message) == Kind.TRYING
    if not _claim(row, this, Kind.TRYING, name):
        return 0
    try:
        sender = this.senders(name)
        if was_left and not sender.answers:
            _end(
                row,
                Kind.UNSURE,
                this,
                "The worker stopped while it was being sent, and a mail server cannot be asked.",
            )
            return 1
        provider_id = sender.find(str(message.reference)) if row.tries and sender.answers else None
        provider_id = provider_id or sender.send(parcel_of(message))
    except NeverSo as refusal:
        _end(row, Kind.FAILED, this, str(refusal))
    except NotNow as refusal:
        _put_back(row, refusal, name, this)
    else:
        _note_sent(row, sender, provider_id, this)
    return 1


def _claim(row: Waiting, this: _Round, kind: str, sender: str) -> bool:
    """Take a row for ourselves, and note the try; False where another worker was quicker."""
    with transaction.atomic():
        taken = Waiting.objects.filter(pk=row.pk, at=row.at, tries=row.tries).update(
            at=this.now + LEASE, tries=F("tries") + 1
        )
        if taken and kind:
            _event(row.message, kind, this, sender=sender).save(force_insert=True)
    return bool(taken)


def _put_back(row: Waiting, refusal: NotNow, sender: str, this: _Round) -> None:
    unsure = refusal.may_have_gone and sender == MessageSettings.Sender.SMTP
    if unsure or row.tries >= len(WAITS):
        _end(row, Kind.UNSURE if unsure else Kind.GIVEN_UP, this, str(refusal))
        return
    again_at = this.now + WAITS[row.tries]
    with transaction.atomic():
        _event(row.message, Kind.PUT_BACK, this, sender=sender, next_at=again_at, detail=str(refusal)).save(
            force_insert=True
        )
        Waiting.objects.filter(pk=row.pk).update(at=again_at)


@transaction.atomic
def _note_sent(row: Waiting, sender: Sender, provider_id: str, this: _Round) -> None:
    _event(row.message, Kind.SENT, this, sender=sender.name, provider_id=provider_id).save(force_insert=True)
    if sender.answers:
        Waiting.objects.filter(pk=row.pk).update(
            deed=Waiting.Deed.ASK, at=this.now + WAITS_TO_ASK[0], tries=0
        )
    else:
        Waiting.objects.filter(pk=row.pk).delete()


def _ask(row: Waiting, this: _Round) -> int:
    """Ask a provider what became of a message it took."""
    if not _claim(row, this, "", ""):
        return 0
    sent = MessageEvent.objects.filter(message_id=row.pk, kind=Kind.SENT).latest("pk")
    try:
        state = this.senders(sent.sender).state_of(sent.provider_id)
    except NotNow:
        _ask_later(row, sent, this)
        return 1
    if state.delivery is Delivery.UNDER_WAY:
        _ask_later(row, sent, this)
    else:
        _end(row, _COMES_TO[state.delivery], this, state.why)
    return 1


def _ask_later(row: Waiting, sent: MessageEvent, this: _Round) -> None:
    waiting = Waiting.objects.filter(pk=row.pk)
    if this.now - sent.at > ASKED_FOR:
        waiting.delete()
    else:
        waiting.update(at=this.now + WAITS_TO_ASK[min(row.tries, len(WAITS_TO_ASK) - 1)])


@transaction.atomic
def _end(row: Waiting, kind: str, this: _Round, detail: str) -> None:
    # Whoever takes it from what is waiting says how it ended: two workers, or one and a person who stops it, say it once.
    gone, _ = Waiting.objects.filter(pk=row.pk).delete()
    if gone:
        _event(row.message, kind, this, detail=detail).save(force_insert=True)


def _event(message: Message, kind: str, this: _Round, **fields: object) -> MessageEvent:
    fields["detail"] = str(fields.get("detail", ""))[:_LONGEST_DETAIL]
    return MessageEvent(
        message=message, school_id=message.school_id, kind=kind, at=this.now, by_name=this.by.name, **fields
    )


def _last_kind(message: Message) -> str:
    return MessageEvent.objects.filter(message=message).latest("pk").kind


def parcel_of(message: Message) -> Parcel:
    """Return what a sender is handed of a message."""
    pdf = letter_pdf(message) if message.channel == LETTER else b""
    return Parcel(
        str(message.reference), message.channel, message.address, message.subject, body_as_sent(message), pdf
    )
