"""Support a pupil who is ill: a plan and its reviews, and the check-in when the pupil is back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from onroll.service.access.actor import Actor
from onroll.service.correspondence.actions.asking import Asked, ask_to_send
from onroll.service.correspondence.wished import AS_WISHED
from onroll.service.medical_absence.keeping import keep, one_of, wanted
from onroll.service.medical_absence.models import MedicalRecord
from onroll.service.medical_absence.refusals import MedicalRefusal

Kind = MedicalRecord.Kind
#: What may be written to parents once a pupil is back.
TO_PARENTS = ("return-check-in", "welcome-back")


def make_plan(
    *,
    school_id: int,
    pupil_id: int,
    words: str,
    who: str,
    next_on: dt.date | None,
    by: Actor,
    now: dt.datetime,
) -> MedicalRecord:
    """Record a support plan, who leads on it and its first review. Raises OutOfScope, MedicalRefusal, TooLong."""
    wanted(
        words,
        "Write what the school does: work sent, contact kept, adjustments, and the way back.",
        "plan_words",
    )
    wanted(who, "Say who leads on the plan.", "plan_who")
    if next_on is None or next_on <= now.date():
        raise MedicalRefusal("Give the day of the first review, after today.", field="next_on-day")
    return keep(
        Kind.PLAN,
        school_id=school_id,
        pupil_id=pupil_id,
        on=now.date(),
        words=words,
        who=who,
        next_on=next_on,
        by=by,
        now=now,
    )


def review_plan(
    *,
    school_id: int,
    pupil_id: int,
    outcome: str,
    words: str,
    by: Actor,
    now: dt.datetime,
    next_on: dt.date | None = None,
) -> MedicalRecord:
    """Record a review of the plan; one that goes on has a next review. Raises OutOfScope, MedicalRefusal, TooLong."""
    one_of(outcome, MedicalRecord.OF_A_PLAN, "Choose what the review found.", "outcome")
    wanted(words, "Write what was found, and what the pupil and the parent said.", "review_words")
    if outcome != MedicalRecord.Outcome.OVER and (next_on is None or next_on <= now.date()):
        raise MedicalRefusal(
            "A plan that goes on is looked at again. Give a day after today.", field="next_on-day"
        )
    over = outcome == MedicalRecord.Outcome.OVER
    return keep(
        Kind.PLAN_REVIEW, school_id=school_id, pupil_id=pupil_id, on=now.date(), outcome=outcome, words=words,
        next_on=None if over else next_on, by=by, now=now,
    )  # fmt: skip


def check_in(
    *, school_id: int, pupil_id: int, on: dt.date, who: str, words: str, by: Actor, now: dt.datetime
) -> MedicalRecord:
    """Record the talk with a pupil who is back: what they say, and what was agreed. Raises OutOfScope, MedicalRefusal, TooLong."""
    wanted(who, "Say who spoke with the pupil.", "check_who")
    wanted(words, "Write what the pupil said, and what was agreed.", "check_words")
    return keep(
        Kind.CHECK_IN, school_id=school_id, pupil_id=pupil_id, on=on, who=who, words=words, by=by, now=now
    )


def write_to_parents(
    *,
    school_id: int,
    pupil_id: int,
    template: str,
    by: Actor,
    now: dt.datetime,
    channel: str = AS_WISHED,
    instead: Mapping[int, str] | None = None,
) -> Asked:
    """Write to every parent who may be told that the pupil is back; asked twice in a day, it goes once.

    Raises OutOfScope, MedicalRefusal, MessageRefused.
    """
    if template not in TO_PARENTS:
        raise MedicalRefusal("Choose what to write.", field="template")
    return ask_to_send(
        school_id=school_id, template=template, pupil_id=pupil_id, about=f"back at school {now:%Y-%m-%d}", channel=channel,
        instead=instead, by=by, now=now,
    )  # fmt: skip
