"""Write to people of the school itself, by email: what waits for them, and nobody's name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from django.db import transaction

from onroll.service.access.actor import Actor
from onroll.service.access.models import User
from onroll.service.correspondence.filling import fill
from onroll.service.correspondence.models import Message, MessageEvent, Waiting
from onroll.service.correspondence.templates import EMAIL, ENGLISH
from onroll.service.correspondence.wordings import template_called, words_in_use
from onroll.service.organisations.models import School
from onroll.service.room_for_words import refuse_too_long


@transaction.atomic
def write_to_staff(
    *, school_id: int, template: str, to: Sequence[User], about: str, facts: Mapping[str, str], by: Actor, now: dt.datetime
) -> list[Message]:  # fmt: skip
    """Keep an email to each of some people who has an address; the same about the same goes to a person once.

    It holds no pupil, so its words may name none. For the service's own actions, which have asked who may.
    """
    chosen = template_called(template)
    in_use = words_in_use(chosen, school_id=school_id, channel=EMAIL, language=ENGLISH)
    school = School.objects.select_for_update(no_key=True).get(pk=school_id)
    drafts = [
        _message(template, in_use.words.edition, in_use.wording, one, about, school, by, now)
        for one in to
        if one.email
    ]
    there = set(
        Message.objects.filter(school_id=school_id, key__in=[one.key for one in drafts]).values_list(
            "key", flat=True
        )
    )
    fresh = [one for one in drafts if one.key not in there]
    for one in fresh:
        values = {"school": school.name, "recipient": one.recipient_name, "sender": by.name, **facts}
        one.subject, one.body = fill(in_use.words, values)
    refuse_too_long(*fresh)
    Message.objects.bulk_create(fresh)
    MessageEvent.objects.bulk_create(
        MessageEvent(
            message=one, school=school, kind=MessageEvent.Kind.ASKED, at=now, by_name=by.name, next_at=now
        )
        for one in fresh
    )
    Waiting.objects.bulk_create(
        Waiting(message=one, school=school, deed=Waiting.Deed.SEND, at=now) for one in fresh
    )
    return fresh


def _message(template, edition, wording, to, about, school, by, now):  # type: ignore[no-untyped-def] # an unsaved Message
    return Message(
        school=school, key=f"{template}|{about}|staff {to.pk}|{EMAIL}", template=template, edition=edition, wording=wording,
        language=ENGLISH, channel=EMAIL, about=about, recipient_kind=Message.RecipientKind.STAFF, recipient_id=to.pk,
        recipient_name=to.name, address=to.email, asked_at=now, asked_by_name=by.name, asked_by_id=by.user_id,
    )  # fmt: skip
