"""Dispose of what was arranged ahead and for whom, when the register's entries of the time may go: for good."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from onroll.service.access.actor import Actor
from onroll.service.attendance_register.queries.session_times import midnight
from onroll.service.disposal import Disposal
from onroll.service.planned_attendance.models import ArrangedPupil, Arrangement
from onroll.service.planned_attendance.refusals import ArrangementRefused


def dispose_of_arrangements(*, school_id: int, before: dt.date, by: Actor, now: dt.datetime) -> int:
    """Remove arrangements whose days ended before a day, with their pupils, where entries made then may go; return how many rows went.

    One that was made, withdrawn or had a pupil taken out since stays whole. Nothing asks for them to be kept longer than
    the entries they led to (regulation 7). They cannot be brought back. Raises ArrangementRefused, OutOfScope.
    """
    disposal = Disposal(school_id, before, by, now)
    disposal.refuse_what_is_kept(
        "Arrangements for days on or after {day} are kept with the entries they led to.", ArrangementRefused
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
        return disposal.record("planned.disposed", count)
