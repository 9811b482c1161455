"""The lessons of a day: which there are, whose register is taken, and how each stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet

from onroll.service.access.permissions import Permission
from onroll.service.access.scope import OutOfScope, Scope
from onroll.service.lessons.models import Lesson, LessonMark, LessonRegister, LessonsKept
from onroll.service.lessons.queries.not_due import groups_with_nobody_due, pupils_not_due
from onroll.service.lessons.queries.weeks import cycle_of, week_on
from onroll.service.organisations.models import SchoolSession
from onroll.service.organisations.queries.sessions import sessions_held
from onroll.service.worded_once import worded_once

Mark = LessonMark.Mark


def lessons_kept(school_id: int, on: dt.date) -> bool:
    """Say whether a school keeps lesson registers on a day."""
    return bool(_kept(school_id, on))


@worded_once
def _kept(school_id: int, on: dt.date) -> QuerySet[LessonsKept]:
    standing = Q(last_day__isnull=True) | Q(last_day__gte=on)
    return LessonsKept.objects.filter(standing, school_id=school_id, first_day__lte=on)[:1]


@dataclass(frozen=True, slots=True)
class LessonLine:
    """One lesson of a day: its session, the register that stands, and how many were absent or late."""

    lesson: Lesson
    session: str
    register: LessonRegister | None = None
    marks: dict[int, LessonMark] = field(default_factory=dict)
    #: Whether no pupil of it is to come in, as a closure of their groups or their entries say: no register is wanted.
    nobody_due: bool = False
    #: Every pupil of the school who is not to come in for the session.
    not_due: Collection[int] = ()

    @property
    def absent(self) -> int:
        """How many were absent."""
        return sum(one.mark == Mark.ABSENT for one in self.marks.values())

    @property
    def late(self) -> int:
        """How many were late."""
        return sum(one.mark == Mark.LATE for one in self.marks.values())


def lines_of_day(school_id: int, date: dt.date, *, lesson_id: int | None = None) -> list[LessonLine]:
    """Return every lesson of a day, or one, with the register that stands, in order; for the service's own use."""
    lessons, registers = _lessons(school_id, date), _registers(school_id, date)
    if lesson_id is not None:
        lessons, registers = lessons.filter(pk=lesson_id), registers.filter(lesson_id=lesson_id)
    taken = {row.lesson_id: row for row in registers}
    not_due = pupils_not_due(school_id, date)
    closed = groups_with_nobody_due(not_due, school_id, date)
    of_the_week = _of_the_week(lessons, school_id, date, set(taken))
    return _lines(of_the_week, taken, _sessions_held(school_id, date), not_due, closed)


def taken_on(school_id: int, date: dt.date) -> list[LessonLine]:
    """Return the lessons of a day whose register was taken, in order; for the service's own use."""
    taken = {row.lesson_id: row for row in _registers_taken(school_id, date)}
    if not taken:
        return []
    lessons = _lessons_taken(school_id, date, date.isoweekday(), taken)
    return _lines(lessons, taken, _sessions_held(school_id, date), pupils_not_due(school_id, date), {})


def lesson_on(school_id: int, lesson_id: int, date: dt.date) -> Lesson | None:
    """Return a lesson that there is on a day, and nothing of how it stands; for the service's own use."""
    if not lessons_kept(school_id, date):
        return None
    held = _sessions_held(school_id, date)
    taken = _was_taken(school_id, lesson_id, date)
    for lesson in _of_the_week(
        _lesson(school_id, lesson_id, date, date.isoweekday()), school_id, date, taken
    ):
        if session_of(lesson, held.get("PM")) in held:
            return lesson
    return None


@worded_once
def _lesson(school_id: int, lesson_id: int, date: dt.date, weekday: int) -> QuerySet[Lesson]:
    return _lessons_of(school_id, date, weekday).filter(pk=lesson_id)


@worded_once
def _was_taken(school_id: int, lesson_id: int, date: dt.date) -> QuerySet[LessonRegister, int]:
    """Return the lesson itself, where its register of the day was taken."""
    rows = LessonRegister.objects.filter(school_id=school_id, lesson_id=lesson_id, date=date)
    return rows.values_list("lesson_id", flat=True)[:1]


def _lessons(school_id: int, date: dt.date) -> QuerySet[Lesson]:
    return _lessons_of(school_id, date, date.isoweekday())


@worded_once
def _lessons_taken(
    school_id: int, date: dt.date, weekday: int, lesson_ids: Collection[int]
) -> QuerySet[Lesson]:
    return _lessons_of(school_id, date, weekday).filter(pk__in=lesson_ids)


@worded_once
def _registers_taken(school_id: int, date: dt.date) -> QuerySet[LessonRegister]:
    return _registers(school_id, date)


def _lessons_of(school_id: int, date: dt.date, weekday: int) -> QuerySet[Lesson]:
    return Lesson.objects.filter(
        Q(last_day__isnull=True) | Q(last_day__gte=date),
        school_id=school_id,
        weekday=weekday,
        first_day__lte=date,
    ).select_related("group")


def _registers(school_id: int, date: dt.date) -> QuerySet[LessonRegister]:
    return LessonRegister.objects.filter(school_id=school_id, date=date).order_by("made_at", "pk")


def _sessions_held(school_id: int, date: dt.date) -> dict[str, SchoolSession]:
    return {row.session: row for row in sessions_held(school_id, date, date)}


@worded_once
def _marks(register_ids: Collection[int]) -> QuerySet[LessonMark]:
    return LessonMark.objects.filter(register_id__in=register_ids, pupil__isnull=False)


def _lines(
    lessons: Iterable[Lesson],
    taken: Mapping[int, LessonRegister],
    held: Mapping[str, SchoolSession],
    not_due: Mapping[str, set[int]],
    closed: Mapping[str, set[int]],
) -> list[LessonLine]:
    marks: dict[int, dict[int, LessonMark]] = {row.pk: {} for row in taken.values()}
    for mark in _marks(marks):
        marks[mark.register_id][mark.pupil_id or 0] = mark
    lines = []
    for lesson in lessons:
        session = session_of(lesson, held.get("PM"))
        if session in held:
            register = taken.get(lesson.pk)
            nobody_due = register is None and lesson.group_id in closed[session]
            of_it = marks[register.pk] if register else {}
            lines.append(LessonLine(lesson, session, register, of_it, nobody_due, not_due[session]))
    return lines


def _of_the_week(
    lessons: Iterable[Lesson], school_id: int, date: dt.date, taken: Collection[int]
) -> list[Lesson]:
    """Return the lessons of a day's week of two, and any whose register was taken: what was taken stays."""
    every = list(lessons)
    if not any(one.week for one in every):
        return every
    week = week_on(cycle_of(school_id), date)
    return [one for one in every if one.week in ("", week) or one.pk in taken]


def session_of(lesson: Lesson, afternoon: SchoolSession | None) -> str:
    """Return the session a lesson falls in, by when the afternoon starts."""
    starts = afternoon.starts_at or afternoon.register_opens_at if afternoon else None
    return "PM" if starts is not None and lesson.starts_at >= starts else "AM"


def lessons_of_day(
    scope: Scope, *, school_id: int, date: dt.date, teacher_id: int | None
) -> list[LessonLine]:
    """Return the lessons of a day: everybody's for whoever reaches the school, else the teacher's own. Raises OutOfScope."""
    if not scope.may_somewhere(Permission.LESSONS_VIEW, school_id=school_id):
        raise OutOfScope("No role held lets you see lessons here.")
    if not lessons_kept(school_id, date):
        return []
    every = scope.may(Permission.LESSONS_VIEW, school_id=school_id)
    return [
        one
        for one in lines_of_day(school_id, date)
        if every or (teacher_id is not None and one.lesson.teacher_id == teacher_id)
    ]
