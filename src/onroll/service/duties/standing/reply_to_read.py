"""A parent answered a message: somebody reads it. It may say where a child is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from onroll.law.follow_up import FAMILIES
from onroll.law.plain_words import day_in_words
from onroll.service.duties.duty import Deed, DeedName, Duty, Item, Kind
from onroll.service.duties.facts import Morning
from onroll.service.parents.models import LetterReply

_ONE_DAY = dt.timedelta(days=1)


def reply_to_read(morning: Morning) -> Iterator[Duty]:
    """Find the answers of parents that nobody has read: by the day after they came, which is ours."""
    return (_duty(one, morning) for one in morning.from_parents.replies)


def _duty(reply: LetterReply, morning: Morning) -> Duty:
    sent = reply.made_at.astimezone(morning.now.tzinfo).date()
    return Duty(
        rule="reply_to_read",
        kind=Kind.PARENT,
        title=f"{reply.message.pupil}: read what a parent answered",
        why=f"Sent on {day_in_words(sent)} in answer to “{reply.message.subject or 'a text'}”.",
        who="Attendance office",
        due=dt.datetime.combine(sent + _ONE_DAY, dt.time(23, 59), tzinfo=morning.now.tzinfo),
        is_now=False,
        citation=FAMILIES,
        deeds=(Deed(DeedName.OPEN_MESSAGE, "Read", {"message_id": reply.message_id}),),
        items=(
            Item(
                key=f"reply_to_read/{reply.pk}",
                words="Parent’s answer to a message to read",
                on=sent,
                pupil_id=reply.message.pupil_id,
            ),
        ),
    )
