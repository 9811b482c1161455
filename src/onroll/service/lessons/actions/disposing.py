"""Dispose of what was kept of lessons, when the register's entries of the time may go: emptied for good."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from onroll.service.access.actor import Actor
from onroll.service.attendance_register.queries.session_times import midnight
from onroll.service.disposal import Disposal
from onroll.service.lessons.models import LessonMark, MissingStep
from onroll.service.lessons.refusals import LessonsRefused


def dispose_of_lessons(*, school_id: int, before: dt.date, by: Actor, now: dt.datetime) -> int:
    """Empty marks and steps made before a day, where entries made then need be kept no longer (regulation 7); return how many.

    They cannot be brought back. Raises LessonsRefused, OutOfScope.
    """
    disposal = Disposal(school_id, before, by, now)
    disposal.refuse_what_is_kept(
        "Records made on or after {day} are kept with the entries of their day.", LessonsRefused
    )
    about: dict[str, Any] = {
        "school_id": school_id,
        "made_at__lt": midnight(before),
        "disposed_at__isnull": True,
    }
    with transaction.atomic():
        count = LessonMark.objects.filter(**about).update(pupil=None, words="", disposed_at=now)
        count += MissingStep.objects.filter(**about).update(pupil=None, words="", key=None, disposed_at=now)
        return disposal.record("lessons.records.disposed", count)
