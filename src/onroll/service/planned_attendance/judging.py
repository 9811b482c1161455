"""Put an arrangement to the law: as a whole, and for each pupil in each session it covers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from onroll.law.citation import Citation
from onroll.law.faults import Fault
from onroll.law.planned_attendance import faults_of_arrangement, faults_of_pupil
from onroll.service.attendance_register.actions.refusals import PlanRefused, PlansOverlap
from onroll.service.attendance_register.facts import Facts, facts_of_pupils
from onroll.service.attendance_register.judging import judge
from onroll.service.attendance_register.ledger import Mark
from onroll.service.attendance_register.models import Plan
from onroll.service.attendance_register.plan_faults import (
    Spell,
    plans_beside,
    refuse_overlap,
    refuse_plan,
    spells_of,
)
from onroll.service.attendance_register.queries.plans import plan_covers
from onroll.service.lessons.queries.weeks import mondays_of
from onroll.service.lessons.refusals import LessonsRefused
from onroll.service.organisations.models import SchoolSession
from onroll.service.people.models import Pupil, YearGroupMembership
from onroll.service.planned_attendance.draft import Draft

#: The longest arrangement, in days. Ours: a longer one is a mistyped year.
LONGEST = 200


@dataclass(frozen=True, slots=True)
class PupilJudged:
    """One pupil of an arrangement that is about to be made, and why it may not be made for them."""

    pupil: Pupil
    why_not: str = ""
    citation: Citation | None = None
    #: Another plan says another code; this one may count instead.
    overlap: str = ""

    @property
    def is_refused(self) -> bool:
        """Whether nothing may be arranged for the pupil, whatever is ticked."""
        return bool(self.why_not)


@dataclass(frozen=True, slots=True)
class Judged:
    """An arrangement as the law sees it: what is wrong with it whole, and each pupil."""

    faults: tuple[Fault, ...]
    pupils: tuple[PupilJudged, ...]
    sessions: int
    #: What was judged, with the weeks it covers.
    draft: Draft

    @property
    def refused(self) -> list[PupilJudged]:
        """The pupils for whom nothing may be arranged."""
        return [one for one in self.pupils if one.is_refused]

    @property
    def overlapping(self) -> list[PupilJudged]:
        """The pupils who have another plan for some of the sessions."""
        return [one for one in self.pupils if one.overlap and not one.is_refused]

    def to_arrange(self, *, counts_instead: bool) -> list[PupilJudged]:
        """Return the pupils for whom it would be made."""
        return [one for one in self.pupils if not one.is_refused and (counts_instead or not one.overlap)]


def judge_draft(school_id: int, draft: Draft, pupil_ids: Collection[int], *, now: dt.datetime) -> Judged:
    """Judge an arrangement as it would be made at a moment."""
    faults = faults_of_arrangement(draft.asked_of_the_law(now.date()))
    if draft.last_day < draft.first_day or (draft.last_day - draft.first_day).days >= LONGEST:
        return Judged(faults or (_too_long(draft),), (), 0, draft)
    draft, of_no_week = _in_its_weeks(school_id, draft)
    facts = facts_of_pupils(school_id, draft.first_day, draft.last_day, pupil_ids=list(pupil_ids))
    sample = draft.plan_for(school_id, 0, now)
    covered = sorted(
        key
        for key, held in facts.sessions.items()
        if held.kind == SchoolSession.Kind.SCHOOL and plan_covers(sample, *key)
    )
    if of_no_week or not covered:
        faults = (*faults, *(of_no_week or (_nothing_covered(draft),)))
    years = year_groups(school_id, pupil_ids, draft.first_day)
    rows = Pupil.objects.filter(pk__in=list(pupil_ids)).order_by("legal_surname", "legal_forenames", "pk")
    spells, others = spells_of(school_id, list(pupil_ids)), plans_beside(sample, list(pupil_ids))
    judged = tuple(
        _pupil(
            draft,
            pupil,
            years.get(pupil.pk),
            facts,
            spells.get(pupil.pk, ()),
            others.get(pupil.pk, ()),
            covered,
            draft.plan_for(school_id, pupil.pk, now),
            now,
        )
        for pupil in rows
    )
    return Judged(faults, judged, len(covered), draft)


def year_groups(school_id: int, pupil_ids: Collection[int], on: dt.date) -> dict[int, int]:
    """Return by pupil the year group that is a number, on a day."""
    rows = YearGroupMembership.objects.filter(
        school_id=school_id, pupil_id__in=list(pupil_ids), first_day__lte=on
    ).order_by("first_day")
    found = {
        pupil_id: year
        for pupil_id, year, last in rows.values_list("pupil_id", "year_group", "last_day")
        if last is None or last >= on
    }
    return {pupil_id: int(year) for pupil_id, year in found.items() if year.isdecimal()}


def _pupil(
    draft: Draft,
    pupil: Pupil,
    year: int | None,
    facts: Facts,
    spells: Sequence[Spell],
    others: Sequence[Plan],
    covered: list[tuple[dt.date, str]],
    plan: Plan,
    now: dt.datetime,
) -> PupilJudged:
    not_for_them = faults_of_pupil(
        draft.activity, year_group=year, is_mobile_child=pupil.is_mobile_child, on=draft.first_day
    )
    if not_for_them:
        return PupilJudged(pupil, not_for_them[0].message, not_for_them[0].citation)
    try:
        refuse_plan(plan, spells)
    except PlanRefused as refusal:
        return PupilJudged(pupil, str(refusal))
    marks = [Mark(pupil.pk, date, session, plan.code, note=plan.note) for date, session in covered]
    refused = judge(marks, facts, now=now, live=False)
    if refused:
        return PupilJudged(pupil, refused[0].fault.message, refused[0].fault.citation)
    try:
        refuse_overlap(plan, others)
    except PlansOverlap as refusal:
        return PupilJudged(pupil, overlap=str(refusal))
    return PupilJudged(pupil)


def words_by_pupil(judged: Judged) -> Mapping[int, str]:
    """Return by pupil why nothing is arranged for them."""
    return {one.pupil.pk: one.why_not or one.overlap for one in judged.pupils if one.why_not or one.overlap}


def _in_its_weeks(school_id: int, draft: Draft) -> tuple[Draft, tuple[Fault, ...]]:
    """Return an arrangement with the Mondays of its weeks, or why it has none."""
    try:
        mondays = mondays_of(school_id, draft.week, draft.first_day, draft.last_day)
    except LessonsRefused as refusal:
        return draft, (Fault("no_week", str(refusal), draft.asks.citation),)
    return replace(draft, mondays=mondays), ()


def _too_long(draft: Draft) -> Fault:
    return Fault(
        "too_long", f"That is {LONGEST} days or more. Check the years of both days.", draft.asks.citation
    )


def _nothing_covered(draft: Draft) -> Fault:
    return Fault(
        "no_session",
        "The school holds no session on those days, weekdays and halves, so there is nothing to arrange. Choose others, "
        "or mend the calendar.",
        draft.asks.citation,
    )
