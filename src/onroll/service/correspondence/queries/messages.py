"""A school's messages: the list, narrowed, and one as it was sent with everything that happened to it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.correspondence.models import Message, MessageEvent
from onroll.service.correspondence.status import NEEDS_SOMEBODY, in_state, state_of
from onroll.service.correspondence.templates import templates

A_PAGE = 50
NEEDS = "needs somebody"


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What a list is narrowed to; empty is not narrowed."""

    state: str = ""
    channel: str = ""
    template: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One message of a list, its state, and when it reached it."""

    message: Message
    title: str
    state: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class MessagesPage:
    """One page of a school's messages, how many there are like that, and how many need somebody."""

    lines: list[Line]
    matching: int
    page: int
    pages: int
    needs_somebody: int
    to_print: int
    is_narrowed: bool


def visible(scope: Scope, school_id: int) -> QuerySet[Message]:
    """Return a school's messages that a scope may see, each with its last event. Raises OutOfScope."""
    scope.require(Permission.MESSAGE_VIEW, school_id=school_id)
    last = MessageEvent.objects.filter(message=OuterRef("pk")).order_by("-pk")
    messages = Message.objects.filter(school_id=school_id).annotate(
        last_kind=Subquery(last.values("kind")[:1]),
        last_sender=Subquery(last.values("sender")[:1]),
        last_at=Subquery(last.values("at")[:1]),
    )
    if not scope.may_somewhere(Permission.PUPIL_SAFEGUARDING_VIEW, school_id=school_id):
        messages = messages.filter(is_protected=False)
    return messages


def messages_page(scope: Scope, *, school_id: int, narrowed: Narrowed, page: int = 1) -> MessagesPage:
    """Return a page of a school's messages, newest first, in four statements. Raises OutOfScope."""
    every = visible(scope, school_id)
    like = every.filter(_condition(narrowed))
    matching = like.count()
    pages = max(1, -(-matching // A_PAGE))
    page = min(max(page, 1), pages)
    rows = like.select_related("pupil").order_by("-asked_at", "-pk")[(page - 1) * A_PAGE : page * A_PAGE]
    return MessagesPage(
        lines=[line_of(one) for one in rows],
        matching=matching,
        page=page,
        pages=pages,
        needs_somebody=every.filter(_needs_somebody()).count(),
        to_print=every.filter(in_state("to print")).count(),
        is_narrowed=narrowed != Narrowed(),
    )


def line_of(message: Message) -> Line:
    """Return a message of `visible` as a line."""
    kind, sender, at = (getattr(message, f"last_{name}") for name in ("kind", "sender", "at"))
    template = templates().get(message.template)
    return Line(
        message, template.title if template else message.template, state_of(kind, sender, message.channel), at
    )


def _condition(narrowed: Narrowed) -> Q:
    found = Q()
    if narrowed.state:
        found &= _needs_somebody() if narrowed.state == NEEDS else in_state(narrowed.state)
    if narrowed.channel:
        found &= Q(channel=narrowed.channel)
    if narrowed.template:
        found &= Q(template=narrowed.template)
    for word in narrowed.words.split():
        found &= (
            Q(recipient_name__icontains=word)
            | Q(pupil__legal_surname__icontains=word)
            | Q(pupil__legal_forenames__icontains=word)
            | Q(pupil__known_forename__icontains=word)
            | Q(pupil__known_surname__icontains=word)
        )
    return found


def _needs_somebody() -> Q:
    found = Q()
    for state in NEEDS_SOMEBODY:
        found |= in_state(state)
    return found


@dataclass(frozen=True, slots=True)
class OneMessage:
    """One message as it was sent, its state, and everything that happened to it, oldest first."""

    line: Line
    events: list[MessageEvent]


def one_message(scope: Scope, *, school_id: int, message_id: int) -> OneMessage | None:
    """Return one message, in two statements; None where a school has no such one. Raises OutOfScope."""
    message = visible(scope, school_id).select_related("pupil", "wording").filter(pk=message_id).first()
    if message is None:
        return None
    return OneMessage(line_of(message), list(message.events.order_by("pk")))


def letters_to_print(scope: Scope, *, school_id: int) -> list[Line]:
    """Return the letters that wait to be printed and posted here, by whom they are to, in one statement. Raises OutOfScope."""
    rows = visible(scope, school_id).filter(in_state("to print")).exclude(body="").select_related("pupil")
    return [line_of(one) for one in rows.order_by("recipient_name", "pk")]


def about_pupil(scope: Scope, *, school_id: int, pupil_id: int) -> list[Line]:
    """Return the messages about a pupil, newest first, in one statement; none to whom messages are not shown."""
    if not scope.may(Permission.MESSAGE_VIEW, school_id=school_id):
        return []
    rows = visible(scope, school_id).filter(Q(pupil_id=pupil_id) | Q(pupil__folded_into_id=pupil_id))
    return [line_of(one) for one in rows.order_by(F("asked_at").desc(), "-pk")]
