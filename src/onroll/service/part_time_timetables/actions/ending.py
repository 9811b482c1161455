"""End a part-time timetable: early, on its last day, or because a parent agrees no longer; and say what became of the pupil."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from onroll.law.plain_words import day_in_words
from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.audit.actions import record_event
from onroll.service.part_time_timetables.keeping import keep, timetable_of
from onroll.service.part_time_timetables.models import PartTimeTimetable, TimetableEvent
from onroll.service.part_time_timetables.refusals import TimetableRefusal
from onroll.service.part_time_timetables.standing import cancel_plans, plan_until, stands

Outcome = TimetableEvent.Outcome


def end_timetable(
    *, school_id: int, timetable_id: int, on: dt.date, outcome: str, words: str, by: Actor, now: dt.datetime
) -> TimetableEvent:
    """End a timetable, `on` its last day that counts, and say what becomes of the pupil from the next school day.

    Raises OutOfScope, TimetableRefusal, TooLong.
    """
    by.scope.require(Permission.TIMETABLE_RECORD, school_id=school_id)
    with transaction.atomic():
        timetable = timetable_of(school_id, timetable_id)
        if not stands(timetable):
            raise TimetableRefusal(
                "This timetable never stood, so there is nothing to end. Withdraw the proposal."
            )
        if outcome not in TimetableEvent.OF_AN_END:
            raise TimetableRefusal("Choose what the pupil does from then on.", field="outcome")
        if not timetable.first_day <= on <= timetable.last_day and on != timetable.first_day - dt.timedelta(
            days=1
        ):
            raise TimetableRefusal(
                f"It ends on a day from {day_in_words(timetable.first_day)} to {day_in_words(timetable.last_day)}.",
                field="ended_on-day",
            )
        return end_now(timetable, on=on, outcome=outcome, words=words.strip(), by=by, now=now)


def end_now(
    timetable: PartTimeTimetable, *, on: dt.date, outcome: str, words: str, by: Actor, now: dt.datetime
) -> TimetableEvent:
    """End a timetable on a day: what is planned after it is cancelled, and what was entered before stands."""
    if on < timetable.last_day:
        cancel_plans(timetable, by=by, now=now)
        plan_until(timetable, on, by=by, now=now)
    ended = keep(timetable, TimetableEvent.Kind.ENDED, on=on, outcome=outcome, words=words, by=by, now=now)
    record_event(
        "timetables.ended", by=by, now=now, school_id=timetable.school_id, subject_type="pupil",
        subject_id=timetable.pupil_id, timetable=timetable.pk, outcome=outcome, last_day=on.isoformat(),
    )  # fmt: skip
    return ended
