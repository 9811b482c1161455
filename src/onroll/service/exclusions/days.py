"""An exclusion's school days, counted by the school's own calendar: over half terms and closures."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Max, QuerySet
from django.utils.timezone import localdate

from onroll.law.exclusion_consideration import Consideration, consideration, term_of
from onroll.law.exclusions import ExclusionKind, Provision, provision_from
from onroll.law.public_places import days_of_duty
from onroll.law.school_time import AcademicYear, CalendarTooShort, SchoolCalendar, Span
from onroll.service.attendance_register.queries.school_days import calendar_of
from onroll.service.exclusions.models import Exclusion
from onroll.service.organisations.models import School
from onroll.service.worded_once import worded_once

#: How far ahead the calendar is read, in days: five school days and the longest holiday, and a meeting after.
AHEAD = 100


@dataclass(frozen=True, slots=True)
class ExclusionDays:
    """What follows from an exclusion's days: how many, until when a parent answers, from when it provides, when back.

    `days_in_term` are those suspended in the term with it, of which the governing board takes notice.
    """

    school_days: tuple[dt.date, ...]
    public_place_days: tuple[dt.date, ...]
    provision: Provision | None
    back_on: dt.date | None
    days_in_term: int
    consideration: Consideration
    #: The last school day on which the governing board considers it; None where it need not, or the calendar is short.
    consider_by: dt.date | None

    @property
    def needs_provision(self) -> bool:
        """Whether it reaches the day from which education is provided."""
        return self.provision is not None


def days_of(exclusion: Exclusion) -> ExclusionDays:
    """Count an exclusion's days by the calendar of its school, in three statements."""
    return days_of_each(exclusion.school_id, [exclusion])[exclusion.pk]


def days_of_each(school_id: int, rows: Sequence[Exclusion]) -> dict[int, ExclusionDays]:
    """Count the days of exclusions of one school by its calendar, in three statements."""
    if not rows:
        return {}
    ahead = dt.timedelta(days=AHEAD)
    earliest = min(one.first_day for one in rows)
    starts = min(earliest - ahead, term_of(earliest).first_day)
    # The fifty school days of a board that is asked may hold the summer, and the spring before it.
    calendar = calendar_of(school_id, starts, max(_until(one) for one in rows) + 2 * ahead)
    is_unit = bool(_referral_unit(school_id))
    spans = _suspensions_since(school_id, {one.pupil_id for one in rows}, starts)
    return {
        one.pk: count_days(
            ExclusionKind(one.kind),
            Span(one.first_day, _until(one)),
            calendar,
            permanent=not one.last_day,
            earlier=[span for span in spans[one.pupil_id] if span.last_day < one.first_day],
            told_on=one.made_at.date(),
            from_referral_unit=is_unit,
        )
        for one in rows
    }


def _until(row: Exclusion) -> dt.date:
    return row.last_day or row.first_day + dt.timedelta(days=AHEAD)


def _suspensions_since(school_id: int, pupil_ids: Collection[int], starts: dt.date) -> dict[int, list[Span]]:
    found: dict[int, list[Span]] = defaultdict(list)
    for row in _suspensions(school_id, pupil_ids, starts):
        found[row.pupil_id].append(Span(row.first_day, _until(row)))
    return found


@worded_once
def _suspensions(school_id: int, pupil_ids: Collection[int], starts: dt.date) -> QuerySet[Exclusion]:
    return Exclusion.objects.filter(
        school_id=school_id,
        pupil_id__in=pupil_ids,
        first_day__gte=starts,
        last_day__isnull=False,
        cancelled_at__isnull=True,
    )


@worded_once
def _referral_unit(school_id: int) -> QuerySet[School]:
    return School.objects.filter(pk=school_id, kind=School.Kind.PUPIL_REFERRAL_UNIT)


def count_days(
    kind: ExclusionKind,
    span: Span,
    calendar: SchoolCalendar,
    *,
    permanent: bool,
    earlier: Sequence[Span] = (),
    told_on: dt.date | None = None,
    from_referral_unit: bool = False,
) -> ExclusionDays:
    """Count the days of a span; one that ends before the day of provision asks for none.

    `told_on` is the day the governing board is told, from which its school days are counted; otherwise the first day.
    """
    days = calendar.days_between(span.first_day, span.last_day)
    provision = None
    if days:
        try:
            found = provision_from(
                first_school_day=days[0],
                kind=kind,
                calendar=calendar,
                earlier=earlier,
                from_referral_unit=from_referral_unit,
            )
        except CalendarTooShort:
            found = None
        if found is not None and (permanent or found.first_day <= span.last_day):
            provision = found
    try:
        back_on = None if permanent else calendar.nth_school_day_after(span.last_day, 1)
    except CalendarTooShort:
        back_on = None
    in_term = _days_in_term(days, span.first_day, earlier, calendar)
    board = consideration(kind=kind, days_in_term=in_term, on=span.first_day)
    by = _considered_by(board, told_on or span.first_day, calendar)
    return ExclusionDays(days, days_of_duty(span, calendar).days, provision, back_on, in_term, board, by)


def _days_in_term(
    days: Sequence[dt.date], first_day: dt.date, earlier: Sequence[Span], calendar: SchoolCalendar
) -> int:
    """Return the most days of suspension in any term that some days reach, with those of earlier suspensions."""
    terms = {term_of(day) for day in days} or {term_of(first_day)}
    before = {day for one in earlier for day in calendar.days_between(one.first_day, one.last_day)}
    return max(sum(day in term for day in {*days, *before}) for term in terms)


def _considered_by(due: Consideration, told_on: dt.date, calendar: SchoolCalendar) -> dt.date | None:
    try:
        return calendar.nth_school_day_after(told_on, due.school_days) if due.school_days else None
    except CalendarTooShort:
        return None


def days_already(school_id: int, pupil_id: int, on: dt.date) -> int:
    """Return the school days a pupil is suspended at this school in the school year of a day, up to a cancelling."""
    rows = list(_suspensions_of_year(school_id, pupil_id, on))
    stood = {day for one in days_of_each(school_id, rows).values() for day in one.school_days}
    return len(stood | _days_before_cancelling(school_id, pupil_id, on))


def _days_before_cancelling(school_id: int, pupil_id: int, on: dt.date) -> set[dt.date]:
    spans = []
    for row in _of_year(school_id, pupil_id, on).filter(cancelled_at__isnull=False):
        cancelled_on = localdate(row.cancelled_at)
        if row.last_day and cancelled_on > row.first_day:
            spans.append(Span(row.first_day, min(row.last_day, cancelled_on - dt.timedelta(days=1))))
    if not spans:
        return set()
    calendar = calendar_of(school_id, min(one.first_day for one in spans), max(one.last_day for one in spans))
    return {day for one in spans for day in calendar.days_between(one.first_day, one.last_day)}


def days_out(school_id: int, pupil_id: int, year_of: dt.date, *, before: dt.date) -> int:
    """Return the school days before a day that a pupil was suspended or excluded, in the school year of `year_of`."""
    year = AcademicYear.of(year_of)
    last = min(before - dt.timedelta(days=1), year.last_day)
    rows = Exclusion.objects.filter(
        school_id=school_id, pupil_id=pupil_id, first_day__range=(year.first_day, last), cancelled_at=None
    )
    spans = [Span(one.first_day, min(one.last_day or last, last)) for one in rows]
    calendar = calendar_of(school_id, year.first_day, year.last_day)
    stood = {day for one in spans for day in calendar.days_between(one.first_day, one.last_day)}
    return len(stood | _days_before_cancelling(school_id, pupil_id, year_of))


def days_elsewhere_said(school_id: int, pupil_id: int, on: dt.date) -> int:
    """Return the most days at other schools that any suspension of the school year says: they only grow."""
    said = _suspensions_of_year(school_id, pupil_id, on).aggregate(most=Max("days_elsewhere"))
    return said["most"] or 0


def _suspensions_of_year(school_id: int, pupil_id: int, on: dt.date) -> QuerySet[Exclusion]:
    return _of_year(school_id, pupil_id, on).filter(cancelled_at=None)


def _of_year(school_id: int, pupil_id: int, on: dt.date) -> QuerySet[Exclusion]:
    year = AcademicYear.of(on)
    return Exclusion.objects.filter(
        school_id=school_id,
        pupil_id=pupil_id,
        first_day__range=(year.first_day, year.last_day),
        last_day__isnull=False,
    )
