"""Who was in school this morning or afternoon, is absent from a lesson now, and has not been found."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from onroll.law.code_uses import codes_in_school
from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.attendance_register.models import CurrentEntry
from onroll.service.lessons.models import LessonMark, MissingStep
from onroll.service.lessons.queries.day import LessonLine, Mark, lessons_kept, taken_on
from onroll.service.lessons.queries.members import groups_of
from onroll.service.lessons.status import next_step
from onroll.service.people.models import Pupil
from onroll.service.people.pupil_of_school import pupil_of_school
from onroll.service.people.queries.by_id import pupils_by_id
from onroll.service.worded_once import worded_once


@dataclass(frozen=True, slots=True)
class MissingNow:
    """One pupil missing: from which lesson, how the session's entry stands, what was done, what comes next."""

    pupil: Pupil
    line: LessonLine
    entry: str
    since: dt.datetime
    steps: tuple[MissingStep, ...]

    @property
    def next_step(self) -> str:
        """What comes next, in words."""
        return next_step(self.steps)


def missing_on(school_id: int, date: dt.date) -> list[MissingNow]:
    """Return who is missing as the registers of a day stand, the longest first; for the service's own use."""
    if not lessons_kept(school_id, date):
        return []
    taken = taken_on(school_id, date)
    absent = {pupil_id for line in taken for pupil_id, mark in line.marks.items() if mark.mark == Mark.ABSENT}
    entries = _entries(school_id, date, absent) if absent else {}
    in_school = {pupil_id for (pupil_id, _), code in entries.items() if code in codes_in_school(date)}
    if not in_school:
        return []
    steps = _steps(school_id, date, in_school)
    pupils = {one.pk: one for one in pupils_by_id(in_school)}
    groups = groups_of(in_school, date, school_id=school_id)
    found = [
        one
        for pupil_id in in_school
        if (one := _missing(pupils[pupil_id], groups[pupil_id], taken, entries, steps, date))
    ]
    return sorted(found, key=lambda one: (one.since, str(one.pupil)))


def missing_now(scope: Scope, *, school_id: int, date: dt.date) -> list[MissingNow]:
    """Return who is missing on a day. Raises OutOfScope."""
    scope.require(Permission.MISSING_FOLLOW_UP, school_id=school_id)
    return missing_on(school_id, date)


@dataclass(frozen=True, slots=True)
class MissingDay:
    """One pupil's day in lessons: each lesson whose register was taken with its mark, and what was done."""

    pupil: Pupil
    date: dt.date
    lessons: tuple[tuple[LessonLine, LessonMark | None], ...]
    entries: Mapping[str, str]
    steps: tuple[MissingStep, ...]
    is_missing: bool

    @property
    def next_step(self) -> str:
        """What comes next, in words."""
        return next_step(self.steps) if self.is_missing else ""


def missing_day(scope: Scope, *, school_id: int, pupil_id: int, date: dt.date) -> MissingDay:
    """Return one pupil's day in lessons. Raises OutOfScope."""
    scope.require(Permission.MISSING_FOLLOW_UP, school_id=school_id)
    pupil = pupil_of_school(pupil_id, school_id=school_id)
    own = groups_of([pupil_id], date, school_id=school_id)[pupil_id]
    taken = [one for one in taken_on(school_id, date) if one.lesson.group_id in own]
    entries = {session: code for (_, session), code in _entries(school_id, date, [pupil_id]).items()}
    return MissingDay(
        pupil,
        date,
        tuple((line, line.marks.get(pupil_id)) for line in taken),
        entries,
        _steps(school_id, date, [pupil_id]).get(pupil_id, ()),
        any(one.pupil.pk == pupil_id for one in missing_on(school_id, date)),
    )


def _missing(
    pupil: Pupil,
    own: set[int],
    taken: Sequence[LessonLine],
    entries: Mapping[tuple[int, str], str],
    steps: Mapping[int, tuple[MissingStep, ...]],
    date: dt.date,
) -> MissingNow | None:
    """Return that a pupil is missing; None where the last lesson whose register was taken, or a person, has found them."""
    lines = [one for one in taken if pupil.pk in one.marks or one.lesson.group_id in own]
    last = max(lines, key=lambda one: (one.lesson.starts_at, one.lesson.pk))
    mark = last.marks.get(pupil.pk)
    if mark is None or mark.mark != Mark.ABSENT or last.register is None or pupil.pk in last.not_due:
        return None
    # Until the afternoon's register is taken, the morning's entry is what is known.
    entry = entries.get((pupil.pk, last.session)) or entries.get((pupil.pk, "AM"), "")
    done = steps.get(pupil.pk, ())
    seen = any(one.kind == MissingStep.Kind.FOUND and one.at >= last.register.made_at for one in done)
    if entry not in codes_in_school(date) or seen:
        return None
    return MissingNow(pupil, last, entry, _since(pupil.pk, lines), done)


def _since(pupil_id: int, lines: Iterable[LessonLine]) -> dt.datetime:
    """Return when the first of the lessons running that the pupil is absent from was taken."""
    since = None
    for line in sorted(lines, key=lambda one: one.lesson.starts_at, reverse=True):
        mark = line.marks.get(pupil_id)
        if mark is None or mark.mark != Mark.ABSENT:
            break
        since = mark.made_at
    if since is None:
        # The lesson that began last says that they came: what the one before said is the last of their being away.
        since = max(line.marks[pupil_id].made_at for line in lines if pupil_id in line.marks)
    return since


def _entries(school_id: int, date: dt.date, pupil_ids: Iterable[int]) -> dict[tuple[int, str], str]:
    return {
        (pupil_id, session): code for pupil_id, session, code in _codes_of(school_id, date, list(pupil_ids))
    }


@worded_once
def _codes_of(
    school_id: int, date: dt.date, pupil_ids: list[int]
) -> QuerySet[CurrentEntry, tuple[int, str, str]]:
    rows = CurrentEntry.objects.filter(school_id=school_id, date=date, pupil_id__in=pupil_ids)
    return rows.values_list("pupil_id", "session", "code")


@worded_once
def _steps_of(school_id: int, date: dt.date, pupil_ids: list[int]) -> QuerySet[MissingStep]:
    rows = MissingStep.objects.filter(school_id=school_id, date=date, pupil_id__in=pupil_ids)
    return rows.order_by("at", "pk")


def _steps(school_id: int, date: dt.date, pupil_ids: Iterable[int]) -> dict[int, tuple[MissingStep, ...]]:
    found: dict[int, list[MissingStep]] = defaultdict(list)
    for row in _steps_of(school_id, date, list(pupil_ids)):
        found[row.pupil_id or 0].append(row)
    return {pupil_id: tuple(done) for pupil_id, done in found.items()}
