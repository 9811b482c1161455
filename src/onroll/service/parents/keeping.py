"""Keeping once what a parent sends, or a person answers: the same sending again is answered by what was kept before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TypeVar

from django.db import IntegrityError, transaction

from onroll.service.access.actor import Actor
from onroll.service.parents.models.sent import AnsweredBySchool, SentByParent
from onroll.service.parents.refusals import ParentRefusal
from onroll.service.room_for_words import insert

Sent = TypeVar("Sent", bound=SentByParent)
Answer = TypeVar("Answer", bound=AnsweredBySchool)
ANSWERED_ALREADY = "Somebody has answered this already. Open the page again to read the answer."


def keep_once(row: Sent, *, now: dt.datetime, also: Callable[[Sent], None]) -> Sent:
    """Keep what a parent sent, and do what goes with it; return the one kept before where its key was sent. Raises TooLong."""
    if (before := _sent_before(row)) is not None:
        return before
    row.made_at = now
    try:
        with transaction.atomic():
            kept = insert(row)
            also(kept)
            return kept
    except IntegrityError:
        # The same sending was being kept at the same moment.
        if (before := _sent_before(row)) is None:
            raise
        return before


def _sent_before(row: Sent) -> Sent | None:
    model = type(row)
    return model._default_manager.filter(school_id=row.school_id, key=row.key).first() if row.key else None


def keep_answer(answer: Answer, *, by: Actor, now: dt.datetime) -> Answer:
    """Keep an answer. Raises ParentRefusal where another was kept at the same moment, TooLong."""
    answer.made_at, answer.made_by_id, answer.made_by_name, answer.made_by_role = (
        now,
        by.user_id,
        by.name,
        by.role,
    )
    try:
        with transaction.atomic():
            return insert(answer)
    except IntegrityError as clash:
        raise ParentRefusal(ANSWERED_ALREADY) from clash
