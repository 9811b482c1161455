"""Dispose of what was arranged ahead and for whom, when the register's entries of the time may go: for good."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from onroll.law.plain_words import day_in_words
from onroll.law.retention import first_day_preserved
from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.attendance_register.queries.session_times import midnight
from onroll.service.audit.actions import record_event
from onroll.service.planned_attendance.models import ArrangedPupil, Arrangement
from onroll.service.planned_attendance.refusals import ArrangementRefused


def dispose_of_arrangements(*, school_id: int, before: dt.date, by: Actor, now: dt.datetime) -> int:
    """Remove arrangements whose days ended before a day, with their pupils, where entries made then may go; return how many rows went.

    One that was made, withdrawn or had a pupil taken out since stays whole. Nothing asks for them to be kept longer than
    the entries they led to (regulation 7). They cannot be brought back. Raises ArrangementRefused, OutOfScope.
    """
    by.scope.require(Permission.REGISTER_DISPOSE, school_id=school_id)
    kept_from = first_day_preserved(now.date())
    if before > kept_from:
        raise ArrangementRefused(
            f"Arrangements for days on or after {day_in_words(kept_from)} are kept with the entries they led to. Choose "
            f"{day_in_words(kept_from)} or an earlier day."
        )
    since = midnight(before)
    past = Arrangement.objects.filter(school_id=school_id, last_day__lt=before, made_at__lt=since)
    taken_out = ArrangedPupil.objects.filter(school_id=school_id, taken_out_at__gte=since)
    with transaction.atomic():
        ids = list(
            past.exclude(withdrawn_at__gte=since)
            .exclude(pk__in=taken_out.values("arrangement_id"))
            .values_list("pk", flat=True)
        )
        count = ArrangedPupil.objects.filter(arrangement_id__in=ids).delete()[0]
        count += Arrangement.objects.filter(pk__in=ids).delete()[0]
        if count:
            record_event(
                "planned.disposed", by=by, now=now, school_id=school_id, subject_type="school", subject_id=school_id,
                before=before.isoformat(), records=count,
            )  # fmt: skip
    return count
