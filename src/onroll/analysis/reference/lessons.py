"""Lessons by one thing they are told apart by, counted one lesson after another.

A lesson is one pupil's, at one school, in one period of one day. It counts if every mark of it has one and the same national code, and by the
class of that code on the day.
"""

from collections.abc import Iterable
from datetime import date

from onroll.law import Session, StatisticalClass, class_for_counting, is_code

Mark = tuple[str, str, date, Session, str, str, str]
ABSENT = (StatisticalClass.AUTHORISED_ABSENCE, StatisticalClass.UNAUTHORISED_ABSENCE)
PRESENT = (StatisticalClass.PRESENT, StatisticalClass.APPROVED_EDUCATIONAL_ACTIVITY)


def by_place(marks: Iterable[Mark], place: int) -> dict[object, tuple[int, int]]:
    """Answer the lessons possible and the lessons missed by one place of a mark; the day stands for its day of the week."""
    lessons: dict[tuple[str, str, date, str], set[str]] = {}
    values: dict[tuple[str, str, date, str], object] = {}
    for mark in marks:
        lesson = mark[0], mark[1], mark[2], mark[4]
        lessons.setdefault(lesson, set()).add(mark[6].strip())
        value = mark[place]
        values.setdefault(lesson, value.isoweekday() if isinstance(value, date) else value)
    found: dict[object, tuple[int, int]] = {}
    for lesson, codes in lessons.items():
        if len(codes) > 1 or not all(is_code(code) for code in codes):
            continue
        (code,) = codes
        meant = class_for_counting(code, lesson[2])
        if meant in (*ABSENT, *PRESENT):
            possible, missed = found.get(values[lesson], (0, 0))
            found[values[lesson]] = possible + 1, missed + (meant in ABSENT)
    return found
