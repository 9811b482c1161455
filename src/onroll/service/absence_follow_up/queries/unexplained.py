"""The clock of absences without a reason: each by the school days it has left (regulation 10(7) to (9))."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from onroll.law.code_uses import CODE_OF_NO_REASON_YET
from onroll.law.dated import NoRuleInForce
from onroll.law.registers import UnexplainedUntil, unexplained_until
from onroll.law.school_time import CalendarTooShort, NoSessionThatDay, SchoolCalendar
from onroll.service.absence_follow_up.models import ReasonGiven
from onroll.service.absence_follow_up.status import ReasonState, reason_state
from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.admission_register.models import Enrolment
from onroll.service.attendance_register.models import CurrentEntry
from onroll.service.attendance_register.queries.out_of_the_ordinary import entries_out_of_the_ordinary
from onroll.service.attendance_register.queries.school_days import calendar_of
from onroll.service.people.models import Pupil

#: How many days back such entries are listed, and ahead the calendar is read: enough for the longest holiday. Ours.
LOOK_BACK, LOOK_AHEAD = 92, 60


class Place(NamedTuple):
    """One pupil's session."""

    pupil_id: int
    date: dt.date
    session: str


@dataclass(frozen=True, slots=True)
class Unexplained:
    """One session without a reason. `days_left` are school days, 0 on the last and fewer once it `is_over`.

    They are None where the calendar does not say. `left_on` is the last day on roll of a pupil who has gone: the clock runs on, by the calendar of this school.
    """

    place: Place
    pupil: Pupil
    until: UnexplainedUntil | None
    days_left: int | None
    is_over: bool
    reason_waits: bool
    left_on: dt.date | None = None

    @property
    def may_be_turned(self) -> bool:
        """Whether the last day has come, and no reason waits for somebody to decide."""
        return self.days_left is not None and self.days_left <= 0 and not self.reason_waits


def unexplained_by_days_left(
    scope: Scope, *, school_id: int, on: dt.date, places: Collection[Place] | None = None
) -> list[Unexplained]:
    """Return a school's sessions without a reason, those with the fewest days left first; of some places where they are named.

    A number of statements that does not grow. Raises OutOfScope.
    """
    scope.require(Permission.ABSENCE_VIEW, school_id=school_id)
    first = on - dt.timedelta(days=LOOK_BACK)
    standing = entries_out_of_the_ordinary().filter(
        school_id=school_id, date__range=(first, on), code=CODE_OF_NO_REASON_YET.on(on)
    )
    rows = standing.select_related("pupil")
    if places is not None:
        rows = rows.filter(pupil_id__in={one.pupil_id for one in places})
    entries = [row for row in rows if places is None or Place(row.pupil_id, row.date, row.session) in places]
    calendar = calendar_of(school_id, first, on + dt.timedelta(days=LOOK_AHEAD))
    pupil_ids = {row.pupil_id for row in entries}
    waiting, left = _waiting(school_id, pupil_ids, first), _left(school_id, pupil_ids, on)
    found = [_unexplained(row, calendar, waiting, left.get(row.pupil_id), on) for row in entries]
    return sorted(found, key=_order)


def _unexplained(
    row: CurrentEntry,
    calendar: SchoolCalendar,
    waiting: Sequence[ReasonGiven],
    left_on: dt.date | None,
    on: dt.date,
) -> Unexplained:
    until = _until(row.date, calendar)
    return Unexplained(
        place=Place(row.pupil_id, row.date, row.session),
        pupil=row.pupil,
        until=until,
        days_left=_days_left(until.due_on, calendar, on) if until else None,
        is_over=until is not None and until.due_on < on,
        reason_waits=any(
            one.pupil_id == row.pupil_id
            and one.first_day <= row.date <= one.last_day
            and one.session in ("", row.session)
            for one in waiting
        ),
        left_on=left_on,
    )


def _until(date: dt.date, calendar: SchoolCalendar) -> UnexplainedUntil | None:
    try:
        return unexplained_until(date, calendar)
    except (CalendarTooShort, NoSessionThatDay, NoRuleInForce):
        return None


def _days_left(due_on: dt.date, calendar: SchoolCalendar, on: dt.date) -> int:
    if on <= due_on:
        return calendar.school_days_since(on, due_on)
    return -calendar.school_days_since(due_on, on)


def _order(one: Unexplained) -> tuple[bool, int, dt.date, str, int, str]:
    return (
        one.days_left is None,
        one.days_left or 0,
        one.place.date,
        one.pupil.surname,
        one.place.pupil_id,
        one.place.session,
    )


def _waiting(school_id: int, pupil_ids: Collection[int], first: dt.date) -> list[ReasonGiven]:
    rows = ReasonGiven.objects.filter(school_id=school_id, pupil_id__in=pupil_ids, last_day__gte=first)
    return [
        row
        for row in rows.prefetch_related("decisions")
        if reason_state([one.what for one in sorted(row.decisions.all(), key=lambda one: one.pk)])
        is ReasonState.WAITING
    ]


def _left(school_id: int, pupil_ids: Collection[int], on: dt.date) -> dict[int, dt.date]:
    """Return by pupil the last day on roll of those who have left the school."""
    spells = Enrolment.objects.filter(school_id=school_id, pupil_id__in=pupil_ids).order_by("starting_day")
    last = dict(spells.values_list("pupil_id", "last_day"))
    return {pupil_id: day for pupil_id, day in last.items() if day is not None and day < on}
