"""Emptying messages that need be kept no longer of everybody they name; that there was one, and when, stays."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from onroll.law.plain_words import day_in_words
from onroll.law.retention import first_day_preserved
from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.audit.actions import record_event
from onroll.service.correspondence.models import Message, Waiting
from onroll.service.correspondence.refusals import MessageRefused


def messages_to_dispose_of(scope: Scope, *, school_id: int, before: dt.datetime, on: dt.date) -> int:
    """Return how many messages `dispose_of_messages` would empty. Raises MessageRefused, and OutOfScope."""
    scope.require(Permission.REGISTER_DISPOSE, school_id=school_id)
    return _to_go(school_id, before, on).count()


@transaction.atomic
def dispose_of_messages(*, school_id: int, before: dt.datetime, by: Actor, now: dt.datetime) -> int:
    """Empty every message asked for before a moment; return how many. They cannot be brought back.

    A message is kept as long as the register that it is about: that is a choice of Onroll's own, and regulation 7 sets how
    long a register is. Raises MessageRefused, and OutOfScope.
    """
    by.scope.require(Permission.REGISTER_DISPOSE, school_id=school_id)
    count = _to_go(school_id, before, now.date()).update(
        body="",
        subject="",
        recipient_name="",
        recipient_id=0,
        address="",
        pupil=None,
        about="",
        asked_by_name="",
    )
    if count:
        record_event(
            "messages.disposed of", by=by, now=now, school_id=school_id, subject_type="school", subject_id=school_id,
            count=count, before=before.date().isoformat(),
        )  # fmt: skip
    return count


def _to_go(school_id: int, before: dt.datetime, on: dt.date) -> QuerySet[Message]:
    kept_from = first_day_preserved(on)
    if before.date() > kept_from:
        raise MessageRefused(
            f"Messages asked for on or after {day_in_words(kept_from)} are kept as long as the register they are about "
            f"(regulation 7). Choose {day_in_words(kept_from)} or an earlier day."
        )
    still_to_go = Exists(Waiting.objects.filter(pk=OuterRef("pk")))
    return Message.objects.filter(~still_to_go, school_id=school_id, asked_at__lt=before).exclude(body="")
