"""Record a review of a part-time timetable: what was found, and when it is looked at again."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from onroll.law.plain_words import day_in_words
from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.audit.actions import record_event
from onroll.service.part_time_timetables.keeping import keep, timetable_of
from onroll.service.part_time_timetables.models import TimetableEvent
from onroll.service.part_time_timetables.refusals import TimetableRefusal
from onroll.service.part_time_timetables.standing import stands

Outcome = TimetableEvent.Outcome


def record_review(
    *,
    school_id: int,
    timetable_id: int,
    on: dt.date,
    outcome: str,
    words: str,
    by: Actor,
    now: dt.datetime,
    who: str = "",
    next_on: dt.date | None = None,
) -> TimetableEvent:
    """Keep what a review found, who was there, and the next review; the last one needs none.

    Raises OutOfScope, TimetableRefusal, TooLong.
    """
    by.scope.require(Permission.TIMETABLE_RECORD, school_id=school_id)
    with transaction.atomic():
        timetable = timetable_of(school_id, timetable_id)
        if not stands(timetable):
            raise TimetableRefusal("This timetable does not stand yet, so there is nothing to review.")
        if outcome not in TimetableEvent.OF_A_REVIEW:
            raise TimetableRefusal("Choose what the review found.", field="found")
        if not words.strip():
            raise TimetableRefusal(
                "Write what was found, and what the pupil and the parent said.", field="review_words"
            )
        if not timetable.first_day <= on <= now.date():
            raise TimetableRefusal(
                f"It was reviewed on a day from {day_in_words(timetable.first_day)} to today.",
                field="reviewed_on-day",
            )
        if next_on is not None and not on < next_on <= timetable.last_day:
            raise TimetableRefusal(
                f"The next review is after this one, and no later than the end, {day_in_words(timetable.last_day)}.",
                field="next_on-day",
            )
        review = keep(
            timetable, TimetableEvent.Kind.REVIEWED, on=on, outcome=outcome, words=words.strip(), who=who.strip(),
            next_on=next_on, by=by, now=now,
        )  # fmt: skip
        record_event(
            "timetables.reviewed", by=by, now=now, school_id=school_id, subject_type="pupil",
            subject_id=timetable.pupil_id, timetable=timetable.pk, outcome=outcome,
        )  # fmt: skip
    return review
