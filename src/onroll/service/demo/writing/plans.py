"""Plans made ahead of their days, and closures announced on theirs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from onroll.service.attendance_register.actions.closing_school import close_school
from onroll.service.attendance_register.actions.planning import make_plan
from onroll.service.demo.attendance.pupil_year import PlanDrawn
from onroll.service.demo.attendance.school_year import SchoolYear
from onroll.service.demo.calendars import Closed
from onroll.service.demo.writing import timetables
from onroll.service.demo.writing.known import Known
from onroll.service.demo.writing.rolls import due_on

_LONDON = ZoneInfo("Europe/London")
#: A suspension is entered on its first morning; anything else about a week and a half ahead.
_AHEAD = {"exclusion": 0}
_USUALLY_AHEAD = 11


def plans_made(
    year: SchoolYear, after: dt.datetime, until: dt.datetime
) -> Iterator[tuple[dt.datetime, int, PlanDrawn]]:
    """Yield the plans made in a span, with the moment and the pupil's number."""
    # What holds from the start of the year is planned on its first morning.
    earliest = dt.datetime.combine(year.row.terms.year.first_day, dt.time(7, 45), _LONDON)
    for pupil in year.pupils:
        for plan in pupil.plans:
            day = plan.first_day - dt.timedelta(days=_AHEAD.get(plan.kind, _USUALLY_AHEAD))
            at = max(earliest, dt.datetime.combine(day, dt.time(8, 20), _LONDON))
            # Nothing is planned for a child before the school has agreed to admit them.
            at = max(at, due_on(pupil.stay) + dt.timedelta(hours=1))
            if after < at <= until:
                yield at, pupil.child.number, plan


def plan(school: str, number: int, drawn: PlanDrawn, known: Known, *, now: dt.datetime) -> None:
    """Make one plan, as the school's attendance officer does; a part-time timetable is agreed first, where it can be."""
    if drawn.kind == "part-time" and timetables.agreed(school, known.pupils[number], drawn, known, now=now):
        return
    make_plan(
        school_id=known.schools[school],
        pupil_id=known.pupils[number],
        kind=drawn.kind,
        code=drawn.code,
        first_day=drawn.first_day,
        last_day=drawn.last_day,
        session=drawn.session,
        weekdays=drawn.weekdays,
        note=drawn.note,
        # What was drawn first is written over by what was drawn after it.
        counts_instead=True,
        by=known.officer(school),
        now=now,
    )


def announced_at(closed: Closed) -> dt.datetime:
    """Return when a closure is announced: the evening before where it was planned, else before school."""
    day = closed.first_day - dt.timedelta(days=closed.is_planned)
    return dt.datetime.combine(day, dt.time(17, 0) if closed.is_planned else dt.time(7, 10), _LONDON)


def close(closed: Closed, known: Known, *, now: dt.datetime) -> None:
    """Close the school, or the groups named, as the head does."""
    close_school(
        school_id=known.schools[closed.school],
        first_day=closed.first_day,
        last_day=closed.last_day,
        session=closed.session,
        is_planned=closed.is_planned,
        group_ids=[known.groups[closed.school, name] for name in closed.groups],
        code=closed.code,
        reason=closed.reason,
        by=known.people[closed.school, "head"],
        now=now,
    )
