"""How lessons were attended, by what they were and when.

A lesson counts as a session does: it is possible where its code says the pupil was present, at an approved activity or absent, by the class of
the code on the day. Missing a lesson on a session that the register says the pupil came in for is counted by itself: the pupil was
somewhere in school.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from onroll.analysis.lessons.marks import LessonMark, SessionKey
from onroll.law.attendance_codes import class_for_counting, is_code
from onroll.law.code_uses import takes_minutes


class By(StrEnum):
    """What lessons may be told apart by."""

    SCHOOL = "school"
    PUPIL = "pupil"
    SUBJECT = "subject"
    WEEKDAY = "weekday"
    PERIOD = "period"
    SESSION = "session"


class SetAside(StrEnum):
    """Why a mark is used for nothing."""

    NO_MARK = "no mark made"
    UNKNOWN_CODE = "a code that never was a national one"
    DUPLICATE = "a lesson marked twice: the same code counts once, and of different codes none is used"


class LessonPattern(NamedTuple):
    """The lessons of one key: those possible, those attended and missed, and how many pupils they rest on.

    `late` are lessons come to late. `missed_in_school` are those missed of `lessons_in_school`, in sessions the pupil came in for.
    """

    key: tuple[str, ...]
    lessons: int
    attended: int
    missed: int
    late: int
    lessons_in_school: int
    missed_in_school: int
    pupils: int


@dataclass(frozen=True, slots=True)
class LessonPatterns:
    """The patterns, in order of their keys, and how many marks were set aside, by why."""

    by: tuple[By, ...]
    patterns: tuple[LessonPattern, ...]
    set_aside: Counter[SetAside]


def lesson_patterns(
    marks: Iterable[LessonMark], by: Sequence[By], *, came_in: Collection[SessionKey] = frozenset()
) -> LessonPatterns:
    """Count lessons by what they were and when, by one thing or several crossed; by nothing, all together.

    `came_in` are the sessions that the registers say each pupil came in for. Weekdays are numbers, 1 for Monday.
    """
    set_aside: Counter[SetAside] = Counter({SetAside.DUPLICATE: 0})
    rows: dict[tuple[str, ...], list[LessonMark]] = defaultdict(list)
    for mark, why in judged(marks):
        if why is None:
            rows[tuple(_value(mark, one) for one in by)].append(mark)
        else:
            set_aside[why] += 1
    found = (_pattern(key, rows[key], came_in) for key in sorted(rows))
    return LessonPatterns(tuple(by), tuple(one for one in found if one.lessons), set_aside)


def judged(marks: Iterable[LessonMark]) -> Iterator[tuple[LessonMark, SetAside | None]]:
    """Yield every mark, and why it is used for nothing; None where it is used."""
    lessons: dict[object, list[LessonMark]] = defaultdict(list)
    for mark in marks:
        lessons[mark.lesson].append(mark._replace(code=mark.code.strip()))
    for first, *others in lessons.values():
        differ = any(one.code != first.code for one in others)
        yield first, SetAside.DUPLICATE if differ else _fault(first.code)
        yield from ((one, SetAside.DUPLICATE) for one in others)


def _fault(code: str) -> SetAside | None:
    if not code:
        return SetAside.NO_MARK
    return None if is_code(code) else SetAside.UNKNOWN_CODE


def _value(mark: LessonMark, by: By) -> str:
    if by is By.WEEKDAY:
        return str(mark.date.isoweekday())
    return str(getattr(mark, by.value))


def _pattern(
    key: tuple[str, ...], marks: Iterable[LessonMark], came_in: Collection[SessionKey]
) -> LessonPattern:
    possible = [
        (mark, found.is_absence)
        for mark in marks
        if (found := class_for_counting(mark.code, mark.date)).is_possible
    ]
    in_school = [
        missed for mark, missed in possible if (mark.school, mark.pupil, mark.date, mark.session) in came_in
    ]
    missed = sum(was_missed for _, was_missed in possible)
    return LessonPattern(
        key,
        lessons=len(possible),
        attended=len(possible) - missed,
        missed=missed,
        late=sum(takes_minutes(mark.code, mark.date) for mark, _ in possible),
        lessons_in_school=len(in_school),
        missed_in_school=sum(in_school),
        pupils=len({mark.pupil for mark, _ in possible}),
    )
