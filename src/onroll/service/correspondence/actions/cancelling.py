"""Stopping messages before they go, sending one once more, and noting that printed letters were posted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db import transaction

from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.audit.actions import record_event
from onroll.service.correspondence.actions.asking import when_it_may_go
from onroll.service.correspondence.drafting import refuse_unless_may_send
from onroll.service.correspondence.models import Message, MessageEvent, Waiting
from onroll.service.correspondence.queries.messages import line_of, visible
from onroll.service.correspondence.recipients import address_of_parent
from onroll.service.correspondence.refusals import MessageRefused, TooLateToCancel
from onroll.service.correspondence.settings_of import settings_of
from onroll.service.correspondence.status import MAY_BE_CANCELLED, MAY_GO_AGAIN
from onroll.service.correspondence.wordings import template_called

Kind = MessageEvent.Kind


@transaction.atomic
def cancel_messages(*, school_id: int, message_ids: Collection[int], by: Actor, now: dt.datetime) -> int:
    """Stop messages that have not gone; return how many. Raises TooLateToCancel where none of them can be, and OutOfScope."""
    by.scope.require(Permission.MESSAGE_SEND, school_id=school_id)
    # Held for us: a worker that is about to take one of them waits, and then finds it gone.
    waiting = Waiting.objects.select_for_update(of=("self",)).filter(
        pk__in=message_ids, deed=Waiting.Deed.SEND
    )
    held = {row.pk for row in waiting}
    found = [line_of(one) for one in visible(by.scope, school_id).filter(pk__in=message_ids)]
    stopped = [
        line.message
        for line in found
        if line.state in MAY_BE_CANCELLED
        and (line.message.pk in held or line.state in ("to print", "in the outbox"))
    ]
    if not stopped:
        raise TooLateToCancel("It has gone already, or is going now. What was sent cannot be called back.")
    MessageEvent.objects.bulk_create(_event(one, Kind.CANCELLED, by, now) for one in stopped)
    Waiting.objects.filter(pk__in=[one.pk for one in stopped]).delete()
    record_event(
        "messages.cancelled", by=by, now=now, school_id=school_id, subject_type="message",
        subject_id=stopped[0].pk if len(stopped) == 1 else None, count=len(stopped),
    )  # fmt: skip
    return len(stopped)


@transaction.atomic
def send_again(*, school_id: int, message_id: int, by: Actor, now: dt.datetime) -> Message:
    """Send a message that did not arrive once more, in the same words, to the address that is on file today.

    Raises MessageRefused where it arrived, is under way, was sent again before, or has no address; and OutOfScope.
    """
    before = visible(by.scope, school_id).filter(pk=message_id).first()
    if before is None:
        raise MessageRefused("This school has no such message.")
    if before.recipient_kind == Message.RecipientKind.ACCOUNT:
        raise MessageRefused("Whoever it was to asks for another link themselves, from their own page.")
    template = template_called(before.template)
    refuse_unless_may_send(by, template, school_id)
    if line_of(before).state not in MAY_GO_AGAIN:
        raise MessageRefused(
            "This message is under way, or has arrived. Only one that did not arrive is sent again."
        )
    if before.last_day is not None and now.date() > before.last_day:
        raise MessageRefused("Its day is over, so it would say what is not so any more. Write a new message.")
    key = f"{before.key.partition('|again ')[0]}|again {before.pk}"
    if Message.objects.filter(school_id=school_id, key=key).exists():
        raise MessageRefused("This message was sent again already. Look for the newer one in the list.")
    again = _same_words(before, key, address_of_parent(before, on=now.date()), by, now)
    goes_at = when_it_may_go(
        again.channel,
        settings_of(school_id),
        now,
        to_parent=again.recipient_kind == Message.RecipientKind.PARENT,
    )
    _event(again, Kind.HELD if goes_at > now else Kind.ASKED, by, now, goes_at).save(force_insert=True)
    Waiting.objects.create(message=again, school_id=school_id, deed=Waiting.Deed.SEND, at=goes_at)
    record_event(
        "messages.sent again", by=by, now=now, school_id=school_id, subject_type="pupil", subject_id=again.pupil_id,
        template=template.title, before_id=before.pk, message_id=again.pk,
    )  # fmt: skip
    return again


def _same_words(before: Message, key: str, address: str, by: Actor, now: dt.datetime) -> Message:
    kept = {
        name: getattr(before, name)
        for name in (
            "school_id", "template", "edition", "wording_id", "language", "channel", "pupil_id", "about", "on", "last_day",
            "is_protected", "recipient_kind", "recipient_id", "recipient_name", "subject", "body",
        )
    }  # fmt: skip
    asked = {"asked_at": now, "asked_by_name": by.name, "asked_by_id": by.user_id}
    return Message.objects.create(key=key, address=address, **kept, **asked)


@transaction.atomic
def note_posted(
    *, school_id: int, message_ids: Collection[int], posted_on: dt.date, by: Actor, now: dt.datetime
) -> int:
    """Note that letters printed here were posted; return how many. Raises MessageRefused for a day to come, and OutOfScope."""
    by.scope.require(Permission.MESSAGE_SEND, school_id=school_id)
    if posted_on > now.date():
        raise MessageRefused("That day has not come yet. Give the day on which they were posted.")
    letters = [
        line.message
        for line in map(line_of, visible(by.scope, school_id).filter(pk__in=message_ids))
        if line.state == "to print"
    ]
    MessageEvent.objects.bulk_create(
        _event(one, Kind.POSTED, by, now, detail=f"On {posted_on:%-d %B %Y}.") for one in letters
    )
    if letters:
        record_event(
            "messages.posted", by=by, now=now, school_id=school_id, subject_type="message", subject_id=None,
            count=len(letters), posted_on=posted_on.isoformat(),
        )  # fmt: skip
    return len(letters)


def _event(
    message: Message,
    kind: str,
    by: Actor,
    now: dt.datetime,
    next_at: dt.datetime | None = None,
    detail: str = "",
) -> MessageEvent:
    return MessageEvent(
        message=message,
        school_id=message.school_id,
        kind=kind,
        at=now,
        by_name=by.name,
        next_at=next_at,
        detail=detail,
    )
