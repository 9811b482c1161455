"""A parent answers a message that was written to them, and a person of the school reads it."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.audit.actions import record_event
from onroll.service.correspondence.queries.received import went_to_parent
from onroll.service.parents.keeping import ANSWERED_ALREADY, keep_answer, keep_once
from onroll.service.parents.models import LetterReply, ReplyRead
from onroll.service.parents.opening import Key, actor_of, children_of, open_link
from onroll.service.parents.refusals import ParentRefusal


def reply_to_letter(*, secret: Key, message_id: int, words: str, key: str, now: dt.datetime) -> LetterReply:
    """Keep a parent's answer to one of the messages written to them. Raises ParentRefusal, TooLong."""
    link = open_link(secret, on=now.date())
    children = [child.pk for child in children_of(link, on=now.date())]
    message = went_to_parent(link.school_id, link.parent_id, children).filter(pk=message_id).first()
    if message is None:
        raise ParentRefusal("That letter is not among those written to you.")
    if not words.strip():
        raise ParentRefusal("Write your answer first.")
    reply = LetterReply(
        school_id=link.school_id, parent_id=link.parent_id, message=message, words=words.strip(), key=key
    )

    def note(kept: LetterReply) -> None:
        record_event(
            "parents.letter.answered", by=actor_of(link.parent), now=now, school_id=link.school_id,
            subject_type="pupil", subject_id=message.pupil_id, reply=kept.pk, message=message.pk,
        )  # fmt: skip

    return keep_once(reply, now=now, also=note)


def read_reply(
    *, school_id: int, message_id: int, reply_id: int, by: Actor, now: dt.datetime, words: str = ""
) -> ReplyRead:
    """Keep that a reply was read, with a few words for the parent if there are any. Raises OutOfScope, ParentRefusal, TooLong."""
    by.scope.require(Permission.PARENT_ANSWER, school_id=school_id)
    with transaction.atomic():
        rows = LetterReply.objects.select_for_update(of=("self",)).select_related("message")
        reply = rows.filter(
            pk=reply_id, school_id=school_id, message_id=message_id, parent__isnull=False
        ).first()
        if reply is None:
            raise ParentRefusal("There is no such answer to this message. Nothing has changed.")
        if ReplyRead.objects.filter(reply=reply).exists():
            raise ParentRefusal(ANSWERED_ALREADY)
        read = ReplyRead(school_id=school_id, reply=reply, words=words.strip())
        keep_answer(read, by=by, now=now)
        record_event(
            "parents.reply.read", by=by, now=now, school_id=school_id, subject_type="pupil",
            subject_id=reply.message.pupil_id, reply=reply.pk,
        )  # fmt: skip
    return read
