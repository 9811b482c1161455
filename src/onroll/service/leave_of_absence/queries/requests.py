"""The requests for leave of a school: what waits to be decided, what was, and one of them with all that bears on it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet, prefetch_related_objects

from onroll.law.finding import Finding
from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.admission_register.queries.leavers import left_among
from onroll.service.leave_of_absence.judging import may_be_given
from onroll.service.leave_of_absence.models import LeaveChild, LeaveDecision, LeaveRequest
from onroll.service.leave_of_absence.queries.kept_to import (
    Contradiction,
    NotBack,
    calendar_around,
    contradictions,
    marks_of,
    not_back,
)
from onroll.service.leave_of_absence.status import LeaveState, state_of_child, state_of_request
from onroll.service.people.models import Pupil, Relationship
from onroll.service.people.pupil_of_school import pupil_of_school
from onroll.service.pupil_record.record import pupil_year
from onroll.service.pupil_record.year import PupilYear
from onroll.service.worded_once import worded_once

#: How many requests one list shows.
MOST = 200


@dataclass(frozen=True, slots=True)
class Child:
    """One child of a request as a list shows it."""

    child: LeaveChild
    decision: LeaveDecision | None
    state: LeaveState


@dataclass(frozen=True, slots=True)
class Line:
    """One request as a list shows it."""

    request: LeaveRequest
    children: list[Child]
    state: LeaveState


@dataclass(frozen=True, slots=True)
class Before:
    """An earlier request of a child, or one of a brother or sister for some of the same days, and what was decided."""

    request: LeaveRequest
    pupil: Pupil
    state: LeaveState
    reasons: str


@dataclass(frozen=True, slots=True)
class ChildFacts:
    """What one child's decision rests on, and what became of it."""

    child: LeaveChild
    decisions: list[LeaveDecision]
    state: LeaveState
    finding: Finding
    year: PupilYear
    before: list[Before]
    contradictions: list[Contradiction]
    not_back: NotBack | None

    @property
    def decision(self) -> LeaveDecision | None:
        """The decision that stands: the last."""
        return self.decisions[-1] if self.decisions else None


@dataclass(frozen=True, slots=True)
class RequestFacts:
    """One request, its children, and how those of the same family were decided for the same days."""

    request: LeaveRequest
    state: LeaveState
    children: list[ChildFacts]
    of_family: list[Before]

    @property
    def differs(self) -> bool:
        """Whether brothers and sisters were decided differently: shown before another is."""
        states = {one.state for one in self.children if one.decision} | {one.state for one in self.of_family}
        return len(states - {LeaveState.TO_DECIDE, LeaveState.NOT_DECIDED, LeaveState.WITHDRAWN}) > 1


def leave_requests(scope: Scope, *, school_id: int, on: dt.date, which: str = "open") -> list[Line]:
    """Return requests that are `open` (not over yet, or never decided), or `past`. Raises OutOfScope."""
    scope.require(Permission.LEAVE_VIEW, school_id=school_id)
    rows = _with_children(LeaveRequest.objects.filter(school_id=school_id, disposed_at__isnull=True))
    if which == "past":
        rows = rows.filter(last_day__lt=on).order_by("-first_day", "-pk")
    else:
        rows = rows.filter(last_day__gte=on, withdrawn_at__isnull=True).order_by("first_day", "pk")
    return [_line(row, on) for row in rows[:MOST]]


def leave_request(scope: Scope, *, school_id: int, request_id: int, now: dt.datetime) -> RequestFacts | None:
    """Return one request with what bears on it; None where there is none such. Raises OutOfScope."""
    scope.require(Permission.LEAVE_VIEW, school_id=school_id)
    row = _with_children(
        LeaveRequest.objects.filter(pk=request_id, school_id=school_id, disposed_at__isnull=True)
    ).first()
    if row is None:
        return None
    on = now.date()
    children = list(row.children.all())
    standing = [one for child in children if (one := _standing(child)) is not None]
    marks = marks_of(school_id, standing, until=on)
    calendar = calendar_around(school_id, standing, on=on) if standing else None
    left = left_among(school_id, {child.whose_id for child in children}, on=on)
    facts = []
    for child in children:
        decision = _standing(child)
        of_child = marks.get(child.whose_id, [])
        facts.append(
            ChildFacts(
                child=child,
                decisions=list(child.decisions.all()),
                state=state_of_child(row, decision, on=on),
                finding=may_be_given(row, child.whose),
                year=pupil_year(scope, school_id=school_id, pupil_id=child.whose_id, now=now)[1],
                before=_before(school_id, child, on),
                contradictions=contradictions(decision, of_child) if decision else [],
                not_back=not_back(decision, of_child, calendar, on=on)
                if decision and calendar and child.whose_id not in left
                else None,
            )
        )
    state = state_of_request([one.state for one in facts])
    return RequestFacts(row, state, facts, _of_family(school_id, row, children, on))


def lines_of(rows: QuerySet[LeaveRequest], *, on: dt.date) -> list[Line]:
    """Return these requests as lists show them; the caller has judged whether they may be seen."""
    return [_line(row, on) for row in _with_children(rows)]


@dataclass(frozen=True, slots=True)
class Family:
    """For whom a request may be made together: a pupil, the children of the same parents on this roll, the parents."""

    pupil: Pupil
    children: list[Pupil]
    parents: list[Relationship]


def family_to_ask_for(scope: Scope, *, school_id: int, pupil_id: int, on: dt.date) -> Family:
    """Return a pupil's family as a request for leave needs it. Raises OutOfScope."""
    scope.require(Permission.LEAVE_RECORD, school_id=school_id)
    pupil = pupil_of_school(pupil_id, school_id=school_id)
    standing = Q(last_day__isnull=True) | Q(last_day__gte=on)
    parents = list(Relationship.objects.filter(standing, pupil=pupil).select_related("parent"))
    children = (
        Pupil.objects.filter(
            Q(enrolments__last_day__isnull=True) | Q(enrolments__last_day__gte=on),
            enrolments__school_id=school_id,
            relationships__parent_id__in=[one.parent_id for one in parents],
        )
        .distinct()
        .order_by("born", "pk")
    )
    return Family(pupil, [pupil, *(one for one in children if one.pk != pupil.pk)], parents)


@dataclass(frozen=True, slots=True)
class Due:
    """A child's leave that asks something of the school now: a decision, or whether the child is back."""

    request_id: int
    pupil_id: int
    name: str
    first_day: dt.date
    asked_on: dt.date
    not_back: NotBack | None = None


def leave_due(school_id: int, *, on: dt.date, look_back: int) -> tuple[list[Due], list[Due]]:
    """Return of a school what is to be decided, and who is not back from leave, for the duties of a day."""
    rows = _requests_since(school_id, on - dt.timedelta(days=look_back))
    prefetch_related_objects(rows, _children())
    lines = [_line(row, on) for row in rows]
    waiting = [
        _due(line.request, one.child) for line in lines for one in line.children if one.decision is None
    ]
    over = [
        one.decision
        for line in lines
        for one in line.children
        if one.decision is not None and one.decision.last_day is not None and one.decision.last_day < on
    ]
    if not over:
        return _of_who_stays(school_id, waiting, on), []
    marks, calendar = marks_of(school_id, over, until=on), calendar_around(school_id, over, on=on)
    away = [
        _due(one.child.request, one.child, found)
        for one in over
        if (found := not_back(one, marks.get(one.child.whose_id, []), calendar, on=on))
    ]
    return _of_who_stays(school_id, waiting, on), _of_who_stays(school_id, away, on)


def _of_who_stays(school_id: int, due: list[Due], on: dt.date) -> list[Due]:
    left = left_among(school_id, {one.pupil_id for one in due}, on=on)
    return [one for one in due if one.pupil_id not in left]


def _due(request: LeaveRequest, child: LeaveChild, found: NotBack | None = None) -> Due:
    return Due(
        request.pk, child.whose_id, str(child.pupil), request.first_day, request.asked_on, not_back=found
    )


@worded_once
def _requests_since(school_id: int, since: dt.date) -> QuerySet[LeaveRequest]:
    rows = LeaveRequest.objects.filter(
        school_id=school_id, withdrawn_at__isnull=True, disposed_at__isnull=True, last_day__gte=since
    )
    return rows.select_related("parent", "school")


def _with_children(rows: QuerySet[LeaveRequest]) -> QuerySet[LeaveRequest]:
    return rows.select_related("parent", "school").prefetch_related(_children())


def _children() -> Prefetch[str]:
    decisions = Prefetch(
        "decisions", LeaveDecision.objects.select_related("plan", "child__request").order_by("at", "pk")
    )
    return Prefetch(
        "children", LeaveChild.objects.select_related("pupil").prefetch_related(decisions).order_by("pk")
    )


def _standing(child: LeaveChild) -> LeaveDecision | None:
    decisions: Sequence[LeaveDecision] = list(child.decisions.all())
    return decisions[-1] if decisions else None


def _line(request: LeaveRequest, on: dt.date) -> Line:
    children = [
        Child(child, decision, state_of_child(request, decision, on=on))
        for child in request.children.all()
        for decision in [_standing(child)]
    ]
    return Line(request, children, state_of_request([one.state for one in children]))


def _before(school_id: int, child: LeaveChild, on: dt.date) -> list[Before]:
    rows = LeaveRequest.objects.filter(school_id=school_id, children__pupil_id=child.whose_id)
    return _told(rows.exclude(pk=child.request_id), {child.whose_id}, on)


def _of_family(
    school_id: int, request: LeaveRequest, children: Sequence[LeaveChild], on: dt.date
) -> list[Before]:
    """Return what was asked for brothers and sisters, by another request, for some of the same days."""
    own = {child.whose_id for child in children}
    parents = Relationship.objects.filter(pupil_id__in=own).values("parent_id")
    family = set(
        Relationship.objects.filter(parent_id__in=parents)
        .exclude(pupil_id__in=own)
        .values_list("pupil_id", flat=True)
    )
    rows = LeaveRequest.objects.filter(
        school_id=school_id,
        children__pupil_id__in=family,
        first_day__lte=request.last_day,
        last_day__gte=request.first_day,
    )
    return _told(rows.exclude(pk=request.pk), family, on)


def _told(rows: QuerySet[LeaveRequest], pupil_ids: set[int], on: dt.date) -> list[Before]:
    found = []
    for row in _with_children(rows.distinct().order_by("-first_day", "-pk")):
        for child in row.children.all():
            if child.pupil_id in pupil_ids:
                decision = _standing(child)
                state = state_of_child(row, decision, on=on)
                found.append(Before(row, child.whose, state, decision.reasons if decision else ""))
    return found
