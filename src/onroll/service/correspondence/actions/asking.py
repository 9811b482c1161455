"""Asking for messages: each is kept with its words, once, and waits for its hour. Nothing is sent here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from onroll.service.access.actor import Actor
from onroll.service.audit.actions import record_event
from onroll.service.correspondence.drafting import Draft, Drafts, Request, draft_messages
from onroll.service.correspondence.models import Message, MessageEvent, MessageSettings, Waiting
from onroll.service.correspondence.quiet_hours import next_moment
from onroll.service.correspondence.recipients import NotTold, Recipient
from onroll.service.correspondence.settings_of import settings_of
from onroll.service.correspondence.templates import LETTER, PARENT, TEXT
from onroll.service.correspondence.wished import AS_WISHED
from onroll.service.organisations.models import School
from onroll.service.room_for_words import refuse_too_long


@dataclass(frozen=True, slots=True)
class Asked:
    """What an asking came to: the messages now kept, how many were there before, and who is not told."""

    messages: list[Message]
    there_before: int
    not_told: list[NotTold]


def ask_to_send(
    *,
    school_id: int,
    template: str,
    pupil_id: int,
    about: str,
    by: Actor,
    now: dt.datetime,
    channel: str = TEXT,
    on: dt.date | None = None,
    facts: Mapping[str, str] | None = None,
    parents: Collection[int] | None = None,
    to: Sequence[Recipient] = (),
    language: str = "",
    instead: Mapping[int, str] | None = None,
    usual: str = "",
) -> Asked:
    """Ask for a message about one pupil, to every parent who may be told or to those chosen.

    `about` says what it is about (`about_session`, `about_day`, or words of the caller's own): the same message about the same thing goes to a recipient by a
    channel once, however often it is asked for. `facts` are those the template needs.
    Each parent is written to in their own language where there are approved words in it, unless `language` names one. `AS_WISHED`
    for a channel is each parent's own wish, or `usual` where they have none, but for what is chosen `instead` for some. Raises
    OutOfScope and MessageRefused.
    """
    request = Request(
        school_id, template, about, channel, {pupil_id: facts or {}}, on, language, parents, to, instead=instead or {},
        usual=usual,
    )  # fmt: skip
    return ask_for_messages(request, by=by, now=now)


def about_session(on: dt.date, session: str) -> str:
    """Return what a message about a session of a day is about: the same from every page that asks for it."""
    return f"{on.isoformat()} {session}"


def about_day(on: dt.date) -> str:
    """Return what a message about a day is about."""
    return on.isoformat()


@transaction.atomic
def ask_for_messages(request: Request, *, by: Actor, now: dt.datetime) -> Asked:
    """Ask for a message about many pupils at once. Raises OutOfScope and MessageRefused."""
    # Two who ask for the same at once wait for each other, so that the second finds what the first wrote.
    School.objects.select_for_update(no_key=True).filter(pk=request.school_id).values_list("pk").first()
    found = draft_messages(request, by=by, now=now)
    fresh = [one for one in found.drafts if not one.is_there]
    messages = _write(found, fresh, request, by, now)
    if messages:
        record_event(
            "messages.asked for", by=by, now=now, school_id=request.school_id,
            subject_type="message" if len(messages) > 1 else "pupil",
            subject_id=None if len(messages) > 1 else messages[0].pupil_id,
            template=found.template.title, channel=_said(request.channel), count=len(messages), first_id=messages[0].pk,
        )  # fmt: skip
    return Asked(messages, len(found.drafts) - len(fresh), found.not_told)


def _said(channel: str) -> str:
    return "the channel each parent wishes" if channel == AS_WISHED else channel


def _write(
    found: Drafts, drafts: Sequence[Draft], request: Request, by: Actor, now: dt.datetime
) -> list[Message]:
    messages = [_message(found, one, request, by, now) for one in drafts]
    refuse_too_long(*messages)
    Message.objects.bulk_create(messages)
    settings, to_parent = settings_of(request.school_id), found.template.audience == PARENT
    goes_at = {
        channel: when_it_may_go(channel, settings, now, to_parent=to_parent)
        for channel in {one.channel for one in messages}
    }
    MessageEvent.objects.bulk_create(
        MessageEvent(
            message=one, school_id=one.school_id, kind=_held_or_asked(goes_at[one.channel], now), at=now,
            by_name=by.name, next_at=goes_at[one.channel],
        )
        for one in messages
    )  # fmt: skip
    Waiting.objects.bulk_create(
        Waiting(message=one, school_id=one.school_id, deed=Waiting.Deed.SEND, at=goes_at[one.channel])
        for one in messages
    )
    return messages


def _held_or_asked(goes_at: dt.datetime, now: dt.datetime) -> str:
    return MessageEvent.Kind.HELD if goes_at > now else MessageEvent.Kind.ASKED


def when_it_may_go(
    channel: str, settings: MessageSettings, now: dt.datetime, *, to_parent: bool
) -> dt.datetime:
    """Return when a message may go: a letter, and what is for a professional, at any hour."""
    if channel == LETTER or not to_parent:
        return now
    return next_moment(now, settings.day_starts, settings.day_ends)


def _message(found: Drafts, draft: Draft, request: Request, by: Actor, now: dt.datetime) -> Message:
    return Message(
        school_id=request.school_id,
        key=draft.key,
        template=found.template.key,
        edition=draft.in_use.words.edition,
        wording=draft.in_use.wording,
        language=draft.language,
        channel=draft.channel,
        pupil=draft.pupil,
        about=request.about,
        on=request.on,
        last_day=request.on if found.template.only_on_the_day else None,
        is_protected=found.template.protected,
        recipient_kind=draft.recipient.kind,
        recipient_id=draft.recipient.recipient_id,
        recipient_name=draft.recipient.name,
        address=draft.recipient.address,
        subject=draft.subject,
        body=draft.body,
        asked_at=now,
        asked_by_name=by.name,
        asked_by_id=by.user_id,
    )
