"""Entries that say something else than the plan for the pupil."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain

from onroll.law.attendance_codes import NotInForce, UnknownCode, class_for_counting, code_on
from onroll.law.code_meaning import StatisticalClass
from onroll.service.attendance_register.checks.facts import CheckFacts
from onroll.service.attendance_register.checks.finding import CheckFinding, Severity
from onroll.service.attendance_register.checks.shapes import PlanFacts, StandingEntry
from onroll.service.attendance_register.checks.where import session_in_words
from onroll.service.attendance_register.models import Plan

Kind = Plan.Kind
#: The pupil was to be somewhere else, or kept away: a present mark here cannot be right as well.
ELSEWHERE = {
    Kind.VISIT,
    Kind.SPORT,
    Kind.WORK_EXPERIENCE,
    Kind.OFF_SITE,
    Kind.OTHER_SCHOOL,
    Kind.EXCLUSION,
}
#: The pupil was not due here at all: another absence cannot be right as well.
NOT_DUE = {Kind.LEAVE, Kind.PART_TIME, Kind.NOT_REQUIRED, Kind.OTHER_SCHOOL, Kind.EXCLUSION}
#: The reason was known beforehand: an absence without a good reason cannot be right as well.
REASON_KNOWN = {Kind.APPOINTMENT}


def code_contradicts_plan(facts: CheckFacts) -> list[CheckFinding]:
    """Find each entry that the plan for its pupil and session contradicts.

    Coming in while on leave, or after an appointment, is no contradiction; nor is falling ill on the day of a visit.
    """
    return [
        CheckFinding(
            "code_contradicts_plan",
            Severity.MEND,
            f"Code {entry.code} stands for a pupil on {session_in_words(entry.date, entry.session)}, and the plan says "
            f"{plan.code}.",
            f"The plan is “{Kind(plan.kind).label}”, made by {plan.made_by_name}. Only one of the two is right.",
            "Find out which. Amend the entry, or cancel the plan for days that did not go as planned.",
            code_on(plan.code, entry.date).citation,
            date=entry.date,
            session=entry.session,
            pupil_id=entry.pupil_id,
            entry_id=entry.entry_id,
        )
        for entry, plan in sorted(_contradicted(facts))
    ]


def _contradicted(facts: CheckFacts) -> Iterator[tuple[StandingEntry, PlanFacts]]:
    """Yield each entry with the plan it contradicts; a present mark does so only beside a plan to be elsewhere."""
    beside = {*facts.present_beside_plans(ELSEWHERE)}
    planned = {
        pupil_id: codes.pop() if len(codes) == 1 else ""
        for pupil_id, codes in ((one, {plan.code for plan in plans}) for one, plans in facts.plans.items())
    }
    # Most who have plans have one code planned, and it is what was entered.
    uncommon = (one for one in facts.uncommon if planned.get(one.pupil_id, one.code) != one.code)
    for entry in chain(uncommon, beside):
        plan = facts.plan_for(entry.pupil_id, entry.date, entry.session)
        if plan and plan.code != entry.code and contradicts(plan.kind, entry.code, entry.date):
            yield entry, plan


@lru_cache(maxsize=4096)
def contradicts(kind: str, code: str, day: dt.date) -> bool:
    """Say whether an entry's code cannot be right beside a plan of a kind."""
    try:
        code_on(code, day)
    except (UnknownCode, NotInForce):
        return False
    counts = class_for_counting(code, day)
    if counts is StatisticalClass.PRESENT:
        return kind in ELSEWHERE
    if counts.is_absence:
        unauthorised = counts is StatisticalClass.UNAUTHORISED_ABSENCE
        return kind in NOT_DUE or (kind in REASON_KNOWN and unauthorised)
    return False
