"""Messages that did not arrive, so that whoever they were for has not been told."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import OuterRef, Q, QuerySet, Subquery

from onroll.service.correspondence.models import Message, MessageEvent
from onroll.service.correspondence.status import NEEDS_SOMEBODY, in_state, state_of
from onroll.service.worded_once import worded_once


@dataclass(frozen=True, slots=True)
class LostMessage:
    """One message, how it stands, and since when."""

    message: Message
    state: str
    at: dt.datetime


def lost_messages(school_id: int, *, since: dt.datetime, sees_protected: bool) -> list[LostMessage]:
    """Return a school's messages asked for since a moment that somebody must do something about, for the service's own duties."""
    return [
        LostMessage(one, state_of(one.last_kind, one.last_sender, one.channel), one.last_at)  # type: ignore[attr-defined] # annotated
        for one in _lost(school_id, since, sees_protected)
    ]


@worded_once
def _lost(school_id: int, since: dt.datetime, sees_protected: bool) -> QuerySet[Message]:
    last = MessageEvent.objects.filter(message=OuterRef("pk")).order_by("-pk")
    lost = Q()
    for state in NEEDS_SOMEBODY:
        lost |= in_state(state)
    rows = Message.objects.filter(school_id=school_id, asked_at__gte=since, pupil__isnull=False).annotate(
        last_kind=Subquery(last.values("kind")[:1]),
        last_sender=Subquery(last.values("sender")[:1]),
        last_at=Subquery(last.values("at")[:1]),
    )
    if not sees_protected:
        rows = rows.filter(is_protected=False)
    return rows.filter(lost).select_related("pupil").order_by("asked_at", "pk")
