"""Dispose of part-time timetables when the register's entries of the time may go: emptied for good."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from onroll.service.access.actor import Actor
from onroll.service.attendance_register.queries.session_times import midnight
from onroll.service.disposal import Disposal
from onroll.service.part_time_timetables.models import PartTimeTimetable, TimetableEvent
from onroll.service.part_time_timetables.refusals import TimetableRefusal

_WORDS_OF_A_TIMETABLE = (
    "words", "responsible", "safety", "support", "aim", "pupil_view", "lead", "why_so_long", "extension_reasons",
)  # fmt: skip
_WORDS_OF_AN_EVENT = ("words", "who")


def dispose_of_timetables(*, school_id: int, before: dt.date, by: Actor, now: dt.datetime) -> int:
    """Empty every timetable that ended, and was made, before a day, with what happened to it; return how many.

    They are kept with the entries they explain (regulation 7), and no longer. They cannot be brought back. Raises
    TimetableRefusal, OutOfScope.
    """
    disposal = Disposal(school_id, before, by, now)
    disposal.refuse_what_is_kept(
        "Timetables that ran on or after {day} are kept with the entries they explain.", TimetableRefusal
    )
    with transaction.atomic():
        going = list(
            PartTimeTimetable.objects.filter(
                school_id=school_id,
                last_day__lt=before,
                made_at__lt=midnight(before),
                disposed_at__isnull=True,
            ).values_list("pk", flat=True)
        )
        TimetableEvent.objects.filter(timetable_id__in=going, disposed_at__isnull=True).update(
            pupil=None, parent=None, disposed_at=now, **dict.fromkeys(_WORDS_OF_AN_EVENT, "")
        )
        count = PartTimeTimetable.objects.filter(pk__in=going).update(
            pupil=None, disposed_at=now, **dict.fromkeys(_WORDS_OF_A_TIMETABLE, "")
        )
        return disposal.record("timetables.disposed", count)
