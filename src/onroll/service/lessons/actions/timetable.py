"""Keep a school's timetable: read in from a file, or a lesson at a time; nothing of the past is changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q

from onroll.service.access.actor import Actor
from onroll.service.access.models import RoleHeld, User
from onroll.service.access.permissions import Permission
from onroll.service.admission_register.models import Enrolment
from onroll.service.audit.actions import record_event
from onroll.service.lessons.models import (
    Lesson,
    LessonRegister,
    LessonsKept,
    TeachingGroup,
    TeachingGroupMember,
)
from onroll.service.lessons.queries.weeks import cycle_of
from onroll.service.lessons.refusals import LessonsRefused, told_at_once
from onroll.service.lessons.timetable_file import TimetableRow, read_timetable
from onroll.service.people.models import RegistrationGroupMembership

_ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class TimetableRead:
    """What came of a file: lessons added, lessons of before ended, teachers nobody here is."""

    lessons: int
    ended: int
    unknown_teachers: tuple[str, ...]


def keep_lessons(*, school_id: int, kept: bool, by: Actor, now: dt.datetime) -> None:
    """Begin to keep lesson registers from today, or stop after today. Raises OutOfScope."""
    by.scope.require(Permission.LESSONS_MANAGE, school_id=school_id)
    today = now.date()
    with transaction.atomic():
        row = LessonsKept.objects.filter(school_id=school_id).first()
        if row is None:
            row = LessonsKept(school_id=school_id, first_day=today)
        row.last_day = None if kept else today - _ONE_DAY
        if not kept and row.last_day and row.last_day < row.first_day:
            row.first_day = row.last_day
        row.changed_at, row.changed_by_name = now, by.name
        row.save()
        record_event(
            "lessons.kept" if kept else "lessons.ended", by=by, now=now, school_id=school_id, subject_type="school",
            subject_id=school_id,
        )  # fmt: skip


def import_timetable(
    *, school_id: int, data: bytes, first_day: dt.date, by: Actor, now: dt.datetime
) -> TimetableRead:
    """Read a timetable in from a day on: it replaces what stood, and lands whole or not at all. Raises LessonsRefused, OutOfScope."""
    by.scope.require(Permission.LESSONS_MANAGE, school_id=school_id)
    _refuse_past(first_day, now.date())
    rows = read_timetable(data)
    _refuse_weeks(school_id, rows, "file")
    with transaction.atomic():
        _refuse_taken(school_id, first_day)
        pupils = _pupils_of(school_id, rows, first_day)
        teachers = _teachers(school_id, (row.teacher for row in rows), first_day)
        ended = _end_all(school_id, first_day)
        groups = _groups(school_id, rows)
        members = {group: set[int]() for group in groups.values()}
        for row in rows:
            members[groups[_key(row)]].update(pupils[row.pupils])
        _join(members, first_day)
        Lesson.objects.bulk_create(
            _lesson(school_id, row, groups[_key(row)], teachers.get(row.teacher), first_day) for row in rows
        )
        record_event(
            "lessons.timetable.imported", by=by, now=now, school_id=school_id, subject_type="school",
            subject_id=school_id, lessons=len(rows), ended=ended,
        )  # fmt: skip
    unknown = {row.teacher for row in rows if row.teacher and row.teacher not in teachers}
    return TimetableRead(len(rows), ended, tuple(sorted(unknown)))


def add_lesson(
    *, school_id: int, row: TimetableRow, first_day: dt.date, by: Actor, now: dt.datetime
) -> Lesson:
    """Add one lesson from a day on. Raises LessonsRefused, OutOfScope."""
    by.scope.require(Permission.LESSONS_MANAGE, school_id=school_id)
    _refuse_past(first_day, now.date())
    _refuse_weeks(school_id, [row], "week")
    with transaction.atomic():
        pupils = _pupils_of(school_id, [row], first_day)
        teachers = _teachers(school_id, [row.teacher], first_day)
        group = _groups(school_id, [row])[_key(row)]
        standing = Q(last_day__isnull=True) | Q(last_day__gte=first_day)
        same_week = Q(week__in=("", row.week)) if row.week else Q()
        if group.lessons.filter(standing, same_week, weekday=row.weekday, period=row.period).exists():
            raise LessonsRefused(
                "This group has a lesson in that period already. End it first.", field="period"
            )
        _join({group: set(pupils[row.pupils])}, first_day)
        lesson = _lesson(school_id, row, group, teachers.get(row.teacher), first_day)
        lesson.save(force_insert=True)
        record_event(
            "lessons.lesson.added", by=by, now=now, school_id=school_id, subject_type="lesson", subject_id=lesson.pk
        )  # fmt: skip
    return lesson


def end_lesson(*, school_id: int, lesson_id: int, by: Actor, now: dt.datetime) -> None:
    """End a lesson: from tomorrow it is not held. Raises LessonsRefused, OutOfScope."""
    by.scope.require(Permission.LESSONS_MANAGE, school_id=school_id)
    with transaction.atomic():
        changed = Lesson.objects.filter(
            Q(last_day__isnull=True) | Q(last_day__gt=now.date()), pk=lesson_id, school_id=school_id
        ).update(last_day=now.date())
        if not changed:
            raise LessonsRefused("This lesson has ended already, or is not this school’s.")
        record_event(
            "lessons.lesson.ended", by=by, now=now, school_id=school_id, subject_type="lesson", subject_id=lesson_id
        )  # fmt: skip


def _refuse_past(first_day: dt.date, today: dt.date) -> None:
    if first_day < today:
        raise LessonsRefused(
            "A timetable starts today or later: what was held before stands.", field="first_day"
        )


def _refuse_weeks(school_id: int, rows: Iterable[TimetableRow], field: str) -> None:
    """Refuse lessons of one week of two before it is said which week is which."""
    if any(row.week for row in rows) and cycle_of(school_id) is None:
        raise LessonsRefused(
            "A lesson of week A or week B alone needs the two weeks. Set in Calendar when week A is.",
            field=field,
        )


def _refuse_taken(school_id: int, first_day: dt.date) -> None:
    if LessonRegister.objects.filter(school_id=school_id, date__gte=first_day).exists():
        raise LessonsRefused(
            "A lesson’s register was taken today, by the timetable that stands. Give tomorrow or a later day.",
            field="first_day",
        )


def _end_all(school_id: int, first_day: dt.date) -> int:
    last = first_day - _ONE_DAY
    standing = Q(last_day__isnull=True) | Q(last_day__gt=last)
    # What was to start on that day or after never starts: nothing was taken of it.
    Lesson.objects.filter(school_id=school_id, first_day__gte=first_day, registers=None).delete()
    TeachingGroupMember.objects.filter(school_id=school_id, first_day__gte=first_day).delete()
    TeachingGroupMember.objects.filter(standing, school_id=school_id).update(last_day=last)
    return Lesson.objects.filter(standing, school_id=school_id).update(last_day=last)


def _key(row: TimetableRow) -> tuple[str, str]:
    return row.group, row.subject


def _groups(school_id: int, rows: Sequence[TimetableRow]) -> dict[tuple[str, str], TeachingGroup]:
    """Return the teaching groups that rows name, making those that are not there."""
    wanted = dict.fromkeys(map(_key, rows))
    made = [TeachingGroup(school_id=school_id, name=name, subject=subject) for name, subject in wanted]
    TeachingGroup.objects.bulk_create(made, ignore_conflicts=True)
    there = TeachingGroup.objects.filter(school_id=school_id, name__in={name for name, _ in wanted})
    return {key: group for group in there if (key := (group.name, group.subject)) in wanted}


def _join(members: Mapping[TeachingGroup, Collection[int]], first_day: dt.date) -> None:
    """Make pupils members of groups from a day on, where they are not."""
    standing = Q(last_day__isnull=True) | Q(last_day__gte=first_day)
    there = TeachingGroupMember.objects.filter(standing, group__in=members)
    are_members = set(there.values_list("group_id", "pupil_id"))
    TeachingGroupMember.objects.bulk_create(
        TeachingGroupMember(school_id=group.school_id, group=group, pupil_id=pupil_id, first_day=first_day)
        for group, pupil_ids in members.items()
        for pupil_id in sorted(pupil_ids)
        if (group.pk, pupil_id) not in are_members
    )


def _lesson(
    school_id: int, row: TimetableRow, group: TeachingGroup, teacher: User | None, first_day: dt.date
) -> Lesson:
    return Lesson(
        school_id=school_id, group=group, weekday=row.weekday, period=row.period, starts_at=row.starts_at,
        ends_at=row.ends_at, teacher=teacher, teacher_name=(teacher.name if teacher else row.teacher)[:160],
        first_day=first_day, week=row.week,
    )  # fmt: skip


def _teachers(school_id: int, names: Iterable[str], on: dt.date) -> dict[str, User]:
    """Return who is meant by usernames: people with a role at the school."""
    wanted = {name for name in names if name}
    held = RoleHeld.objects.filter(
        Q(school_id=school_id) | Q(group__school_id=school_id),
        Q(last_day__isnull=True) | Q(last_day__gte=on),
        user__username__in=wanted,
    ).select_related("user")
    return {one.user.username: one.user for one in held}


def _pupils_of(school_id: int, rows: Sequence[TimetableRow], on: dt.date) -> dict[str, list[int]]:
    """Return whom each `pupils` names: a registration group, or pupils by their references. Raises LessonsRefused."""
    standing = Q(last_day__isnull=True) | Q(last_day__gte=on)
    by_form: dict[str, list[int]] = {}
    for name, pupil_id in RegistrationGroupMembership.objects.filter(
        standing, group__school_id=school_id, first_day__lte=on
    ).values_list("group__name", "pupil_id"):
        by_form.setdefault(name, []).append(pupil_id)
    by_ref = dict(
        Enrolment.objects.filter(standing, school_id=school_id).values_list("pupil_ref", "pupil_id")
    )
    found: dict[str, list[int]] = {}
    faults = []
    for row in rows:
        if row.pupils in found:
            continue
        refs = row.pupils.split()
        if row.pupils in by_form:
            found[row.pupils] = by_form[row.pupils]
        elif all(ref in by_ref for ref in refs):
            found[row.pupils] = [by_ref[ref] for ref in dict.fromkeys(refs)]
        else:
            unknown = next(ref for ref in refs if ref not in by_ref)
            faults.append(
                f"Row {row.number}: “{unknown}” is neither a registration group nor a pupil’s reference on this roll."
            )
    if faults:
        raise LessonsRefused(*told_at_once(faults), field="pupils" if len(rows) == 1 else "file")
    return found
