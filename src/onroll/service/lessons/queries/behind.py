"""What is behind a figure of lessons missed: its pupils, whose numbers add up to it, and the marks of one of them."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from onroll.analysis.lessons import By, LessonMark, MarkBehind, SetAside, Why, marks_behind
from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.lessons.queries.rows import lesson_rows
from onroll.service.people.models import Pupil


@dataclass(frozen=True, slots=True)
class PupilBehind:
    """One pupil, or all together, behind a figure: lessons and those missed, come to late, missed when not in, and marked twice."""

    pupil: Pupil | None
    missed: int
    lessons: int
    late: int
    not_in: int
    twice: int


@dataclass(frozen=True, slots=True)
class PatternBehind:
    """The pupils behind a figure, those who missed most first, what they add up to, and their marks in order."""

    pupils: list[PupilBehind]
    total: PupilBehind
    marks: list[MarkBehind]


def pattern_behind(
    scope: Scope,
    *,
    school_id: int,
    first_day: dt.date,
    last_day: dt.date,
    by: By | None = None,
    of: str = "",
    pupil_id: int | None = None,
) -> PatternBehind:
    """Return what is behind the figures of one subject, period or weekday, or of all; of everybody, or one pupil. Raises OutOfScope."""
    scope.require(Permission.LESSONS_VIEW, school_id=school_id)
    found = lesson_rows(school_id, first_day=first_day, last_day=last_day)
    marks = [
        one
        for one in marks_behind(found.rows, came_in=found.came_in)
        if (by is None or _value(one.mark, by) == of)
        and (pupil_id is None or one.mark.pupil == str(pupil_id))
    ]
    of_pupil: dict[int, list[MarkBehind]] = {}
    for one in marks:
        of_pupil.setdefault(int(one.mark.pupil), []).append(one)
    named = Pupil.objects.in_bulk(of_pupil)
    pupils = [_counted(named[key], own) for key, own in of_pupil.items()]
    return PatternBehind(
        sorted(pupils, key=lambda one: (-one.missed, -one.not_in, str(one.pupil))),
        _counted(None, marks),
        sorted(marks, key=lambda one: (one.mark.date, one.mark.session, one.mark.period)),
    )


def _value(mark: LessonMark, by: By) -> str:
    return str(mark.date.isoweekday()) if by is By.WEEKDAY else str(getattr(mark, by.value))


def _counted(pupil: Pupil | None, marks: Iterable[MarkBehind]) -> PupilBehind:
    marks = list(marks)
    why = Counter(one.why for one in marks)
    return PupilBehind(
        pupil,
        missed=why[Why.MISSED],
        lessons=why[Why.MISSED] + why[Why.ATTENDED],
        late=sum(one.is_late for one in marks),
        not_in=why[Why.MISSED_NOT_IN],
        twice=why[SetAside.DUPLICATE],
    )
