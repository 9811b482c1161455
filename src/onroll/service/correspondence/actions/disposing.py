"""Emptying messages that need be kept no longer of everybody they name; that there was one, and when, stays."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from onroll.service.access.actor import Actor
from onroll.service.attendance_register.queries.session_times import midnight
from onroll.service.correspondence.models import Message, Waiting
from onroll.service.correspondence.refusals import MessageRefused
from onroll.service.disposal import Disposal


def messages_to_dispose_of(*, school_id: int, before: dt.date, by: Actor, now: dt.datetime) -> int:
    """Return how many messages `dispose_of_messages` would empty. Raises MessageRefused, and OutOfScope."""
    return _to_go(Disposal(school_id, before, by, now)).count()


@transaction.atomic
def dispose_of_messages(*, school_id: int, before: dt.date, by: Actor, now: dt.datetime) -> int:
    """Empty every message asked for before a day; return how many. They cannot be brought back.

    A message is kept as long as the register that it is about: that is a choice of Onroll's own, and regulation 7 sets how
    long a register is. Raises MessageRefused, and OutOfScope.
    """
    disposal = Disposal(school_id, before, by, now)
    count = _to_go(disposal).update(
        body="",
        subject="",
        recipient_name="",
        recipient_id=0,
        address="",
        pupil=None,
        about="",
        asked_by_name="",
    )
    return disposal.record("messages.disposed of", count, counted="count")


def _to_go(disposal: Disposal) -> QuerySet[Message]:
    disposal.refuse_what_is_kept(
        "Messages asked for on or after {day} are kept as long as the register they are about (regulation 7).",
        MessageRefused,
    )
    still_to_go = Exists(Waiting.objects.filter(pk=OuterRef("pk")))
    asked = Message.objects.filter(
        ~still_to_go, school_id=disposal.school_id, asked_at__lt=midnight(disposal.before)
    )
    return asked.exclude(body="")
