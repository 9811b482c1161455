"""The arrangements of a school, and one of them with the marks that contradict it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from onroll.law.attendance_codes import code_on
from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.attendance_register.models import CurrentEntry
from onroll.service.attendance_register.queries.plans import plan_covers
from onroll.service.attendance_register.queries.school_days import calendar_of
from onroll.service.people.models import Pupil
from onroll.service.planned_attendance.draft import Draft
from onroll.service.planned_attendance.judging import Judged, judge_draft
from onroll.service.planned_attendance.models import ArrangedPupil, Arrangement
from onroll.service.planned_attendance.status import ArrangementState, state_of

#: How many arrangements one list shows.
MOST = 200
#: Over how many school days marks that contradict an arrangement still wait to be looked at, and how far back those may reach: over a summer.
SCHOOL_DAYS_LOOKED_AT, LONGEST_BACK = 10, dt.timedelta(days=70)


@dataclass(frozen=True, slots=True)
class Line:
    """One arrangement as a list shows it."""

    arrangement: Arrangement
    state: ArrangementState
    pupils: int


@dataclass(frozen=True, slots=True)
class Contradiction:
    """One session whose entry is not what was arranged."""

    pupil: Pupil
    date: dt.date
    session: str
    code: str
    what: str


@dataclass(frozen=True, slots=True)
class Facts:
    """One arrangement, whom it is for, who was taken out, and the marks that contradict it."""

    arrangement: Arrangement
    state: ArrangementState
    pupils: list[ArrangedPupil]
    taken_out: list[ArrangedPupil]
    contradictions: list[Contradiction]


def preview(
    scope: Scope, *, school_id: int, draft: Draft, pupil_ids: Iterable[int], now: dt.datetime
) -> Judged:
    """Return what would be arranged, what would be refused and why; nothing is made. Raises OutOfScope."""
    scope.require(Permission.PLAN_MAKE, school_id=school_id)
    return judge_draft(school_id, draft, _of_school(school_id, pupil_ids), now=now)


def arrangements(scope: Scope, *, school_id: int, on: dt.date, which: str = "open") -> list[Line]:
    """Return arrangements that are `open` (not over yet, and not withdrawn), or `past`. Raises OutOfScope."""
    scope.require(Permission.ARRANGEMENT_VIEW, school_id=school_id)
    rows = Arrangement.objects.filter(school_id=school_id).annotate(
        count=Count("pupils", filter=Q(pupils__taken_out_at__isnull=True))
    )
    standing = Q(last_day__gte=on, withdrawn_at__isnull=True)
    rows = rows.exclude(standing).order_by("-first_day", "-pk") if which == "past" else rows.filter(standing)
    return [Line(row, state_of(row, on=on), row.count) for row in rows[:MOST]]


def arrangement_facts(scope: Scope, *, school_id: int, arrangement_id: int, on: dt.date) -> Facts | None:
    """Return one arrangement whole; None where the school has none such. Raises OutOfScope."""
    scope.require(Permission.ARRANGEMENT_VIEW, school_id=school_id)
    row = Arrangement.objects.filter(pk=arrangement_id, school_id=school_id).select_related("school").first()
    if row is None:
        return None
    everyone = list(in_order(row.pupils.all()))
    return Facts(
        row,
        state_of(row, on=on),
        [one for one in everyone if one.taken_out_at is None],
        [one for one in everyone if one.taken_out_at is not None],
        contradictions(everyone, until=on),
    )


def contradictions(pupils: Iterable[ArrangedPupil], *, until: dt.date) -> list[Contradiction]:
    """Return the entries of arranged sessions with another code than was arranged, in one statement."""
    plans: dict[int, list[ArrangedPupil]] = defaultdict(list)
    for each in sorted(pupils, key=lambda one: one.plan_id):
        if each.taken_out_at is None and each.plan.cancelled_at is None:
            plans[each.pupil_id].append(each)
    if not plans:
        return []
    spans = [one.plan for several in plans.values() for one in several]
    rows = CurrentEntry.objects.filter(
        school_id=spans[0].school_id,
        pupil_id__in=plans,
        date__range=(min(one.first_day for one in spans), min(until, max(one.last_day for one in spans))),
    ).order_by("date", "session", "pupil_id")
    return [
        Contradiction(one.pupil, date, session, code, _what(code, date, one.plan.code))
        for pupil_id, date, session, code in rows.values_list("pupil_id", "date", "session", "code")
        # Of several arranged for a session, the one made last counts.
        for one in [one for one in plans[pupil_id] if plan_covers(one.plan, date, session)][-1:]
        if code != one.plan.code
    ]


def planned_standing(scope: Scope, *, school_id: int, on: dt.date) -> tuple[int, int]:
    """Return for how many pupils something is arranged on a day, and how many marks of late contradict it. Raises OutOfScope."""
    scope.require(Permission.ARRANGEMENT_VIEW, school_id=school_id)
    first = _looked_at_since(school_id, on)
    rows = ArrangedPupil.objects.filter(
        school_id=school_id,
        taken_out_at__isnull=True,
        arrangement__withdrawn_at__isnull=True,
        arrangement__first_day__lte=on,
        arrangement__last_day__gte=first,
    ).select_related("plan", "pupil")
    of_late = list(rows)
    today = {
        one.pupil_id for one in of_late if plan_covers(one.plan, on, "AM") or plan_covers(one.plan, on, "PM")
    }
    return len(today), sum(one.date >= first for one in contradictions(of_late, until=on))


def _looked_at_since(school_id: int, on: dt.date) -> dt.date:
    """Return the day from which marks still wait: what was entered before a holiday is looked at after it."""
    met = calendar_of(school_id, on - LONGEST_BACK, on).school_days
    return met[-SCHOOL_DAYS_LOOKED_AT:][0] if met else on


def _what(code: str, date: dt.date, planned: str) -> str:
    if code_on(code, date).statistical_class.is_absence:
        return (
            f"Arranged as {planned}, entered as absent. Somebody who did not go has the code for the absence."
        )
    return f"Arranged as {planned}. If the pupil did not go, take them out; if they did, amend the entry."


def in_order(rows: QuerySet[ArrangedPupil]) -> QuerySet[ArrangedPupil]:
    return rows.select_related("pupil", "plan").order_by(
        "pupil__legal_surname", "pupil__legal_forenames", "pk"
    )


def _of_school(school_id: int, pupil_ids: Iterable[int]) -> list[int]:
    rows = Pupil.objects.filter(pk__in=list(pupil_ids), enrolments__school_id=school_id)
    return list(rows.values_list("pk", flat=True).distinct())
