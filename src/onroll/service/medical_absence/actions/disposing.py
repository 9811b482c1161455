"""Dispose of records of illness when the register's entries of the time may go: emptied for good."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from onroll.law.plain_words import day_in_words
from onroll.law.retention import first_day_preserved
from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.attendance_register.queries.session_times import midnight
from onroll.service.audit.actions import record_event
from onroll.service.medical_absence.models import MedicalRecord
from onroll.service.medical_absence.refusals import MedicalRefusal


def dispose_of_medical_records(*, school_id: int, before: dt.date, by: Actor, now: dt.datetime) -> int:
    """Empty every record made before a day, where entries made then need be kept no longer (regulation 7); return how many.

    They cannot be brought back. Raises MedicalRefusal, OutOfScope.
    """
    by.scope.require(Permission.REGISTER_DISPOSE, school_id=school_id)
    kept_from = first_day_preserved(now.date())
    if before > kept_from:
        raise MedicalRefusal(
            f"Records made on or after {day_in_words(kept_from)} are kept with the entries they explain. Choose "
            f"{day_in_words(kept_from)} or an earlier day.",
            field="before",
        )
    with transaction.atomic():
        count = MedicalRecord.objects.filter(
            school_id=school_id, made_at__lt=midnight(before), disposed_at__isnull=True
        ).update(
            pupil=None,
            words="",
            who="",
            nature="",
            evidence="",
            outcome="",
            given_by="",
            scope="",
            disposed_at=now,
        )
        if count:
            record_event(
                "medical.disposed", by=by, now=now, school_id=school_id, subject_type="school", subject_id=school_id,
                before=before.isoformat(), records=count,
            )  # fmt: skip
    return count
