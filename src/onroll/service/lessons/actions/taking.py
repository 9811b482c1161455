"""Take a lesson's register. It writes no entry of the attendance register: a mark in a lesson stands for no session."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.db import transaction

from onroll.law.plain_words import time_in_words
from onroll.service.access.actor import Actor
from onroll.service.attendance_register.queries.session_times import moment
from onroll.service.audit.actions import record_event
from onroll.service.lessons.models import Lesson, LessonMark, LessonRegister
from onroll.service.lessons.queries.day import lesson_on
from onroll.service.lessons.queries.members import member_ids_on
from onroll.service.lessons.queries.register import require_teacher
from onroll.service.lessons.refusals import LessonsRefused
from onroll.service.room_for_words import refuse_too_long

PRESENT = "present"
#: How long before a lesson starts its register may be taken. Ours.
EARLY = dt.timedelta(minutes=10)


def take_lesson_register(
    *,
    school_id: int,
    lesson_id: int,
    date: dt.date,
    marks: Mapping[int, tuple[str, str]],
    by: Actor,
    now: dt.datetime,
    key: str | None = None,
) -> LessonRegister:
    """Keep a lesson's register: by pupil a mark, `present` or one of LessonMark's, and a note.

    Whoever is not named was present. Sent twice with one key, it is kept once; taken again, the last stands. Raises
    LessonsRefused, TooLong, OutOfScope.
    """
    require_teacher(by.scope, school_id=school_id, lesson_id=lesson_id, teacher_id=by.user_id)
    lesson = lesson_on(school_id, lesson_id, date)
    if lesson is None:
        raise LessonsRefused(
            "There is no such lesson on that day. Look at the timetable, and at the calendar."
        )
    _refuse_early(lesson, date, now)
    members = member_ids_on(lesson.group_id, date, school_id=school_id)
    given = {pupil_id: one for pupil_id, one in marks.items() if one[0] != PRESENT}
    if set(given) - members:
        raise LessonsRefused("One of those pupils is not of this group on that day. Open the page again.")
    if any(mark not in LessonMark.Mark.values for mark, _ in given.values()):
        raise LessonsRefused("Choose present, late, absent or elsewhere for each pupil.")
    with transaction.atomic():
        before = LessonRegister.objects.filter(school_id=school_id, key=key).first() if key else None
        if before is not None:
            return before
        register = LessonRegister.objects.create(
            school_id=school_id, lesson_id=lesson_id, date=date, expected=len(members), key=key, made_at=now,
            made_by_id=by.user_id, made_by_name=by.name,
        )  # fmt: skip
        rows = [
            LessonMark(school_id=school_id, register=register, pupil_id=pupil_id, mark=mark, words=words.strip(), made_at=now)
            for pupil_id, (mark, words) in given.items()
        ]  # fmt: skip
        refuse_too_long(*rows)
        LessonMark.objects.bulk_create(rows)
        record_event(
            "lessons.register.taken", by=by, now=now, school_id=school_id, subject_type="lesson", subject_id=lesson_id,
            date=date.isoformat(), absent=sum(one.mark == "absent" for one in rows), late=sum(one.mark == "late" for one in rows),
        )  # fmt: skip
    return register


def _refuse_early(lesson: Lesson, date: dt.date, now: dt.datetime) -> None:
    starts = moment(date, lesson.starts_at)
    if starts is not None and now < starts - EARLY:
        raise LessonsRefused(
            f"This lesson starts at {time_in_words(lesson.starts_at)}. Its register can be taken from ten minutes before."
        )
