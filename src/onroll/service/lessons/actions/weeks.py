"""Say that a school's timetable is of two weeks, and which week is which; or that every week is the same again."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Q

from onroll.law.plain_words import day_in_words
from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.audit.actions import record_event
from onroll.service.lessons.models import Lesson, WeekCycle
from onroll.service.lessons.queries.weeks import monday_of
from onroll.service.lessons.refusals import LessonsRefused

#: How far from today week A may begin, in days. Ours: further off is a mistyped year.
FURTHEST = 370


def set_weeks(*, school_id: int, week_a_on: dt.date, holidays: str, by: Actor, now: dt.datetime) -> WeekCycle:
    """Set a day of a week A, and whether weeks of holiday count; registers taken stay. Raises OutOfScope, LessonsRefused."""
    by.scope.require(Permission.LESSONS_MANAGE, school_id=school_id)
    if abs((week_a_on - now.date()).days) > FURTHEST:
        raise LessonsRefused("That is more than a year from today. Check the year.", field="week_a_on")
    if holidays not in WeekCycle.Holidays.values:
        raise LessonsRefused("Choose whether weeks of holiday count.", field="holidays")
    with transaction.atomic():
        row, _ = WeekCycle.objects.update_or_create(
            school_id=school_id,
            defaults={
                "first_monday": monday_of(week_a_on),
                "holidays": holidays,
                "changed_at": now,
                "changed_by_name": by.name,
            },
        )
        record_event(
            "lessons.weeks.set", by=by, now=now, school_id=school_id, subject_type="school", subject_id=school_id,
            first_monday=day_in_words(row.first_monday),
        )  # fmt: skip
    return row


def end_weeks(*, school_id: int, by: Actor, now: dt.datetime) -> None:
    """Have every week the same again, once no lesson is of one week alone. Raises OutOfScope, LessonsRefused."""
    by.scope.require(Permission.LESSONS_MANAGE, school_id=school_id)
    standing = Q(last_day__isnull=True) | Q(last_day__gt=now.date())
    with transaction.atomic():
        if Lesson.objects.filter(standing, school_id=school_id).exclude(week="").exists():
            raise LessonsRefused(
                "Lessons of week A or week B alone still stand. End them first.", field="holidays"
            )
        if not WeekCycle.objects.filter(school_id=school_id).delete()[0]:
            raise LessonsRefused("Every week is the same already.", field="holidays")
        record_event(
            "lessons.weeks.ended",
            by=by,
            now=now,
            school_id=school_id,
            subject_type="school",
            subject_id=school_id,
        )
