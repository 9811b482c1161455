"""Write to whoever has, or is to have, an account as a parent: about the account, by email, at any hour."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping

from django.db import transaction

from onroll.service.access import demo_mode
from onroll.service.access.actor import Actor
from onroll.service.correspondence.filling import fill
from onroll.service.correspondence.models import (
    Message,
    MessageEvent,
    MessageSettings,
    Waiting,
)
from onroll.service.correspondence.queries.languages import languages_of
from onroll.service.correspondence.refusals import NoSuchWords
from onroll.service.correspondence.settings_of import sender_name, settings_of
from onroll.service.correspondence.templates import EMAIL, ENGLISH
from onroll.service.correspondence.wordings import InUse, template_called, words_in_use
from onroll.service.organisations.models import School
from onroll.service.room_for_words import refuse_too_long


def sends_email(school_id: int) -> bool:
    """Say whether a school's emails leave the machine; in a demo they are read in its outbox instead."""
    outbox = sender_name(settings_of(school_id), EMAIL) == MessageSettings.Sender.OUTBOX
    return demo_mode.is_demo() or not outbox


@transaction.atomic
def write_to_account(
    *,
    school: School,
    template: str,
    address: str,
    name: str,
    recipient_id: int,
    parent_id: int | None,
    facts: Mapping[str, str],
    by: Actor,
    now: dt.datetime,
) -> Message:
    """Keep an email about an account and let it go at once, in the language in which the school writes to the parent.

    For the service's own actions, which have asked who may.
    """
    in_use = _in_their_language(template, school.pk, parent_id)
    words = in_use.words
    message = Message(
        school=school, key=f"{template}|{uuid.uuid4()}", template=template, edition=words.edition, language=words.language,
        wording=in_use.wording,
        channel=EMAIL, about="account", recipient_kind=Message.RecipientKind.ACCOUNT, recipient_id=recipient_id,
        recipient_name=name, address=address, asked_at=now, asked_by_name=by.name, asked_by_id=by.user_id,
    )  # fmt: skip
    message.subject, message.body = fill(words, {"school": school.name, "recipient": name, **facts})
    refuse_too_long(message)
    message.save(force_insert=True)
    MessageEvent.objects.create(
        message=message, school=school, kind=MessageEvent.Kind.ASKED, at=now, by_name=by.name, next_at=now
    )
    Waiting.objects.create(message=message, school=school, deed=Waiting.Deed.SEND, at=now)
    return message


def _in_their_language(key: str, school_id: int, parent_id: int | None) -> InUse:
    """Return the words for a parent: English where theirs has none that are approved, as of every message."""
    language = languages_of(school_id, [parent_id or 0]).get(parent_id or 0, ENGLISH)
    template = template_called(key)
    try:
        return words_in_use(template, school_id=school_id, channel=EMAIL, language=language)
    except NoSuchWords:
        return words_in_use(template, school_id=school_id, channel=EMAIL, language=ENGLISH)
