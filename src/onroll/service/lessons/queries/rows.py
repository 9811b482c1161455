"""What was marked in lessons as the rows that figures of lessons are counted from: a row for each pupil of each lesson taken."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import F, Q
from django.db.models.functions import Coalesce

from onroll.analysis.lessons import LessonMark as Row
from onroll.analysis.lessons import SessionKey
from onroll.law.code_uses import CODE_OF_LATENESS, CODE_OF_NO_REASON_YET, codes_in_school
from onroll.law.registers import PRESENT_CODES
from onroll.law.school_time import Session
from onroll.service.admission_register.models import Enrolment
from onroll.service.attendance_register.models import CurrentEntry
from onroll.service.lessons.models import LessonMark, LessonRegister, TeachingGroupMember
from onroll.service.lessons.queries.day import session_of
from onroll.service.organisations.models import SchoolSession

_Span = tuple[dt.date, dt.date]
#: From when to when; None where it still is so.
_Days = tuple[dt.date, dt.date | None]


@dataclass(frozen=True, slots=True)
class LessonRows:
    """The rows of a span of days, the sessions each pupil came in for, and how many registers they are from."""

    registers: int
    rows: list[Row]
    came_in: set[SessionKey]


def lesson_rows(school_id: int, *, first_day: dt.date, last_day: dt.date) -> LessonRows:
    """Return the rows of the registers that stand; the caller has judged whether they may be seen.

    Whoever of the group has no mark was present, and so is whoever is known to be elsewhere in school. A pupil whose row was folded
    into another's is the other.
    """
    span = first_day, last_day
    standing = _standing(school_id, span)
    return LessonRows(len(standing), list(_rows(school_id, span, standing)), _came_in(school_id, span))


def _standing(school_id: int, span: _Span) -> list[LessonRegister]:
    """Return the register that stands of each lesson and day."""
    rows = LessonRegister.objects.filter(school_id=school_id, date__range=span).select_related(
        "lesson__group"
    )
    return list({(row.lesson_id, row.date): row for row in rows.order_by("made_at", "pk")}.values())


def _rows(school_id: int, span: _Span, standing: list[LessonRegister]) -> Iterator[Row]:
    members, on_roll, marks = _members(school_id, span), _on_roll(school_id, span), _marks(school_id, span)
    afternoons = {
        row.date: row
        for row in SchoolSession.objects.filter(school_id=school_id, date__range=span, session="PM")
    }
    for register in standing:
        lesson, day = register.lesson, register.date
        session = Session(session_of(lesson, afternoons.get(day)))
        marked = marks.get(register.pk, {})
        there = {
            pupil_id
            for pupil_id, days in members[lesson.group_id]
            if _has(days, day) and any(_has(spell, day) for spell in on_roll[pupil_id])
        }
        for pupil_id in sorted(there | set(marked)):
            code = _code(marked.get(pupil_id, ""), session, day)
            yield Row(str(school_id), str(pupil_id), day, session, lesson.period, lesson.group.subject, code)


def _code(mark: str, session: Session, day: dt.date) -> str:
    """Return the national code that says of a lesson what a mark says."""
    if mark == LessonMark.Mark.ABSENT:
        return CODE_OF_NO_REASON_YET.on(day)
    return CODE_OF_LATENESS.on(day) if mark == LessonMark.Mark.LATE else PRESENT_CODES[session]


def _has(days: _Days, day: dt.date) -> bool:
    first_day, last_day = days
    return first_day <= day and (last_day is None or day <= last_day)


def _members(school_id: int, span: _Span) -> dict[int, list[tuple[int, _Days]]]:
    """Return by teaching group whoever was of it in a span, and from when to when."""
    rows = TeachingGroupMember.objects.filter(
        Q(last_day__isnull=True) | Q(last_day__gte=span[0]), school_id=school_id, first_day__lte=span[1]
    )
    found: dict[int, list[tuple[int, _Days]]] = defaultdict(list)
    for group_id, pupil_id, *days in rows.values_list("group_id", _whose(), "first_day", "last_day"):
        found[group_id].append((pupil_id, (days[0], days[1])))
    return found


def _on_roll(school_id: int, span: _Span) -> dict[int, list[_Days]]:
    """Return by pupil from when to when they were on the roll."""
    rows = Enrolment.objects.filter(
        Q(last_day__isnull=True) | Q(last_day__gte=span[0]), school_id=school_id, starting_day__lte=span[1]
    )
    found: dict[int, list[_Days]] = defaultdict(list)
    for pupil_id, *days in rows.values_list(_whose(), "starting_day", "last_day"):
        found[pupil_id].append((days[0], days[1]))
    return found


def _marks(school_id: int, span: _Span) -> dict[int, dict[int, str]]:
    rows = LessonMark.objects.filter(
        school_id=school_id, register__date__range=span, pupil__isnull=False
    ).order_by()
    found: dict[int, dict[int, str]] = defaultdict(dict)
    for register_id, pupil_id, mark in rows.values_list("register_id", _whose(), "mark"):
        found[register_id][pupil_id] = mark
    return found


def _came_in(school_id: int, span: _Span) -> set[SessionKey]:
    entries = CurrentEntry.objects.filter(school_id=school_id, date__range=span).order_by()
    return {
        (str(school_id), str(pupil_id), day, Session(session))
        for pupil_id, day, session, code in entries.values_list(_whose(), "date", "session", "code")
        if code in codes_in_school(day)
    }


def _whose() -> Coalesce:
    """Spell the pupil a row is about: the one that was kept, where its own was folded into another."""
    return Coalesce(F("pupil__folded_into_id"), F("pupil_id"))
