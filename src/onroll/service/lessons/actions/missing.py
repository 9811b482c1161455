"""Keep what is done about a pupil missing during the day. None of it changes an entry of the attendance register."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.audit.actions import record_event
from onroll.service.lessons.models import MissingStep
from onroll.service.lessons.refusals import LessonsRefused
from onroll.service.people.pupil_of_school import pupil_of_school
from onroll.service.room_for_words import insert

Kind = MissingStep.Kind
_WANTED = {
    Kind.LOOKED: "Say where you looked.",
    Kind.TOLD_OFFICE: "Say whom you told.",
    Kind.TOLD_PARENTS: "Say which parent was told, and what they said.",
    Kind.TOLD_LEAD: "Say what the safeguarding lead decided.",
    Kind.TOLD_POLICE: "Give the police reference, and say why they were told.",
    Kind.FOUND: "Say where the pupil was found, and by whom.",
}


def record_missing_step(
    *,
    school_id: int,
    pupil_id: int,
    date: dt.date,
    kind: str,
    words: str,
    by: Actor,
    now: dt.datetime,
    at: dt.datetime | None = None,
    key: str | None = None,
) -> MissingStep:
    """Keep one step: looked, told, found. Sent twice with one key, it is kept once. Raises LessonsRefused, TooLong, OutOfScope."""
    by.scope.require(Permission.MISSING_FOLLOW_UP, school_id=school_id)
    pupil_of_school(pupil_id, school_id=school_id)
    if kind not in Kind.values:
        raise LessonsRefused("Choose what was done.", field="kind")
    if not words.strip():
        raise LessonsRefused(_WANTED[Kind(kind)], field="words")
    happened = at or now
    if happened > now:
        raise LessonsRefused("That time has not come yet. Give the time it happened.", field="at")
    with transaction.atomic():
        before = MissingStep.objects.filter(school_id=school_id, key=key).first() if key else None
        if before is not None:
            return before
        step = insert(
            MissingStep(
                school_id=school_id, pupil_id=pupil_id, date=date, at=happened, kind=kind, words=words.strip(), key=key,
                made_at=now, made_by_id=by.user_id, made_by_name=by.name,
            )
        )  # fmt: skip
        event = "told" if kind.startswith("told") else kind
        record_event(
            f"lessons.missing.{event}", by=by, now=now, school_id=school_id, subject_type="pupil", subject_id=pupil_id,
            date=date.isoformat(), record=step.pk,
        )  # fmt: skip
    return step
