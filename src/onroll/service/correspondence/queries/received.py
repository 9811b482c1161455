"""What went to a parent: never what is still to go, was stopped, or did not reach them."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import OuterRef, QuerySet, Subquery

from onroll.service.correspondence.models import Message, MessageEvent

Kind = MessageEvent.Kind
#: The last thing that happened to a message that went, or may have.
_WENT = (Kind.SENT, Kind.DELIVERED, Kind.POSTED, Kind.UNSURE)


def went_to_parent(school_id: int, parent_id: int, pupil_ids: Iterable[int]) -> QuerySet[Message]:
    """Return the messages about these pupils that went to a parent; the caller has judged whether they may be seen."""
    return went_to_parents(school_id).filter(recipient_id=parent_id, pupil_id__in=list(pupil_ids))


def went_to_parents(school_id: int) -> QuerySet[Message]:
    """Return a school's messages that went to parents; the caller has judged whether they may be seen."""
    last = MessageEvent.objects.filter(message=OuterRef("pk")).order_by("-pk")
    return Message.objects.annotate(last_kind=Subquery(last.values("kind")[:1])).filter(
        school_id=school_id, recipient_kind=Message.RecipientKind.PARENT, last_kind__in=_WENT
    )
