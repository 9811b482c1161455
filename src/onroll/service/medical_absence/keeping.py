"""Keeping one record about a pupil's illness, with an event that says no more than that."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from onroll.law.plain_words import day_in_words
from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.audit.actions import record_event
from onroll.service.medical_absence.models import MedicalRecord
from onroll.service.medical_absence.refusals import MedicalRefusal
from onroll.service.people.pupil_of_school import pupil_of_school
from onroll.service.room_for_words import insert


def keep(
    kind: str, *, school_id: int, pupil_id: int, on: dt.date, by: Actor, now: dt.datetime, **said: Any
) -> MedicalRecord:
    """Add one record, of a day not after today. Raises OutOfScope, MedicalRefusal, TooLong."""
    by.scope.require(Permission.MEDICAL_RECORD, school_id=school_id)
    pupil = pupil_of_school(pupil_id, school_id=school_id)
    if on > now.date():
        raise MedicalRefusal(
            f"That day is still to come. Give {day_in_words(now.date())} or an earlier day.", field="on-day"
        )
    for name in ("until", "next_on"):
        day = said.get(name)
        if day is not None and day < on:
            raise MedicalRefusal(f"Give a day on or after {day_in_words(on)}.", field=f"{name}-day")
    row = MedicalRecord(
        school_id=school_id,
        pupil=pupil,
        kind=kind,
        on=on,
        made_at=now,
        made_by_id=by.user_id,
        made_by_name=by.name,
        made_by_role=by.role,
        **{name: value.strip() if isinstance(value, str) else value for name, value in said.items()},
    )
    with transaction.atomic():
        insert(row)
        record_event(
            "medical.recorded", by=by, now=now, school_id=school_id, subject_type="pupil", subject_id=pupil_id,
            record=row.pk,
        )  # fmt: skip
    return row


def wanted(words: str, refusal: str, field: str) -> None:
    """Refuse what was left empty. Raises MedicalRefusal."""
    if not words.strip():
        raise MedicalRefusal(refusal, field=field)


def one_of(value: str, choices: Any, refusal: str, field: str) -> None:
    """Refuse what is none of the choices. Raises MedicalRefusal."""
    if value not in choices:
        raise MedicalRefusal(refusal, field=field)
