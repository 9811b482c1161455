"""An exclusion's school days, counted by the school's own calendar: over half terms and closures."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Max, QuerySet

from onroll.law.exclusions import ExclusionKind, Provision, provision_from
from onroll.law.public_places import days_of_duty
from onroll.law.school_time import AcademicYear, CalendarTooShort, SchoolCalendar, Span
from onroll.service.absence_follow_up.calendars import calendar_of
from onroll.service.exclusions.models import Exclusion

#: How far ahead the calendar is read, in days: five school days and the longest holiday, and a meeting after.
AHEAD = 100


@dataclass(frozen=True, slots=True)
class ExclusionDays:
    """What follows from an exclusion's days: how many, until when a parent answers, from when it provides, when back."""

    school_days: tuple[dt.date, ...]
    public_place_days: tuple[dt.date, ...]
    provision: Provision | None
    back_on: dt.date | None

    @property
    def needs_provision(self) -> bool:
        """Whether it reaches the day from which education is provided."""
        return self.provision is not None


def days_of(exclusion: Exclusion) -> ExclusionDays:
    """Count an exclusion's days by the calendar of its school, in one statement."""
    last = exclusion.last_day or exclusion.first_day + dt.timedelta(days=AHEAD)
    calendar = calendar_of(exclusion.school_id, exclusion.first_day, last + dt.timedelta(days=AHEAD))
    return count_days(
        ExclusionKind(exclusion.kind),
        Span(exclusion.first_day, last),
        calendar,
        permanent=not exclusion.last_day,
    )


def count_days(
    kind: ExclusionKind, span: Span, calendar: SchoolCalendar, *, permanent: bool
) -> ExclusionDays:
    """Count the days of a span; one that ends before the day of provision asks for none."""
    days = calendar.days_between(span.first_day, span.last_day)
    provision = None
    if days:
        try:
            found = provision_from(first_school_day=days[0], kind=kind, calendar=calendar)
        except CalendarTooShort:
            found = None
        if found is not None and (permanent or found.first_day <= span.last_day):
            provision = found
    try:
        back_on = None if permanent else calendar.nth_school_day_after(span.last_day, 1)
    except CalendarTooShort:
        back_on = None
    return ExclusionDays(days, days_of_duty(span, calendar).days, provision, back_on)


def days_already(school_id: int, pupil_id: int, on: dt.date) -> int:
    """Return the school days a pupil is suspended at this school in the school year of a day."""
    return sum(len(days_of(one).school_days) for one in _suspensions_of_year(school_id, pupil_id, on))


def days_elsewhere_said(school_id: int, pupil_id: int, on: dt.date) -> int:
    """Return the most days at other schools that any suspension of the school year says: they only grow."""
    said = _suspensions_of_year(school_id, pupil_id, on).aggregate(most=Max("days_elsewhere"))
    return said["most"] or 0


def _suspensions_of_year(school_id: int, pupil_id: int, on: dt.date) -> QuerySet[Exclusion]:
    year = AcademicYear.of(on)
    return Exclusion.objects.filter(
        school_id=school_id,
        pupil_id=pupil_id,
        first_day__range=(year.first_day, year.last_day),
        cancelled_at=None,
        last_day__isnull=False,
    )
