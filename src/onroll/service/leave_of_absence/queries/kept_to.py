"""Whether what was decided is what happened: marks that contradict a decision, and pupils who are not back when due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from onroll.law.attendance_codes import class_for_counting
from onroll.law.citation import Citation
from onroll.law.code_meaning import StatisticalClass
from onroll.law.deletion_conditions import SCHOOL_DAYS_AFTER_LEAVE
from onroll.law.school_time import CalendarTooShort, SchoolCalendar
from onroll.service.attendance_register.models import CurrentEntry
from onroll.service.attendance_register.queries.school_days import calendar_of
from onroll.service.leave_of_absence.models import LeaveDecision

#: How long after its last day leave is still looked at, in days: ten school days and the longest holiday.
LOOKED_AT = 70


class Mark(NamedTuple):
    """One entry as a decision is compared with it."""

    date: dt.date
    session: str
    code: str

    @property
    def is_attending(self) -> bool:
        """Whether the pupil was in school, or at what counts as school."""
        return class_for_counting(self.code, self.date).is_attending


@dataclass(frozen=True, slots=True)
class Contradiction:
    """One session whose mark is not what the decision would have, and what to look at."""

    mark: Mark
    what: str


@dataclass(frozen=True, slots=True)
class NotBack:
    """A pupil who has not attended since leave ended: which school day it is, of how many before the law asks more."""

    due_back: dt.date
    day: int
    of: int
    last: dt.date | None
    citation: Citation


def marks_of(school_id: int, decisions: Iterable[LeaveDecision], *, until: dt.date) -> dict[int, list[Mark]]:
    """Return by pupil the marks from the first day of any of these requests on, in one statement."""
    of = list(decisions)
    if not of:
        return {}
    first = min(one.child.request.first_day for one in of)
    rows = CurrentEntry.objects.filter(
        school_id=school_id, pupil_id__in={one.child.pupil_id for one in of}, date__range=(first, until)
    ).order_by("date", "session")
    marks: dict[int, list[Mark]] = {}
    for pupil_id, date, session, code in rows.values_list("pupil_id", "date", "session", "code"):
        marks.setdefault(pupil_id, []).append(Mark(date, session, code))
    return marks


def contradictions(decision: LeaveDecision, marks: Collection[Mark]) -> list[Contradiction]:
    """Return the marks of the days asked for that a decision would not expect.

    Nothing is changed by this: somebody looks. A pupil who is ill on days that were refused may well be ill.
    """
    request = decision.child.request
    found = []
    for mark in marks:
        if not request.first_day <= mark.date <= request.last_day:
            continue
        if _is_granted(decision, mark.date):
            if mark.code != decision.code:
                what = (
                    "In school on a day of leave: end the leave if they are back."
                    if mark.is_attending
                    else f"Leave was granted as {decision.code}. Check which of the two it is."
                )
                found.append(Contradiction(mark, what))
        elif not mark.is_attending and not _is_unauthorised(mark):
            found.append(
                Contradiction(
                    mark, "Leave was refused for this day. Check the reason given, and what shows it."
                )
            )
    return found


def not_back(
    decision: LeaveDecision, marks: Collection[Mark], calendar: SchoolCalendar, *, on: dt.date
) -> NotBack | None:
    """Return how long a pupil has been due back from leave that was granted; None where they are back or not due.

    A day counts once the pupil has not attended on it; a sick pupil is not back either, but see the reason.
    """
    if decision.last_day is None:
        return None
    try:
        due_back = calendar.nth_school_day_after(decision.last_day, 1)
    except CalendarTooShort:
        return None
    if due_back > on or any(mark.date > decision.last_day and mark.is_attending for mark in marks):
        return None
    days = [day for day in calendar.school_days if decision.last_day < day <= on]
    limit = SCHOOL_DAYS_AFTER_LEAVE.on(decision.last_day)
    try:
        last = calendar.nth_school_day_after(decision.last_day, limit)
    except CalendarTooShort:
        last = None
    return NotBack(due_back, len(days), limit, last, SCHOOL_DAYS_AFTER_LEAVE.citation_on(decision.last_day))


def calendar_around(school_id: int, decisions: Iterable[LeaveDecision], *, on: dt.date) -> SchoolCalendar:
    """Return a school's calendar from the first of these leaves on, far enough ahead to count from any."""
    days = [one.last_day for one in decisions if one.last_day is not None]
    first = min([*days, on])
    return calendar_of(school_id, first, max([*days, on]) + dt.timedelta(days=LOOKED_AT))


def by_child(decisions: Iterable[LeaveDecision]) -> Mapping[int, LeaveDecision]:
    """Return the decision that stands of each child: the last."""
    return {one.child_id: one for one in sorted(decisions, key=lambda one: (one.at, one.pk))}


def _is_granted(decision: LeaveDecision, day: dt.date) -> bool:
    first, last = decision.first_day, decision.last_day
    return first is not None and last is not None and first <= day <= last


def _is_unauthorised(mark: Mark) -> bool:
    return class_for_counting(mark.code, mark.date) is StatisticalClass.UNAUTHORISED_ABSENCE
