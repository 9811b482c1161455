"""What keeps a plan from being made, each refusal with its cure."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

from onroll.law.attendance_codes import NotInForce, UnknownCode, code_on
from onroll.law.code_uses import codes_of_plan, kinds_of_plan_with
from onroll.law.plain_words import counted, day_in_words, listed
from onroll.service.admission_register.models import Enrolment
from onroll.service.attendance_register.actions.refusals import PlanRefused, PlansOverlap
from onroll.service.attendance_register.models import Plan
from onroll.service.attendance_register.queries.plans import plan_covers
from onroll.service.hand_written import among, day_of, prepared_cursor

Spell = tuple[dt.date, dt.date | None]
_SPELLS = """
SELECT pupil_id, starting_day, last_day
  FROM admission_register_enrolment
 WHERE pupil_id {} AND school_id = %s AND deletion_ground <> %s
 ORDER BY starting_day
"""
_ONE_DAY = dt.timedelta(days=1)
_HALVES = {"AM": "morning", "PM": "afternoon"}


def refuse_plan(plan: Plan, spells: Sequence[Spell] | None = None) -> None:
    """Refuse a plan whose days, code or note cannot stand; the pupil's days on roll are read unless given. Raises PlanRefused."""
    if plan.last_day < plan.first_day:
        raise PlanRefused(
            f"The plan ends before it starts. Give a last day on or after {day_in_words(plan.first_day)}."
        )
    if not plan.weekdays or not set(plan.weekdays) <= set("1234567"):
        raise PlanRefused("Choose at least one weekday that the plan covers.")
    _refuse_code(plan)
    if spells is None:
        spells = spells_of(plan.school_id, [plan.pupil_id]).get(plan.pupil_id, ())
    _refuse_off_roll(plan, spells)


def refuse_overlap(plan: Plan, others: Sequence[Plan] | None = None) -> None:
    """Refuse a plan that says another code than one standing for a session of its own; those are read unless given.

    Raises PlansOverlap.
    """
    if others is None:
        others = plans_beside(plan, [plan.pupil_id]).get(plan.pupil_id, ())
    for other in others:
        shared = list(_shared_sessions(plan, other))
        if shared:
            raise PlansOverlap(_overlap_in_words(other, shared))


def spells_of(school_id: int, pupil_ids: Collection[int]) -> dict[int, list[Spell]]:
    """Return the days on roll of some pupils, in one statement."""
    condition, ids = among(pupil_ids)
    found: dict[int, list[Spell]] = defaultdict(list)
    with prepared_cursor() as cursor:
        cursor.execute(_SPELLS.format(condition), [*ids, school_id, Enrolment.WITHDRAWN])
        for pupil_id, first, last in cursor.fetchall():
            found[pupil_id].append((day_of(first), day_of(last) if last else None))
    return found


def plans_beside(plan: Plan, pupil_ids: Collection[int]) -> dict[int, list[Plan]]:
    """Return the standing plans of some pupils that say another code in the span of such a plan, in one statement."""
    rows = Plan.objects.filter(
        school_id=plan.school_id,
        pupil_id__in=pupil_ids,
        first_day__lte=plan.last_day,
        last_day__gte=plan.first_day,
        cancelled_at=None,
    ).exclude(code=plan.code)
    found: dict[int, list[Plan]] = defaultdict(list)
    for other in rows:
        found[other.pupil_id].append(other)
    return found


def _refuse_code(plan: Plan) -> None:
    try:
        meaning = code_on(plan.code, plan.first_day)
    except (UnknownCode, NotInForce) as refusal:
        raise PlanRefused(str(refusal)) from refusal
    if not meaning.may_be_planned:
        raise PlanRefused(
            f"Code {plan.code} says what happened, so it cannot be planned. Choose the code for a planned absence or "
            "activity."
        )
    fitting = codes_of_plan(plan.kind, plan.first_day)
    if plan.code not in fitting:
        raise PlanRefused(_disagreement(plan, meaning.title, fitting))
    if meaning.note_required and not plan.note:
        raise PlanRefused(f"Code {plan.code} needs a note of its nature. Say what it is.")


def _disagreement(plan: Plan, title: str, fitting: frozenset[str]) -> str:
    """Say that a plan's kind and its code mean different things, and how either may be mended."""
    label = Plan.Kind(plan.kind).label if plan.kind in Plan.Kind.values else plan.kind
    kinds = [
        f"“{Plan.Kind(kind).label}”"
        for kind in kinds_of_plan_with(plan.code, plan.first_day)
        if kind in Plan.Kind.values
    ]
    said = f"Code {plan.code} means “{title}”, and this plan is “{label}”."
    cures = [
        *([f"choose {listed(kinds)} as what is planned"] if kinds else []),
        *([f"choose code {listed(sorted(fitting))}"] if fitting else []),
    ]
    if not cures:
        return f"{said} Choose what is planned from the list."
    cure = ", or ".join(cures)
    return f"{said} {cure[0].upper()}{cure[1:]}."


def _refuse_off_roll(plan: Plan, spells: Sequence[Spell]) -> None:
    """Refuse days on which the pupil is not on roll: a plan runs from the starting day, and to the last day."""
    if not spells:
        raise PlanRefused("This pupil is not on the school's roll, so nothing can be planned here.")
    first, last = next(
        ((first, last) for first, last in spells if last is None or last >= plan.first_day), spells[-1]
    )
    if plan.first_day < first:
        raise PlanRefused(
            f"The pupil starts on {day_in_words(first)}, so nothing is expected of them here before. Give that day or a "
            "later one as the first day."
        )
    if last is not None and plan.last_day > last:
        raise PlanRefused(
            f"The pupil’s last day on roll is {day_in_words(last)}. A plan cannot go on after it. Give a last day by "
            "then."
        )


def _shared_sessions(plan: Plan, other: Plan) -> Iterator[tuple[dt.date, str]]:
    day, last = max(plan.first_day, other.first_day), min(plan.last_day, other.last_day)
    while day <= last:
        for half in _HALVES:
            if plan_covers(plan, day, half) and plan_covers(other, day, half):
                yield day, half
        day += _ONE_DAY


def _overlap_in_words(other: Plan, shared: list[tuple[dt.date, str]]) -> str:
    day, half = shared[0]
    days = day_in_words(other.first_day)
    if other.last_day != other.first_day:
        days += f" to {day_in_words(other.last_day)}"
    more = f" and {counted(len(shared) - 1, 'other session')}" if len(shared) > 1 else ""
    return (
        f"The {_HALVES[half]} of {day_in_words(day)}{more} is planned already: {Plan.Kind(other.kind).label.lower()}, code "
        f"{other.code}, {days}, made by {other.made_by_name}. A session has one code. Choose other days, cancel that plan, "
        "or say that this one counts instead."
    )
