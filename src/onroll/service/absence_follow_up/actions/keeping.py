"""Keeping a record once: the same sending again is answered by the record that was kept the first time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TypeVar

from django.db import IntegrityError, transaction

from onroll.service.absence_follow_up.models.record import Record
from onroll.service.absence_follow_up.refusals import FollowUpRefused
from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.audit.actions import record_event
from onroll.service.people.models import Parent, Relationship
from onroll.service.people.pupil_of_school import pupil_of_school
from onroll.service.people.queries.reach import require_pupil
from onroll.service.room_for_words import insert

AnyRecord = TypeVar("AnyRecord", bound=Record)


def require(by: Actor, permission: Permission, *, school_id: int, pupil_id: int, on: dt.date) -> None:
    """Refuse, by OutOfScope, whoever may not do this for a pupil, past or present, of the school."""
    require_pupil(by.scope, permission, school_id=school_id, pupil_id=pupil_id, on=on)
    pupil_of_school(pupil_id, school_id=school_id)


def sent_before(model: type[AnyRecord], school_id: int, key: str | None) -> AnyRecord | None:
    """Return the record kept for a sending's key, None where it is sent for the first time."""
    return model._default_manager.filter(school_id=school_id, key=key).first() if key else None


def keep_once(
    record: AnyRecord, *, by: Actor, now: dt.datetime, also: Callable[[AnyRecord], None]
) -> AnyRecord:
    """Keep a record, and do what goes with it in the same transaction; return the one kept before where its key was sent.

    Raises TooLong.
    """
    if (before := sent_before(type(record), record.school_id, record.key)) is not None:
        return before
    record.made_at, record.made_by_id, record.made_by_name, record.made_by_role = (
        now,
        by.user_id,
        by.name,
        by.role,
    )
    try:
        with transaction.atomic():
            kept = insert(record)
            also(kept)
            return kept
    except IntegrityError:
        # The same sending was being kept at the same moment.
        kept_meanwhile = sent_before(type(record), record.school_id, record.key)
        if kept_meanwhile is None:
            raise
        return kept_meanwhile


def noted(name: str, *, by: Actor, now: dt.datetime, **details: object) -> Callable[[Record], None]:
    """Return what leaves an event about a record's pupil on the audit trail."""

    def note(record: Record) -> None:
        record_event(
            name, by=by, now=now, school_id=record.school_id, subject_type="pupil", subject_id=record.pupil_id,
            record=record.pk, **details,
        )  # fmt: skip

    return note


def parent_in_words(pupil_id: int, parent_id: int | None) -> str:
    """Return a parent of the pupil with what they are to the pupil; blank for None. Raises FollowUpRefused."""
    if parent_id is None:
        return ""
    held = (
        Relationship.objects.filter(pupil_id=pupil_id, parent_id=parent_id).select_related("parent").first()
    )
    if held is None:
        raise FollowUpRefused(
            "That is not a parent of this pupil. Choose one of the pupil’s parents, or say who it was.",
            field="parent",
        )
    parent: Parent = held.parent
    return f"{parent}, {held.relationship.lower()}"[:160]


def refuse_moment(at: dt.datetime, date: dt.date, now: dt.datetime) -> None:
    """Refuse what is said to have happened after now, or before the day before the absence. Raises FollowUpRefused."""
    if at > now:
        raise FollowUpRefused("That time has not come yet. Give the time it happened.", field="at")
    if date > now.date():
        raise FollowUpRefused("That day has not come yet, so nobody is absent on it.", field="date")
