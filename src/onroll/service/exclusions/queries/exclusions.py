"""The exclusions of a school, one of them with what follows from its days, and what is due about each."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from onroll.law.citation import Citation
from onroll.law.exclusion_consideration import Board
from onroll.law.exclusion_notices import CANCELLED
from onroll.law.exclusions import REINTEGRATION
from onroll.law.public_places import DAYS_TOLD
from onroll.service.absence_notices.queries.board import NoticeRow
from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.admission_register.queries.leavers import left_among
from onroll.service.attendance_register.queries.session_times import midnight
from onroll.service.exclusions.actions.telling import parents_were_told
from onroll.service.exclusions.days import (
    ExclusionDays,
    days_already,
    days_elsewhere_said,
    days_of,
    days_of_each,
)
from onroll.service.exclusions.ending import with_end
from onroll.service.exclusions.models import Exclusion, ExclusionStep
from onroll.service.exclusions.outside import TO_TELL, outside_of
from onroll.service.exclusions.status import ExclusionState, state_of
from onroll.service.exclusions.told import told_of, written_of
from onroll.service.worded_once import worded_once

#: How long after the day a pupil is due back a meeting that was not held is still asked for, in days; and how long a holiday is.
LOOKED_AT, A_HOLIDAY = 30, 50
MOST = 200
#: What is asked for while the pupil is this school's; who is told, and what the governors decide, is of the past.
_OF_PUPILS_HERE = ("provision", "meeting")
#: What is asked for, by when and on what basis.
Asked = tuple[str, dt.date, Citation]


@dataclass(frozen=True, slots=True)
class Line:
    """One exclusion as a list shows it."""

    exclusion: Exclusion
    state: ExclusionState
    days: ExclusionDays


@dataclass(frozen=True, slots=True)
class Facts:
    """One exclusion whole."""

    exclusion: Exclusion
    state: ExclusionState
    days: ExclusionDays
    steps: list[ExclusionStep]
    is_told: bool
    days_in_year: int
    #: Who outside the school must know, as far as the roles may know that somebody protects the pupil.
    outside: list[NoticeRow]
    parents_to_tell: bool


@dataclass(frozen=True, slots=True)
class ExclusionDue:
    """One thing an exclusion asks of the school: which, by when and on what basis."""

    exclusion_id: int
    pupil_id: int
    name: str
    what: str
    by: dt.date
    citation: Citation


def exclusions(scope: Scope, *, school_id: int, on: dt.date, which: str = "open") -> list[Line]:
    """Return exclusions that are `open` (not over, and not cancelled), or `past`. Raises OutOfScope."""
    scope.require(Permission.EXCLUSION_VIEW, school_id=school_id)
    rows = with_end(Exclusion.objects.filter(school_id=school_id).select_related("pupil"))
    standing = Q(ends_on__isnull=True) | Q(ends_on__gte=on)
    now = Q(standing, cancelled_at__isnull=True)
    rows = rows.exclude(now) if which == "past" else rows.filter(now)
    shown = list(rows[:MOST])
    days = days_of_each(school_id, shown)
    return [Line(row, state_of(row, on=on), days[row.pk]) for row in shown]


def exclusion_facts(scope: Scope, *, school_id: int, exclusion_id: int, now: dt.datetime) -> Facts | None:
    """Return one exclusion whole; None where the school has none such. Raises OutOfScope."""
    scope.require(Permission.EXCLUSION_VIEW, school_id=school_id)
    on, sees = now.date(), scope.may(Permission.PUPIL_SAFEGUARDING_VIEW, school_id=school_id)
    rows = with_end(Exclusion.objects.select_related("pupil", "school__authority"))
    row = rows.filter(pk=exclusion_id, school_id=school_id).first()
    if row is None:
        return None
    return Facts(
        row, state_of(row, on=on), days_of(row), list(row.steps.all()),
        row.pk in told_of(school_id, [row], on=min(on, row.last_day or on)),
        days_already(school_id, row.pupil_id, row.first_day)
        + max(row.days_elsewhere, days_elsewhere_said(school_id, row.pupil_id, row.first_day)),
        outside_of(school_id, [row], now=now, sees_protected=sees)[row.pk],
        row.cancelled_at is None or parents_were_told(row),
    )  # fmt: skip


def exclusions_standing(scope: Scope, *, school_id: int, on: dt.date) -> tuple[int, int]:
    """Return how many pupils are excluded on a day, and how many things wait to be done. Raises OutOfScope."""
    lines = exclusions(scope, school_id=school_id, on=on)
    return sum(one.state is ExclusionState.NOW for one in lines), len(exclusions_due(school_id, on=on))


def exclusions_due(school_id: int, *, on: dt.date, sees_protected: bool = True) -> tuple[ExclusionDue, ...]:
    """Return what a school's exclusions ask for on a day: who is told, education from the sixth day, governors, the meeting.

    Of one that is cancelled: that whoever was told of it is told this too.
    """
    since = on - dt.timedelta(days=LOOKED_AT)
    rows = list(_looked_at(school_id, on, since - dt.timedelta(days=A_HOLIDAY), midnight(since)))
    days = days_of_each(school_id, rows)
    rows = [one for one in rows if (days[one.pk].back_on or one.last_day or on) >= since]
    done: dict[int, set[str]] = defaultdict(set)
    for exclusion_id, kind in _steps_done([one.pk for one in rows]):
        done[exclusion_id].add(kind)
    told = told_of(school_id, rows, on=on)
    written = written_of(school_id, rows)
    others = outside_of(
        school_id, rows, now=midnight(on + dt.timedelta(days=1)), sees_protected=sees_protected
    )
    found = [
        ExclusionDue(row.pk, row.pupil_id, str(row.pupil), what, by, citation)
        for row in rows
        for what, by, citation in (
            *_due_of_others(row, others[row.pk]),
            *(
                _due(row, days[row.pk], row.pk in told, done[row.pk], on)
                if row.cancelled_at is None
                else _due_of_cancelled(row, row.pk in told or row.pk not in written)
            ),
        )
    ]
    return tuple(_but_of_leavers(school_id, found, on))


def _but_of_leavers(school_id: int, due: list[ExclusionDue], on: dt.date) -> list[ExclusionDue]:
    """Return what is due without what only a pupil of the school is owed: education, and the meeting on coming back."""
    left = left_among(school_id, {one.pupil_id for one in due if one.what in _OF_PUPILS_HERE}, on=on)
    return [one for one in due if one.what not in _OF_PUPILS_HERE or one.pupil_id not in left]


@worded_once
def _looked_at(
    school_id: int, on: dt.date, since: dt.date, since_midnight: dt.datetime
) -> QuerySet[Exclusion]:
    permanent = Q(last_day__isnull=True) & (Q(ends_on__isnull=True) | Q(ends_on__gte=on))
    recent = (permanent | Q(last_day__gte=since)) & (
        Q(cancelled_at__isnull=True) | Q(cancelled_at__gte=since_midnight)
    )
    rows = with_end(Exclusion.objects.filter(school_id=school_id)).filter(recent)
    return rows.select_related("pupil", "school__authority")


def _due_of_others(row: Exclusion, others: list[NoticeRow]) -> list[Asked]:
    waiting = [one for one in others if one.state in TO_TELL]
    if not waiting:
        return []
    since = (row.cancelled_at or row.made_at).date()
    return [
        (
            "others" if row.cancelled_at is None else "others_cancelled",
            since,
            waiting[0].whom.telling.citation,
        )
    ]


def _due_of_cancelled(row: Exclusion, is_told: bool) -> list[Asked]:
    return (
        []
        if is_told or row.cancelled_at is None
        else [("tell_cancelled", row.cancelled_at.date(), CANCELLED)]
    )


@worded_once
def _steps_done(exclusion_ids: Collection[int]) -> QuerySet[ExclusionStep, tuple[int, str]]:
    rows = ExclusionStep.objects.filter(exclusion_id__in=exclusion_ids).order_by()
    return rows.values_list("exclusion_id", "kind")


def _due(
    row: Exclusion, days: ExclusionDays, is_told: bool, done: Collection[str], on: dt.date
) -> list[Asked]:
    found: list[Asked] = []
    if not is_told:
        found.append(("tell", row.first_day, DAYS_TOLD))
    if days.consideration.board is Board.CONSIDERS and ExclusionStep.Kind.GOVERNORS not in done:
        found.append(("governors", days.consider_by or row.first_day, days.consideration.citation))
    if days.provision and ExclusionStep.Kind.PROVISION not in done:
        found.append(("provision", days.provision.first_day, days.provision.citation))
    is_back = days.back_on is not None and days.back_on <= on
    if is_back and days.back_on and ExclusionStep.Kind.MEETING not in done:
        found.append(("meeting", days.back_on, REINTEGRATION))
    return found
