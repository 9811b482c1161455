"""Dispose of what was done about lateness, when the register's entries of the time may go: emptied for good."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from onroll.service.access.actor import Actor
from onroll.service.attendance_register.queries.session_times import midnight
from onroll.service.disposal import Disposal
from onroll.service.lateness.models import LatenessStep
from onroll.service.lateness.refusals import LatenessRefused


def dispose_of_lateness(*, school_id: int, before: dt.date, by: Actor, now: dt.datetime) -> int:
    """Empty every step made before a day, where entries made then need be kept no longer (regulation 7); return how many.

    They cannot be brought back. Raises LatenessRefused, OutOfScope.
    """
    disposal = Disposal(school_id, before, by, now)
    disposal.refuse_what_is_kept(
        "Records made on or after {day} are kept with the entries they are about.", LatenessRefused
    )
    with transaction.atomic():
        count = LatenessStep.objects.filter(
            school_id=school_id, made_at__lt=midnight(before), disposed_at__isnull=True
        ).update(pupil=None, words="", key=None, concern="", answer="", disposed_at=now)
        return disposal.record("lateness.records.disposed", count)
