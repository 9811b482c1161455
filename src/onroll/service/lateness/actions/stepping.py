"""Keep what was done about a pupil's lateness: none of it changes an entry of the register."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction

from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.audit.actions import record_event
from onroll.service.lateness.models import LatenessStep
from onroll.service.lateness.refusals import LatenessRefused
from onroll.service.people.pupil_of_school import pupil_of_school
from onroll.service.people.queries.reach import require_pupil
from onroll.service.room_for_words import insert

Kind, Concern, Answer = LatenessStep.Kind, LatenessStep.Concern, LatenessStep.Answer


def keep_step(step: LatenessStep, *, by: Actor, now: dt.datetime) -> LatenessStep:
    """Keep a step, or return the one kept before under its key. Raises TooLong."""
    if (before := _sent_before(step)) is not None:
        return before
    step.made_at, step.made_by_id, step.made_by_name, step.made_by_role = now, by.user_id, by.name, by.role
    try:
        with transaction.atomic():
            kept = insert(step)
            record_event(
                f"lateness.step.{kept.kind}", by=by, now=now, school_id=kept.school_id, subject_type="pupil",
                subject_id=kept.pupil_id, record=kept.pk,
            )  # fmt: skip
            return kept
    except IntegrityError:
        # The same sending was being kept at the same moment.
        meanwhile = _sent_before(step)
        if meanwhile is None:
            raise
        return meanwhile


def need_no_letter(
    *, school_id: int, pupil_id: int, why: str, by: Actor, now: dt.datetime, key: str | None = None
) -> LatenessStep:
    """Keep that no letter is needed for the lateness up to today, and why. Raises LatenessRefused, TooLong, OutOfScope."""
    by.scope.require(Permission.LATENESS_ACT, school_id=school_id)
    if not why.strip():
        raise LatenessRefused("Say why no letter is needed, such as “met the mother on Tuesday”.")
    return _step(school_id, pupil_id, Kind.NO_LETTER, why, key, by, now)


def look_at_pattern(
    *, school_id: int, pupil_id: int, words: str, by: Actor, now: dt.datetime, key: str | None = None
) -> LatenessStep:
    """Keep that a pattern was looked at, and what came of it. Raises LatenessRefused, TooLong, OutOfScope."""
    by.scope.require(Permission.LATENESS_ACT, school_id=school_id)
    if not words.strip():
        raise LatenessRefused(
            "Write what you found, or what was agreed, such as “the bus is late on Mondays”."
        )
    return _step(school_id, pupil_id, Kind.LOOKED_AT, words, key, by, now)


def tell_concern(
    *,
    school_id: int,
    pupil_id: int,
    concern: str,
    words: str,
    by: Actor,
    now: dt.datetime,
    key: str | None = None,
) -> LatenessStep:
    """Tell the safeguarding lead of a concern about a pupil's lateness. Raises LatenessRefused, TooLong, OutOfScope."""
    require_pupil(by.scope, Permission.CONCERN_RAISE, school_id=school_id, pupil_id=pupil_id, on=now.date())
    if concern not in Concern.values:
        raise LatenessRefused("Choose what the concern is.", field="concern")
    if not words.strip():
        raise LatenessRefused("Write what you saw or were told, as nearly as you can in the words used.")
    return _step(school_id, pupil_id, Kind.CONCERN, words, key, by, now, concern=concern)


def answer_concern(
    *,
    school_id: int,
    step_id: int,
    answer: str,
    words: str,
    by: Actor,
    now: dt.datetime,
    key: str | None = None,
) -> LatenessStep:
    """Answer a concern, as the safeguarding lead; answered again, both answers stand. Raises LatenessRefused, TooLong, OutOfScope."""
    by.scope.require(Permission.ESCALATION_DECIDE, school_id=school_id)
    told = LatenessStep.objects.filter(
        pk=step_id, school_id=school_id, kind=Kind.CONCERN, pupil__isnull=False
    ).first()
    if told is None or told.pupil_id is None:
        raise LatenessRefused("There is no such concern at this school.")
    if answer not in Answer.values:
        raise LatenessRefused("Choose what follows.", field="answer")
    if not words.strip():
        raise LatenessRefused("Say why, for whoever reads this later.")
    return _step(school_id, told.pupil_id, Kind.ANSWER, words, key, by, now, answer=answer, answers=told)


def _step(
    school_id: int,
    pupil_id: int,
    kind: str,
    words: str,
    key: str | None,
    by: Actor,
    now: dt.datetime,
    *,
    concern: str = "",
    answer: str = "",
    answers: LatenessStep | None = None,
) -> LatenessStep:
    pupil_of_school(pupil_id, school_id=school_id)
    step = LatenessStep(
        school_id=school_id, pupil_id=pupil_id, kind=kind, last_day=now.date(), words=words.strip(), key=key,
        concern=concern, answer=answer, answers=answers,
    )  # fmt: skip
    return keep_step(step, by=by, now=now)


def _sent_before(step: LatenessStep) -> LatenessStep | None:
    if not step.key:
        return None
    return LatenessStep.objects.filter(school_id=step.school_id, key=step.key).first()
