"""What would come of putting plans of week A or week B alone on the weeks as they are set now, a pupil at a time."""

from __future__ import annotations

import copy
import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.attendance_register.actions.refusals import PlansOverlap
from onroll.service.attendance_register.models import Plan
from onroll.service.attendance_register.plan_faults import plans_beside, refuse_overlap
from onroll.service.lessons.queries.plans_of_other_weeks import letters_since, of_other_weeks, weeks_as_set
from onroll.service.lessons.queries.weeks import cycle_of, weeks_listed
from onroll.service.lessons.refusals import LessonsRefused
from onroll.service.people.models import Pupil

_NONE_LEFT = "No week {week} is left in its days. End it, or arrange other days."


@dataclass(frozen=True, slots=True)
class Moving:
    """One plan with the weeks it would cover: all of them as a plan keeps them, and which go and come of those of school."""

    plan: Plan
    goes: tuple[dt.date, ...]
    comes: tuple[dt.date, ...]
    mondays: str


@dataclass(frozen=True, slots=True)
class PupilMoving:
    """A pupil's plans, which move together or not at all: what is planned in one week hangs on the other. `why_not` keeps them."""

    pupil: Pupil
    plans: tuple[Moving, ...]
    why_not: str = ""


def plans_on_weeks(scope: Scope, *, school_id: int, since: dt.date) -> list[PupilMoving]:
    """Return by pupil what the plans of other weeks would cover from a Monday on. Raises OutOfScope, LessonsRefused."""
    scope.require(Permission.PLAN_MAKE, school_id=school_id)
    return moved(school_id, since)


def moved(school_id: int, since: dt.date, pupil_ids: Collection[int] | None = None) -> list[PupilMoving]:
    """Return the same of some pupils or of all, for a scope that was asked before. Raises LessonsRefused.

    Whose plans would give a session two codes is left as it was; so is then whoever else's that keeps from moving.
    """
    cycle = cycle_of(school_id)
    if cycle is None:
        raise LessonsRefused("Every week is the same, so there is no week A or B to put a plan on.")
    if since < cycle.first_monday:
        raise LessonsRefused(
            "Week A first is later than that. Give its Monday, or a later one.", field="since-day"
        )
    plans = of_other_weeks(school_id, since)
    letters = letters_since(school_id, plans, since)
    last = max(letters, default=since)
    of_school = {one.monday for one in weeks_listed(school_id, since, last) if one.week}
    by_pupil: dict[int, list[Moving]] = defaultdict(list)
    for plan in plans:
        if pupil_ids is None or plan.pupil_id in pupil_ids:
            by_pupil[plan.pupil_id].append(_moving(plan, weeks_as_set(plan, letters), since, of_school))
    lines = [_of_pupil(mine) for mine in by_pupil.values()]
    return sorted(lines, key=lambda one: (one.pupil.surname, one.pupil.forename, one.pupil.pk))


def _moving(plan: Plan, to_come: Sequence[str], since: dt.date, of_school: Collection[dt.date]) -> Moving:
    before = plan.mondays.split()
    kept = [one for one in before if one < since.isoformat()]
    goes = [one for one in before if one >= since.isoformat() and one not in to_come]
    comes = [one for one in to_come if one not in before]
    return Moving(
        plan, _days(goes, of_school), _days(comes, of_school), " ".join([*kept, *to_come]) if to_come else ""
    )


def _days(mondays: Iterable[str], of_school: Collection[dt.date]) -> tuple[dt.date, ...]:
    days = (dt.date.fromisoformat(one) for one in mondays)
    return tuple(one for one in days if one in of_school)


def _of_pupil(mine: list[Moving]) -> PupilMoving:
    line = PupilMoving(mine[0].plan.pupil, tuple(mine))
    empty = next((one for one in mine if not one.mondays), None)
    if empty is not None:
        return replace(line, why_not=_NONE_LEFT.format(week=empty.plan.week))
    return replace(line, why_not=next(filter(None, (_overlap(one, mine) for one in mine)), ""))


def _overlap(one: Moving, mine: Sequence[Moving]) -> str:
    """Say which other plan has a session of the weeks that come, as both would stand; blank where none has."""
    if not one.comes:
        return ""
    coming = _with(one.plan, " ".join(each.isoformat() for each in one.comes))
    moved_too = {each.plan.pk: each.mondays for each in mine}
    others = plans_beside(one.plan, [one.plan.pupil_id]).get(one.plan.pupil_id, [])
    try:
        refuse_overlap(coming, [_with(each, moved_too.get(each.pk, each.mondays)) for each in others])
    except PlansOverlap as refusal:
        return str(refusal)
    return ""


def _with(plan: Plan, mondays: str) -> Plan:
    other = copy.copy(plan)
    other.mondays = mondays
    return other
