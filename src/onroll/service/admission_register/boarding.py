"""The days on which pupils board: a projection of the admission register, which the attendance register leaves out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from django.db.models import Q, QuerySet

from onroll.law.register_cover import leaves_out
from onroll.service.admission_register.contents import boards
from onroll.service.admission_register.models import Boarding, Enrolment
from onroll.service.worded_once import worded_once

_ONE_DAY = dt.timedelta(days=1)

#: One spell of boarding: its first day, and its last, None while it lasts.
BoardingDays = tuple[dt.date, dt.date | None]

#: SQL that leaves out those who board on a day, of the enrolments called n; the day is bound twice.
NOT_BOARDING = (
    "NOT EXISTS (SELECT 1 FROM admission_register_boarding b WHERE b.enrolment_id = n.id AND b.first_day <= %s"
    " AND (b.last_day IS NULL OR b.last_day >= %s))"
)


def not_boarding_on(day: str) -> str:
    """Return the same SQL for a day that is a column, such as c.date."""
    return NOT_BOARDING.replace("%s", day)


def write_boarding(enrolment: Enrolment, *, boards: bool, from_day: dt.date) -> None:
    """Make an enrolment's boarding say, from a day on, that the pupil boards or does not; earlier days stand."""
    standing = Boarding.objects.filter(enrolment=enrolment)
    spells = changed(list(standing.values_list("first_day", "last_day")), boards=boards, from_day=from_day)
    standing.delete()
    Boarding.objects.bulk_create(rows_of(enrolment, spells))


def rows_of(enrolment: Enrolment, spells: Iterable[BoardingDays]) -> list[Boarding]:
    """Return spells of boarding as rows ready to be written."""
    return [
        Boarding(school_id=enrolment.school_id, enrolment=enrolment, first_day=first, last_day=last)
        for first, last in spells
    ]


def changed(spells: Iterable[BoardingDays], *, boards: bool, from_day: dt.date) -> list[BoardingDays]:
    """Return spells of boarding once it is said, from a day on, that the pupil boards or does not."""
    before = [(first, last) for first, last in sorted(spells, key=lambda one: one[0]) if first < from_day]
    if before and (before[-1][1] is None or before[-1][1] >= from_day - _ONE_DAY):
        first = before.pop()[0]
        return [*before, (first, None if boards else from_day - _ONE_DAY)]
    return [*before, (from_day, None)] if boards else before


def spells_of_entries(
    entries: Iterable[tuple[Mapping[str, Any], dt.date]], starting_day: dt.date
) -> list[BoardingDays]:
    """Return the spells of boarding that entries say, each given with the day it was made.

    An entry that names no day speaks from the starting day where it is the first, and from the day it was made after.
    """
    spells: list[BoardingDays] = []
    is_first = True
    for contents, made_on in entries:
        said = contents.get("boarder")
        if said is None:
            continue
        named = said.get("from") if isinstance(said, dict) else None
        from_day = dt.date.fromisoformat(named) if named else starting_day if is_first else made_on
        spells = changed(spells, boards=boards(contents) is True, from_day=max(from_day, starting_day))
        is_first = False
    return spells


def boarding_days(school_id: int, pupil_ids: Collection[int] | None = None) -> dict[int, list[BoardingDays]]:
    """Return the spells of boarding of some pupils at a school, or of all, by pupil. One statement."""
    found: dict[int, list[BoardingDays]] = {}
    rows = Boarding.objects.filter(school_id=school_id)
    if pupil_ids is not None:
        rows = rows.filter(enrolment__pupil_id__in=pupil_ids)
    for pupil_id, first, last in rows.values_list("enrolment__pupil_id", "first_day", "last_day"):
        found.setdefault(pupil_id, []).append((first, last))
    return found


def is_left_out(spells: Collection[BoardingDays], day: dt.date) -> bool:
    """Say whether the attendance register leaves out a pupil on a day, because they board."""
    boards = any(first <= day and (last is None or day <= last) for first, last in spells)
    return leaves_out(boards, on=day)


def days_without(
    boarding: Iterable[BoardingDays], first_day: dt.date, last_day: dt.date
) -> Iterator[tuple[dt.date, dt.date]]:
    """Yield what is left of a span of days, both included, once the days of boarding are taken out."""
    start = first_day
    for begins, ends in sorted(boarding, key=lambda spell: spell[0]):
        if start <= min(begins - _ONE_DAY, last_day):
            yield start, min(begins - _ONE_DAY, last_day)
        if ends is None:
            return
        start = max(start, ends + _ONE_DAY)
    if start <= last_day:
        yield start, last_day


def covered_on(school_id: int, day: dt.date, pupil_ids: Collection[int]) -> set[int]:
    """Return which of some pupils a school's attendance register covers on a day. One statement."""
    return set(_covered(school_id, day, pupil_ids))


@worded_once
def _covered(school_id: int, day: dt.date, pupil_ids: Collection[int]) -> QuerySet[Enrolment, int]:
    boarding = Boarding.objects.filter(Q(last_day=None) | Q(last_day__gte=day), first_day__lte=day)
    on_roll = Enrolment.objects.filter(Q(last_day=None) | Q(last_day__gte=day), starting_day__lte=day)
    rows = on_roll.filter(school_id=school_id, pupil_id__in=pupil_ids)
    return rows.exclude(pk__in=boarding.values("enrolment")).values_list("pupil_id", flat=True)
