"""Dispose of part-time timetables when the register's entries of the time may go: emptied for good."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from onroll.law.plain_words import day_in_words
from onroll.law.retention import first_day_preserved
from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.attendance_register.queries.session_times import midnight
from onroll.service.audit.actions import record_event
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
    by.scope.require(Permission.REGISTER_DISPOSE, school_id=school_id)
    kept_from = first_day_preserved(now.date())
    if before > kept_from:
        raise TimetableRefusal(
            f"Timetables that ran on or after {day_in_words(kept_from)} are kept with the entries they explain. Choose "
            f"{day_in_words(kept_from)} or an earlier day.",
            field="before",
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
        if count:
            record_event(
                "timetables.disposed", by=by, now=now, school_id=school_id, subject_type="school", subject_id=school_id,
                before=before.isoformat(), records=count,
            )  # fmt: skip
    return count
