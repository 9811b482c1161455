"""The days on which pupils board: a projection of the admission register, which the attendance register leaves out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator

from django.db.models import Q

from onroll.law.register_cover import leaves_out
from onroll.service.admission_register.models import Boarding, Enrolment

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
    spells = Boarding.objects.filter(enrolment=enrolment)
    spells.filter(first_day__gte=from_day).delete()
    running = spells.exclude(last_day__lt=from_day)
    if boards:
        if not running.update(last_day=None):
            Boarding.objects.create(school_id=enrolment.school_id, enrolment=enrolment, first_day=from_day)
    else:
        running.update(last_day=from_day - _ONE_DAY)


def boarding_days(school_id: int, pupil_ids: Collection[int]) -> dict[int, list[BoardingDays]]:
    """Return the spells of boarding of some pupils at a school, by pupil. One statement."""
    found: dict[int, list[BoardingDays]] = {}
    rows = Boarding.objects.filter(school_id=school_id, enrolment__pupil_id__in=pupil_ids)
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
    boarding = Boarding.objects.filter(Q(last_day=None) | Q(last_day__gte=day), first_day__lte=day)
    on_roll = Enrolment.objects.filter(Q(last_day=None) | Q(last_day__gte=day), starting_day__lte=day)
    rows = on_roll.filter(school_id=school_id, pupil_id__in=pupil_ids)
    return set(rows.exclude(pk__in=boarding.values("enrolment")).values_list("pupil_id", flat=True))
