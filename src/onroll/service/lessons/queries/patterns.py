"""Which lessons pupils miss while they are in school: by subject, period and day of the week, and by pupil.

What counts, and as what, is said once, in `onroll.analysis.lessons`: here its numbers are added up and named.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from onroll.analysis.lessons import By, LessonPattern, SetAside
from onroll.analysis.lessons import lesson_patterns as counted_patterns
from onroll.analysis.report.figures import share
from onroll.analysis.report.words import WEEKDAYS
from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.lessons.queries.rows import lesson_rows
from onroll.service.people.models import Pupil

#: How many pupils are listed.
MOST = 50
_BY = (By.SUBJECT, By.PERIOD, By.WEEKDAY, By.PUPIL)


@dataclass(frozen=True, slots=True)
class Share:
    """One subject, period or day of the week: lessons missed of those of pupils who had come in."""

    name: str
    missed: int
    lessons: int
    key: str

    @property
    def percent(self) -> float:
        """What share was missed, for a bar's length."""
        return 100 * self.missed / self.lessons if self.lessons else 0.0

    @property
    def rate(self) -> str:
        """What share was missed, in per cent, rounded once and halves up."""
        return share(self.missed, self.lessons)


@dataclass(frozen=True, slots=True)
class PupilMisses:
    """One pupil: how many lessons were missed while in school, late ones, and of which subjects most."""

    pupil: Pupil
    missed: int
    late: int
    most: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class LessonPatterns:
    """Lessons missed in a span of days.

    `not_in` are those missed of sessions that the pupil was not in for, and `twice` the marks of lessons marked twice: both are set aside.
    """

    registers: int
    by_subject: list[Share]
    by_period: list[Share]
    by_weekday: list[Share]
    pupils: list[PupilMisses]
    not_in: int
    twice: int


def lesson_patterns(scope: Scope, *, school_id: int, first_day: dt.date, last_day: dt.date) -> LessonPatterns:
    """Return which lessons were missed in a span by pupils who had come in. Raises OutOfScope."""
    scope.require(Permission.LESSONS_VIEW, school_id=school_id)
    found = lesson_rows(school_id, first_day=first_day, last_day=last_day)
    counted = counted_patterns(found.rows, _BY, came_in=found.came_in)
    patterns = counted.patterns
    return LessonPatterns(
        found.registers,
        sorted(_shares(patterns, By.SUBJECT), key=lambda one: (-one.percent, one.name)),
        sorted(_shares(patterns, By.PERIOD), key=lambda one: one.name),
        [
            Share(WEEKDAYS[int(one.name) - 1], one.missed, one.lessons, one.key)
            for one in sorted(_shares(patterns, By.WEEKDAY), key=lambda one: one.name)
        ],
        _pupils(patterns),
        sum(one.missed - one.missed_in_school for one in patterns),
        counted.set_aside[SetAside.DUPLICATE],
    )


def _shares(patterns: Iterable[LessonPattern], by: By) -> list[Share]:
    missed: Counter[str] = Counter()
    lessons: Counter[str] = Counter()
    for one in patterns:
        name = one.key[_BY.index(by)]
        missed[name] += one.missed_in_school
        lessons[name] += one.lessons_in_school
    return [Share(name, missed[name], number, name) for name, number in lessons.items() if number]


def _pupils(patterns: Iterable[LessonPattern]) -> list[PupilMisses]:
    """Return those who missed most, at most so many."""
    of_pupil: dict[int, Counter[str]] = {}
    late: Counter[int] = Counter()
    for one in patterns:
        subject, _, _, pupil = one.key
        late[int(pupil)] += one.late
        if one.missed_in_school:
            of_pupil.setdefault(int(pupil), Counter())[subject] += one.missed_in_school
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
