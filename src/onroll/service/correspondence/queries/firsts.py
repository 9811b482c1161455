"""On which day a letter about each pupil first went to a parent: for figures before and after."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q

from onroll.service.access.scope import Scope
from onroll.service.correspondence.models import Message, MessageEvent
from onroll.service.correspondence.queries.messages import visible
from onroll.service.correspondence.status import OUTBOX
from onroll.service.correspondence.templates import LETTER, TEXT, templates
from onroll.service.people.first_days import Days, first_days_of_moments

Kind = MessageEvent.Kind
#: What is in the outbox is to be printed, and has gone once it is noted as posted.
_WENT = Q(kind__in=(Kind.POSTED, Kind.DELIVERED)) | (Q(kind=Kind.SENT) & ~Q(sender=OUTBOX))


def first_letters(scope: Scope, *, school_id: int, first_day: dt.date, last_day: dt.date) -> Days:
    """Return by pupil the first day of a span on which a letter went to a parent, of those the scope may see. Raises OutOfScope.

    A letter is what went on paper, and what would have, had the parent not asked for emails: a message that is never a text.
    """
    never_a_text = [
        key for key, one in templates().items() if LETTER in one.channels and TEXT not in one.channels
    ]
    letters = visible(scope, school_id).filter(
        Q(channel=Message.Channel.LETTER) | Q(template__in=never_a_text),
        recipient_kind=Message.RecipientKind.PARENT,
        pupil__isnull=False,
    )
    went = MessageEvent.objects.filter(_WENT, message__in=letters.values("pk"))
    return first_days_of_moments(went, "at", first_day=first_day, last_day=last_day, pupil="message__pupil")
