"""Dispose of who was given what, when the register's entries of the time may go: emptied for good."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from onroll.service.access.actor import Actor
from onroll.service.attendance_register.queries.session_times import midnight
from onroll.service.disposal import Disposal
from onroll.service.recognition.models import AwardGiven
from onroll.service.recognition.refusals import RecognitionRefused


def dispose_of_recognition(*, school_id: int, before: dt.date, by: Actor, now: dt.datetime) -> int:
    """Empty what was given before a day, where entries made then need be kept no longer (regulation 7); return how many.

    They cannot be brought back. Raises RecognitionRefused, OutOfScope.
    """
    disposal = Disposal(school_id, before, by, now)
    disposal.refuse_what_is_kept(
        "Awards given on or after {day} are kept with the entries they rest on.", RecognitionRefused
    )
    with transaction.atomic():
        count = AwardGiven.objects.filter(
            school_id=school_id, given_at__lt=midnight(before), disposed_at__isnull=True
        ).update(pupil=None, words="", why="", disposed_at=now)
        return disposal.record("recognition.records.disposed", count)
