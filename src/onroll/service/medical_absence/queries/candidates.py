"""Whose illness is worth looking at: the few among a school's pupils, found by counting, before anybody's days are judged."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection
from typing import Any

from django.db.models import Count, Max, Q, QuerySet
from django.db.models.functions import Coalesce

from onroll.law.absence_runs import longest_run
from onroll.law.attendance_entries import SessionEntry
from onroll.law.returns import ILLNESS, SICKNESS_DAYS
from onroll.law.school_time import SchoolCalendar, Session
from onroll.service.admission_register.models import Enrolment
from onroll.service.attendance_register.models import CurrentEntry
from onroll.service.attendance_register.queries.out_of_the_ordinary import entries_out_of_the_ordinary
from onroll.service.medical_absence.models import MedicalRecord
from onroll.service.people.models import Pupil
from onroll.service.people.queries.by_id import merged_into
from onroll.service.worded_once import worded_once

#: From how long a run somebody checks in. Ours.
CHECKED_IN_AFTER = 5
#: Within how many days of coming back a check-in is of use. Ours.
CHECK_IN_WITHIN = 14
#: How many days back every entry is read, to tell when a pupil was back: as long as a check-in is of use, and a holiday. Ours.
LOOKED_BACK = 35
#: A recent run has an entry of illness this many days back, or fewer. Ours.
LAST_ILL_WITHIN = CHECK_IN_WITHIN + 7


def to_look_at(school_id: int, *, began: dt.date, on: dt.date, sessions: int) -> list[int]:
    """Return pupils on roll who have that many sessions of illness, a recent run, or a record of this school year."""
    recent = Q(last__gte=on - dt.timedelta(days=LAST_ILL_WITHIN), sessions__gte=2 * CHECKED_IN_AFTER)
    counted = _counted(school_id, began, on).filter(Q(sessions__gte=sessions) | recent)
    ids = {*counted.values_list("kept_id", flat=True), *_recorded_since(school_id, began)}
    return _on_roll_of(school_id, ids, on)


def may_ask(school_id: int, calendar: SchoolCalendar, *, began: dt.date, on: dt.date) -> list[int]:
    """Return the pupils on roll whose illness may ask something: all who do are among them.

    Without a record, whoever was ill on fewer days than a return takes asks at most for a check-in, after a run that long.
    """
    days = calendar.school_days
    first = max(0, bisect_left(days, on - dt.timedelta(days=LOOKED_BACK)) - CHECKED_IN_AFTER + 1)
    since = days[first] if first < len(days) else on
    ids = set(_recorded_since(school_id, began))
    counted = _ill(school_id, began, on, since, on - dt.timedelta(days=LAST_ILL_WITHIN), SICKNESS_DAYS.on(on))
    ids |= {pupil_id for pupil_id, days_ill in counted if days_ill >= SICKNESS_DAYS.on(on)}
    lately = {pupil_id for pupil_id, _ in counted} - ids
    return _on_roll_of(school_id, ids | _with_a_run(school_id, lately, calendar, since, on), on)


def _with_a_run(
    school_id: int, pupil_ids: Collection[int], calendar: SchoolCalendar, since: dt.date, on: dt.date
) -> set[int]:
    """Return those of some pupils who were ill since a day for as long as somebody checks in after."""
    kept = dict(merged_into(pupil_ids))
    entries: dict[int, list[SessionEntry]] = defaultdict(list)
    for pupil_id, date, session in _ill_since(school_id, {*pupil_ids, *kept}, since, on):
        entries[kept.get(pupil_id) or pupil_id].append(SessionEntry(date, Session(session), ILLNESS))
    return {
        pupil_id
        for pupil_id, ill in entries.items()
        if len(longest_run(calendar, ill, as_at=on, counts=lambda _: True)) >= CHECKED_IN_AFTER
    }


def _counted(school_id: int, began: dt.date, on: dt.date) -> QuerySet[Any, Any]:
    """Return of each pupil, under the row they were merged into, the sessions and days of illness, and the last."""
    rows = entries_out_of_the_ordinary().filter(school_id=school_id, code=ILLNESS, date__range=(began, on))
    return (
        rows.annotate(kept_id=Coalesce("pupil__folded_into_id", "pupil_id"))
        .values("kept_id")
        .annotate(sessions=Count("date"), days=Count("date", distinct=True), last=Max("date"))
    )


@worded_once
def _ill(
    school_id: int, began: dt.date, on: dt.date, since: dt.date, recently: dt.date, many: int
) -> QuerySet[Any, tuple[int, int]]:
    """Ask who was ill on many days, or often enough, the last time recently, and lately for as long as a run."""
    days_lately = Count("date", distinct=True, filter=Q(date__gte=since))
    recent = Q(last__gte=recently, sessions__gte=2 * CHECKED_IN_AFTER, lately__gte=CHECKED_IN_AFTER)
    rows = _counted(school_id, began, on).annotate(lately=days_lately)
    return rows.filter(Q(days__gte=many) | recent).values_list("kept_id", "days")


@worded_once
def _ill_since(
    school_id: int, pupil_ids: Collection[int], since: dt.date, on: dt.date
) -> QuerySet[CurrentEntry, tuple[int, dt.date, str]]:
    rows = entries_out_of_the_ordinary().filter(
        school_id=school_id, pupil_id__in=pupil_ids, code=ILLNESS, date__range=(since, on)
    )
    return rows.values_list("pupil_id", "date", "session")


@worded_once
def _recorded_since(school_id: int, began: dt.date) -> QuerySet[MedicalRecord, int]:
    # What was to be looked at again may have been written before the summer.
    of_the_year = Q(on__gte=began) | Q(next_on__isnull=False)
    rows = MedicalRecord.objects.filter(of_the_year, school_id=school_id, pupil__isnull=False)
    return rows.values_list("pupil_id", flat=True)


def _on_roll_of(school_id: int, pupil_ids: Collection[int], on: dt.date) -> list[int]:
    """Return those of some pupils who are on roll on a day, each under the row they were merged into."""
    kept = dict(_merged(pupil_ids))
    return sorted(set(_on_roll(school_id, {kept.get(one) or one for one in pupil_ids}, on)))


@worded_once
def _merged(pupil_ids: Collection[int]) -> QuerySet[Pupil, tuple[int, int | None]]:
    rows = Pupil.objects.filter(pk__in=pupil_ids, folded_into__isnull=False).order_by()
    return rows.values_list("pk", "folded_into_id")


@worded_once
def _on_roll(school_id: int, pupil_ids: Collection[int], on: dt.date) -> QuerySet[Enrolment, int]:
    standing = Q(last_day__isnull=True) | Q(last_day__gte=on)
    rows = Enrolment.objects.filter(standing, school_id=school_id, pupil_id__in=pupil_ids)
    return rows.filter(starting_day__lte=on).values_list("pupil_id", flat=True)
