"""Pupils of a school who are often or long ill, as lists, a page and the duties read them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import QuerySet

from onroll.law.absence_runs import attended_after
from onroll.law.attendance_entries import SessionEntry
from onroll.law.returns import ILLNESS, SICKNESS_DAYS
from onroll.law.school_time import AcademicYear, SchoolCalendar, Session
from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.attendance_register.models import CurrentEntry
from onroll.service.attendance_register.queries.out_of_the_ordinary import entries_out_of_the_ordinary
from onroll.service.attendance_register.queries.school_days import calendar_of
from onroll.service.hand_written import day_of
from onroll.service.medical_absence.consent import reply_due, waiting_requests
from onroll.service.medical_absence.judging import Entry, Illness, illness_of
from onroll.service.medical_absence.models import MedicalRecord
from onroll.service.medical_absence.queries.candidates import (
    CHECK_IN_WITHIN,
    CHECKED_IN_AFTER,
    LOOKED_BACK,
    may_ask,
    to_look_at,
)
from onroll.service.people.models import Pupil
from onroll.service.people.pupil_of_school import pupil_of_school
from onroll.service.people.queries.by_id import merged_into
from onroll.service.worded_once import worded_once

Kind, Outcome = MedicalRecord.Kind, MedicalRecord.Outcome
#: From how many whole days of illness in a year a pupil is listed. Ours.
LISTED_FROM = 8
#: How far ahead days are expected to be away. Ours.
AHEAD = 120

_HALVES = {one.value: one for one in Session}
_AUGUST = dt.timedelta(days=31)


class Ask(StrEnum):
    """What a pupil's illness may ask of the school."""

    RETURN = "return"
    DECIDE = "decide"
    PLAN = "plan"
    REVIEW = "review"
    CHECK_IN = "check in"
    REPLY = "reply"


@dataclass(frozen=True, slots=True)
class IllnessDue:
    """One thing that one pupil's illness asks of the school now."""

    ask: Ask
    pupil_id: int
    name: str
    since: dt.date
    days: int


@dataclass(frozen=True, slots=True)
class Line:
    """One pupil's illness as a list shows it, with what it asks, most urgent first."""

    pupil: Pupil
    illness: Illness
    records: list[MedicalRecord]
    asks: list[tuple[Ask, dt.date]]
    #: The school year that the days are of.
    year_began: dt.date

    def last(self, *kinds: str) -> MedicalRecord | None:
        """Return the last record of some kinds."""
        return next((one for one in reversed(self.records) if one.kind in kinds), None)

    @property
    def earlier(self) -> list[MedicalRecord]:
        """The reports of earlier schools about this school year."""
        return [one for one in self.records if one.kind == Kind.EARLIER and one.on >= self.year_began]

    @property
    def earlier_days(self) -> int:
        """The school days of illness that earlier schools report."""
        return sum(one.days or 0 for one in self.earlier)

    @property
    def is_of_this_year(self) -> bool:
        """Whether there was illness this school year, or something was recorded."""
        return bool(self.illness.sessions) or any(one.on >= self.year_began for one in self.records)

    @property
    def has_plan(self) -> bool:
        """Whether a support plan stands."""
        last = self.last(Kind.PLAN, Kind.PLAN_REVIEW)
        return last is not None and last.outcome != Outcome.OVER

    @property
    def referral(self) -> MedicalRecord | None:
        """The referral, or its last review."""
        return self.last(Kind.REFERRAL, Kind.REFERRAL_REVIEW)


def often_ill(scope: Scope, *, school_id: int, on: dt.date) -> list[Line]:
    """Return pupils on roll with many days of illness this school year, or something recorded, most days first. Raises OutOfScope."""
    scope.require(Permission.MEDICAL_VIEW, school_id=school_id)
    ids = to_look_at(school_id, began=school_year_began(on), on=on, sessions=2 * LISTED_FROM)
    lines = [one for one in lines_of(school_id, ids, on=on) if one.asks or one.is_of_this_year]
    return sorted(lines, key=lambda one: (not one.asks, -one.illness.sessions, str(one.pupil)))


def illness_of_pupil(scope: Scope, *, school_id: int, pupil_id: int, on: dt.date) -> Line:
    """Return one pupil's illness with everything recorded. Raises OutOfScope."""
    scope.require(Permission.MEDICAL_VIEW, school_id=school_id)
    pupil_of_school(pupil_id, school_id=school_id)
    return lines_of(school_id, [pupil_id], on=on)[0]


def medical_due(school_id: int, *, on: dt.date) -> list[IllnessDue]:
    """Return what pupils' illness asks of a school on a day, and since when; the caller has judged who is told."""
    began = school_year_began(on)
    calendar = calendar_of(school_id, began, on + dt.timedelta(days=AHEAD))
    ids = may_ask(school_id, calendar, began=began, on=on)
    return [
        IllnessDue(ask, line.pupil.pk, str(line.pupil), since, line.illness.days)
        for line in lines_of(school_id, ids, on=on, calendar=calendar)
        for ask, since in line.asks
    ]


def medical_standing(scope: Scope, *, school_id: int, on: dt.date) -> tuple[int, int]:
    """Return how many pupils are away ill today for a run that is listed, and how many ask something. Raises OutOfScope."""
    lines = often_ill(scope, school_id=school_id, on=on)
    return sum(bool(one.illness.lasting) for one in lines), sum(bool(one.asks) for one in lines)


def lines_of(
    school_id: int, pupil_ids: Collection[int], *, on: dt.date, calendar: SchoolCalendar | None = None
) -> list[Line]:
    """Return the illness of these pupils of a school, in a number of statements that does not grow with them."""
    if not pupil_ids:
        return []
    began = school_year_began(on)
    calendar = calendar or calendar_of(school_id, began, on + dt.timedelta(days=AHEAD))
    # A pupil merged into another keeps entries and records under the row they were made for.
    kept = {merged: into for merged, into in merged_into(pupil_ids) if into}
    ids = {*pupil_ids, *kept}
    entries = _entries(school_id, kept, ids, began, on, last_day=calendar.last_day_up_to(on) or on)
    records: dict[int, list[MedicalRecord]] = {}
    for record in _records(school_id, ids):
        if record.pupil_id is not None:
            records.setdefault(kept.get(record.pupil_id, record.pupil_id), []).append(record)
    lines = [
        Line(
            one,
            illness_of(
                entries.get(one.pk, []), (of_pupil := records.get(one.pk, [])), calendar,
                born=one.born, year_began=began, on=on,
            ),
            of_pupil, [], began,
        )
        for one in _pupils(pupil_ids)
    ]  # fmt: skip
    back = _back_on(school_id, kept, lines, on)
    for line in lines:
        line.asks.extend(_asks(line, back.get(line.pupil.pk), on))
    return lines


def _entries(
    school_id: int,
    kept: Mapping[int, int],
    ids: Collection[int],
    began: dt.date,
    on: dt.date,
    *,
    last_day: dt.date,
) -> dict[int, list[Entry]]:
    """Return pupils' illness since the school year began, and every entry of the last school day, which may not be whole yet."""
    found: dict[int, list[Entry]] = {}
    for pupil_id, date, session, code in _ill_or_latest(school_id, ids, began, on, last_day):
        found.setdefault(kept.get(pupil_id, pupil_id), []).append((day_of(date), _HALVES[session], code))
    return found


@worded_once
def _ill_or_latest(
    school_id: int, pupil_ids: Collection[int], began: dt.date, on: dt.date, last_day: dt.date
) -> QuerySet[CurrentEntry, tuple[int, dt.date, str, str]]:
    columns = ("pupil_id", "date", "session", "code")
    of_pupils = {"school_id": school_id, "pupil_id__in": pupil_ids}
    ill = entries_out_of_the_ordinary().filter(**of_pupils, code=ILLNESS, date__range=(began, on))
    latest = CurrentEntry.objects.filter(**of_pupils, date=last_day).exclude(code=ILLNESS)
    rows = ill.values_list(*columns).union(latest.values_list(*columns), all=True)
    return rows.order_by("date", "session")


@worded_once
def _pupils(pupil_ids: Collection[int]) -> QuerySet[Pupil]:
    return Pupil.objects.filter(pk__in=pupil_ids)


@worded_once
def _records(school_id: int, pupil_ids: Collection[int]) -> QuerySet[MedicalRecord]:
    rows = MedicalRecord.objects.filter(school_id=school_id, pupil_id__in=pupil_ids)
    return rows.order_by("made_at", "pk")


def school_year_began(on: dt.date) -> dt.date:
    """Return the first of August before a day: the law's school year begins with the first term after July (section 579)."""
    return AcademicYear.of(on + _AUGUST).first_day - _AUGUST


def _asks(line: Line, back: dt.date | None, on: dt.date) -> Iterable[tuple[Ask, dt.date]]:
    illness = line.illness
    last_day = illness.runs[-1][-1] if illness.runs else on
    if illness.is_to_return:
        yield Ask.RETURN, last_day
    elif illness.is_to_decide:
        yield Ask.DECIDE, last_day
    long = len(illness.lasting) + illness.expected >= SICKNESS_DAYS.on(on)
    if illness.lasting and long and not line.has_plan:
        yield Ask.PLAN, illness.lasting[0]
    for last in (line.last(Kind.PLAN, Kind.PLAN_REVIEW), line.referral):
        if last is not None and last.next_on is not None and last.next_on <= on:
            yield Ask.REVIEW, last.next_on
    for request in waiting_requests(line.records):
        due = reply_due(line.records, request)
        if due is not None and due <= on:
            yield Ask.REPLY, due
    if back is not None and (on - back).days <= CHECK_IN_WITHIN and not _checked_in_since(line, back):
        yield Ask.CHECK_IN, back


def _back_on(
    school_id: int, kept: Mapping[int, int], lines: Sequence[Line], on: dt.date
) -> dict[int, dt.date]:
    """Return the day on which each pupil is entered as back from a run of illness, of runs after which a check-in is of use."""
    away_until = {
        one.pupil.pk: last_day
        for one in lines
        if not one.illness.lasting and one.illness.runs and len(one.illness.runs[-1]) >= CHECKED_IN_AFTER
        if (on - (last_day := one.illness.runs[-1][-1])).days <= LOOKED_BACK
    }
    if not away_until:
        return {}
    rows = _entries_since(
        school_id,
        [*away_until, *(merged for merged, into in kept.items() if into in away_until)],
        min(away_until.values()),
        on,
    )
    after: dict[int, list[SessionEntry]] = {}
    for pupil_id, date, session, code in rows:
        after.setdefault(kept.get(pupil_id, pupil_id), []).append(SessionEntry(date, _HALVES[session], code))
    found = {one: attended_after(away_until[one], on, entries) for one, entries in after.items()}
    return {pupil_id: day for pupil_id, day in found.items() if day is not None}


@worded_once
def _entries_since(
    school_id: int, pupil_ids: Collection[int], first_day: dt.date, last_day: dt.date
) -> QuerySet[CurrentEntry, tuple[int, dt.date, str, str]]:
    rows = CurrentEntry.objects.filter(
        school_id=school_id, pupil_id__in=pupil_ids, date__range=(first_day, last_day)
    )
    return rows.values_list("pupil_id", "date", "session", "code")


def _checked_in_since(line: Line, back: dt.date) -> bool:
    last = line.last(Kind.CHECK_IN)
    return last is not None and last.on >= back
