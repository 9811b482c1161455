"""Record what is known of an illness: how long it may last, what was shown, why more was asked for, whether it is one illness."""

from __future__ import annotations

import datetime as dt

from onroll.law.plain_words import day_in_words
from onroll.service.access.actor import Actor
from onroll.service.admission_register.models import Enrolment
from onroll.service.medical_absence.keeping import keep, one_of, wanted
from onroll.service.medical_absence.models import MedicalRecord
from onroll.service.medical_absence.refusals import MedicalRefusal

Kind, Evidence, Nature, Outcome = (
    MedicalRecord.Kind, MedicalRecord.Evidence, MedicalRecord.Nature, MedicalRecord.Outcome,
)  # fmt: skip


def record_expected(
    *,
    school_id: int,
    pupil_id: int,
    until: dt.date | None,
    nature: str,
    words: str,
    by: Actor,
    now: dt.datetime,
) -> MedicalRecord:
    """Record until when a pupil is expected to be away. Raises OutOfScope, MedicalRefusal, TooLong."""
    if until is None:
        raise MedicalRefusal(
            "Give the last day on which the pupil is expected to be away.", field="until-day"
        )
    one_of(nature, Nature.values, "Choose what kind of health need it is, or that it was not said.", "nature")
    return keep(
        Kind.EXPECTED, school_id=school_id, pupil_id=pupil_id, on=now.date(), until=until, nature=nature, words=words,
        by=by, now=now,
    )  # fmt: skip


def record_earlier(
    *,
    school_id: int,
    pupil_id: int,
    on: dt.date | None,
    until: dt.date | None,
    days: int | None,
    who: str,
    by: Actor,
    now: dt.datetime,
    words: str = "",
) -> MedicalRecord:
    """Record the days of illness that an earlier school reports: shown beside this school's own, and not counted with them.

    Raises OutOfScope, MedicalRefusal, TooLong.
    """
    if on is None or until is None:
        raise MedicalRefusal("Give the first and the last of the days it reports.", field="on-day")
    if until < on:
        raise MedicalRefusal(
            "It ends before it starts. Give a last day on or after the first.", field="until-day"
        )
    if days is None or not 1 <= days <= (until - on).days + 1:
        raise MedicalRefusal(
            f"Give how many school days of illness it reports, from 1 to {(until - on).days + 1}, the days there are.",
            field="days",
        )
    starts = _starting_day(school_id, pupil_id)
    if starts is not None and until >= starts:
        raise MedicalRefusal(
            f"The pupil started here on {day_in_words(starts)}. Days from then on are in this school’s own register; give a last "
            "day before it.",
            field="until-day",
        )
    wanted(who, "Say which school reports it, and who said so.", "who")
    return keep(
        Kind.EARLIER,
        school_id=school_id,
        pupil_id=pupil_id,
        on=on,
        until=until,
        days=days,
        who=who,
        words=words,
        by=by,
        now=now,
    )


def _starting_day(school_id: int, pupil_id: int) -> dt.date | None:
    """Return the last day on which a pupil started at a school."""
    rows = Enrolment.objects.filter(school_id=school_id, pupil_id=pupil_id).exclude(
        deletion_ground__in=Enrolment.VOID
    )
    return rows.order_by("-starting_day").values_list("starting_day", flat=True).first()


def ask_for_evidence(
    *, school_id: int, pupil_id: int, doubt: str, by: Actor, now: dt.datetime
) -> MedicalRecord:
    """Record that evidence is asked for, and the genuine doubt without which it is not. Raises OutOfScope, MedicalRefusal, TooLong."""
    wanted(
        doubt,
        "A parent’s word is enough unless there is a genuine and reasonable doubt, or a long or complex need to understand. Say "
        "which, or do not ask.",
        "doubt",
    )
    return keep(
        Kind.EVIDENCE_ASKED,
        school_id=school_id,
        pupil_id=pupil_id,
        on=now.date(),
        words=doubt,
        by=by,
        now=now,
    )


def record_evidence(
    *,
    school_id: int,
    pupil_id: int,
    on: dt.date,
    evidence: str,
    who: str,
    words: str,
    by: Actor,
    now: dt.datetime,
    until: dt.date | None = None,
) -> MedicalRecord:
    """Record what was shown, who saw it, and no more of what it says than the school needs.

    Raises OutOfScope, MedicalRefusal, TooLong.
    """
    one_of(evidence, Evidence.values, "Choose what was shown.", "evidence")
    wanted(who, "Say who at the school saw or heard it.", "who")
    return keep(
        Kind.EVIDENCE, school_id=school_id, pupil_id=pupil_id, on=on, evidence=evidence, who=who, words=words, until=until,
        by=by, now=now,
    )  # fmt: skip


def decide_one_illness(
    *, school_id: int, pupil_id: int, outcome: str, words: str, by: Actor, now: dt.datetime
) -> MedicalRecord:
    """Record whether days that add up are one illness, which decides on a sickness return. Raises OutOfScope, MedicalRefusal, TooLong."""
    one_of(outcome, (Outcome.YES, Outcome.NO), "Choose whether it is one illness.", "outcome")
    wanted(words, "Say why you take it to be so.", "why")
    return keep(
        Kind.ONE_ILLNESS,
        school_id=school_id,
        pupil_id=pupil_id,
        on=now.date(),
        outcome=outcome,
        words=words,
        by=by,
        now=now,
    )
