"""The marks behind a figure of lessons: which it counts, as what, which it does not, and why."""

from collections.abc import Collection, Iterable
from enum import StrEnum
from typing import NamedTuple

from onroll.analysis.lessons.marks import LessonMark, SessionKey
from onroll.analysis.lessons.patterns import SetAside, judged
from onroll.law.attendance_codes import class_for_counting
from onroll.law.code_uses import takes_minutes


class Why(StrEnum):
    """Why a mark is, or is not, in the lessons of pupils who had come in."""

    MISSED = "counted as missed"
    ATTENDED = "counted, and not missed"
    MISSED_NOT_IN = "missed, and not in school: not counted"
    ATTENDED_NOT_IN = "not in school by the session’s entry: not counted"
    NOT_POSSIBLE = "no lesson the pupil could attend: not counted"


class MarkBehind(NamedTuple):
    """One mark, why it counts or does not, and whether the pupil came late to a lesson that is possible."""

    mark: LessonMark
    why: Why | SetAside
    is_late: bool


def marks_behind(
    marks: Iterable[LessonMark], *, came_in: Collection[SessionKey] = frozenset()
) -> list[MarkBehind]:
    """Answer every mark with what `lesson_patterns` makes of it."""
    return [_behind(mark, set_aside, came_in) for mark, set_aside in judged(marks)]


def _behind(mark: LessonMark, set_aside: SetAside | None, came_in: Collection[SessionKey]) -> MarkBehind:
    if set_aside is not None:
        return MarkBehind(mark, set_aside, False)
    found = class_for_counting(mark.code, mark.date)
    if not found.is_possible:
        return MarkBehind(mark, Why.NOT_POSSIBLE, False)
    was_in = (mark.school, mark.pupil, mark.date, mark.session) in came_in
    if found.is_absence:
        why = Why.MISSED if was_in else Why.MISSED_NOT_IN
    else:
        why = Why.ATTENDED if was_in else Why.ATTENDED_NOT_IN
    return MarkBehind(mark, why, takes_minutes(mark.code, mark.date))
