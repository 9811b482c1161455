"""One lesson's register as a teacher takes it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from onroll.law.code_uses import codes_in_school
from onroll.service.access.permissions import Permission
from onroll.service.access.scope import OutOfScope, Scope
from onroll.service.attendance_register.models import CurrentEntry
from onroll.service.lessons.models import Lesson, LessonRegister
from onroll.service.lessons.queries.day import LessonLine, lessons_kept, lines_of_day
from onroll.service.lessons.queries.members import members_on
from onroll.service.people.models import Pupil


@dataclass(frozen=True, slots=True)
class LessonRow:
    """One pupil of a lesson: the session's entry, whether it says they are in school, and the mark that stands."""

    pupil: Pupil
    entry: str
    is_in_school: bool
    mark: str
    words: str


@dataclass(frozen=True, slots=True)
class LessonSheet:
    """A lesson's register: its pupils, and every taking of it, the last standing."""

    line: LessonLine
    date: dt.date
    rows: list[LessonRow]
    takings: list[LessonRegister]


def lesson_sheet(
    scope: Scope, *, school_id: int, lesson_id: int, date: dt.date, teacher_id: int | None
) -> LessonSheet | None:
    """Return a lesson's register of a day; None where there is none that this person takes. Raises OutOfScope."""
    if not scope.may_somewhere(Permission.LESSONS_TAKE, school_id=school_id):
        raise OutOfScope("No role held lets you take lesson registers here.")
    if not _takes(scope, school_id, lesson_id, teacher_id):
        return None
    line = line_of(school_id, lesson_id, date)
    if line is None:
        return None
    pupils = members_on(line.lesson.group_id, date, school_id=school_id)
    entries = dict(
        CurrentEntry.objects.filter(
            school_id=school_id, date=date, session=line.session, pupil__in=pupils
        ).values_list("pupil_id", "code")
    )
    in_school = codes_in_school(date)
    rows = []
    for pupil in pupils:
        mark, entry = line.marks.get(pupil.pk), entries.get(pupil.pk, "")
        rows.append(
            LessonRow(pupil, entry, entry in in_school, mark.mark if mark else "", mark.words if mark else "")
        )
    takings = LessonRegister.objects.filter(school_id=school_id, lesson_id=lesson_id, date=date)
    return LessonSheet(line, date, rows, list(takings.order_by("-made_at", "-pk")))


def line_of(school_id: int, lesson_id: int, date: dt.date) -> LessonLine | None:
    """Return one lesson of a day; None where there is none, or no lessons are kept. The caller has judged who asks."""
    if not lessons_kept(school_id, date):
        return None
    return next(iter(lines_of_day(school_id, date, lesson_id=lesson_id)), None)


def require_teacher(scope: Scope, *, school_id: int, lesson_id: int, teacher_id: int | None) -> None:
    """Refuse, by OutOfScope, whoever neither teaches the lesson nor may take every lesson's register."""
    if not _takes(scope, school_id, lesson_id, teacher_id):
        raise OutOfScope("That lesson is not one that you teach.")


def _takes(scope: Scope, school_id: int, lesson_id: int, teacher_id: int | None) -> bool:
    if scope.may(Permission.LESSONS_TAKE, school_id=school_id):
        return True
    return (
        teacher_id is not None
        and scope.may_somewhere(Permission.LESSONS_TAKE, school_id=school_id)
        and Lesson.objects.filter(pk=lesson_id, school_id=school_id, teacher_id=teacher_id).exists()
    )
