"""Which lessons pupils miss while they are in school: by pupil, by subject and by period."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from onroll.law.code_uses import codes_in_school
from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.attendance_register.models import CurrentEntry
from onroll.service.lessons.models import LessonMark, LessonRegister
from onroll.service.lessons.queries.day import Mark, session_of
from onroll.service.organisations.models import SchoolSession
from onroll.service.people.models import Pupil

#: How many pupils are listed.
MOST = 50


@dataclass(frozen=True, slots=True)
class Share:
    """One subject or period: places missed of places there were, in registers that were taken."""

    name: str
    missed: int
    places: int

    @property
    def percent(self) -> float:
        """What share was missed, in per cent."""
        return 100 * self.missed / self.places if self.places else 0.0


@dataclass(frozen=True, slots=True)
class PupilMisses:
    """One pupil: how many lessons were missed while in school, late ones, and of which subjects most."""

    pupil: Pupil
    missed: int
    late: int
    most: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class LessonPatterns:
    """Lessons missed in a span of days."""

    registers: int
    by_subject: list[Share]
    by_period: list[Share]
    pupils: list[PupilMisses]
    set_aside: int


def lesson_patterns(scope: Scope, *, school_id: int, first_day: dt.date, last_day: dt.date) -> LessonPatterns:
    """Return which lessons were missed in a span. One of a session the pupil was absent from is set aside. Raises OutOfScope."""
    scope.require(Permission.LESSONS_VIEW, school_id=school_id)
    standing = _standing(school_id, first_day, last_day)
    places: dict[str, Counter[str]] = {"subject": Counter(), "period": Counter()}
    for register in standing.values():
        places["subject"][register.lesson.group.subject] += register.expected
        places["period"][register.lesson.period] += register.expected
    marks, set_aside = _marks(school_id, standing, first_day, last_day)
    missed: dict[str, Counter[str]] = {"subject": Counter(), "period": Counter()}
    of_pupil: dict[int, Counter[str]] = {}
    late: Counter[int] = Counter()
    for mark in marks:
        lesson = standing[mark.register_id].lesson
        if mark.mark == Mark.ABSENT:
            missed["subject"][lesson.group.subject] += 1
            missed["period"][lesson.period] += 1
            of_pupil.setdefault(mark.pupil_id or 0, Counter())[lesson.group.subject] += 1
        elif mark.mark == Mark.LATE:
            late[mark.pupil_id or 0] += 1
    return LessonPatterns(
        len(standing),
        _shares(places["subject"], missed["subject"]),
        sorted(_shares(places["period"], missed["period"]), key=lambda one: one.name),
        _pupils(of_pupil, late),
        set_aside,
    )


def _standing(school_id: int, first_day: dt.date, last_day: dt.date) -> dict[int, LessonRegister]:
    """Return the register that stands of each lesson and day, by its id."""
    rows = LessonRegister.objects.filter(
        school_id=school_id, date__range=(first_day, last_day)
    ).select_related("lesson__group")
    last = {(row.lesson_id, row.date): row for row in rows.order_by("made_at", "pk")}
    return {row.pk: row for row in last.values()}


def _marks(
    school_id: int, standing: dict[int, LessonRegister], first_day: dt.date, last_day: dt.date
) -> tuple[list[LessonMark], int]:
    rows = [
        row
        for row in LessonMark.objects.filter(
            school_id=school_id, register__date__range=(first_day, last_day), pupil__isnull=False
        )
        if row.register_id in standing
    ]
    absent = {row.pupil_id for row in rows if row.pupil_id is not None}
    entries = {
        (pupil_id, date, session): code
        for pupil_id, date, session, code in CurrentEntry.objects.filter(
            school_id=school_id, date__range=(first_day, last_day), pupil_id__in=absent
        ).values_list("pupil_id", "date", "session", "code")
    }
    afternoons = {
        row.date: row
        for row in SchoolSession.objects.filter(
            school_id=school_id, date__range=(first_day, last_day), session="PM"
        )
    }
    found, set_aside = [], 0
    for row in rows:
        register = standing[row.register_id]
        session = session_of(register.lesson, afternoons.get(register.date))
        entry = entries.get((row.pupil_id or 0, register.date, session), "")
        if entry in codes_in_school(register.date):
            found.append(row)
        elif row.mark == Mark.ABSENT:
            set_aside += 1
    return found, set_aside


def _shares(places: Counter[str], missed: Counter[str]) -> list[Share]:
    found = [Share(name, missed[name], count) for name, count in places.items()]
    return sorted(found, key=lambda one: (-one.percent, one.name))


def _pupils(of_pupil: dict[int, Counter[str]], late: Counter[int]) -> list[PupilMisses]:
    first = sorted(of_pupil, key=lambda pupil_id: (-of_pupil[pupil_id].total(), pupil_id))[:MOST]
    pupils = Pupil.objects.in_bulk(first)
    return [
        PupilMisses(
            pupils[pupil_id],
            of_pupil[pupil_id].total(),
            late[pupil_id],
            tuple(of_pupil[pupil_id].most_common(3)),
        )
        for pupil_id in first
    ]
