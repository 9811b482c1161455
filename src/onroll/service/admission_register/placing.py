"""Placing pupils in year groups and registration groups, with days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Any

from onroll.service.admission_register.given import Admission
from onroll.service.people.models import Pupil, RegistrationGroupMembership, YearGroupMembership

_ONE_DAY = dt.timedelta(days=1)


def write_placings(school_id: int, admissions: Sequence[Admission], pupils: Sequence[Pupil]) -> None:
    """Place pupils just admitted; a pupil who has left is placed until the last day."""
    groups, years = [], []
    for admission, pupil in zip(admissions, pupils, strict=True):
        first_day = admission.placed_from or admission.starting_day
        last_day = admission.leaving.last_day if admission.leaving else None
        if last_day is not None and last_day < first_day:
            first_day = admission.starting_day
        span = {"first_day": first_day, "last_day": last_day}
        if admission.group_id is not None:
            groups.append(RegistrationGroupMembership(pupil=pupil, group_id=admission.group_id, **span))
        if admission.year_group:
            years.append(
                YearGroupMembership(pupil=pupil, school_id=school_id, year_group=admission.year_group, **span)
            )
    RegistrationGroupMembership.objects.bulk_create(groups)
    YearGroupMembership.objects.bulk_create(years)


def place_in_group(school_id: int, pupil_ids: Collection[int], group_id: int, from_day: dt.date) -> None:
    """Move pupils into a registration group from a day; what they were in ends the day before."""
    _end(RegistrationGroupMembership.objects.filter(group__school_id=school_id), pupil_ids, from_day)
    RegistrationGroupMembership.objects.bulk_create(
        RegistrationGroupMembership(pupil_id=pupil_id, group_id=group_id, first_day=from_day)
        for pupil_id in pupil_ids
    )


def place_in_year(school_id: int, pupil_ids: Collection[int], year_group: str, from_day: dt.date) -> None:
    """Move pupils into a year group from a day; what they were in ends the day before."""
    _end(YearGroupMembership.objects.filter(school_id=school_id), pupil_ids, from_day)
    YearGroupMembership.objects.bulk_create(
        YearGroupMembership(pupil_id=pupil_id, school_id=school_id, year_group=year_group, first_day=from_day)
        for pupil_id in pupil_ids
    )


def end_placings(school_id: int, pupil_id: int, last_day: dt.date) -> None:
    """End every placing of a pupil at a school with their last day on roll."""
    following = last_day + _ONE_DAY
    _end(RegistrationGroupMembership.objects.filter(group__school_id=school_id), [pupil_id], following)
    _end(YearGroupMembership.objects.filter(school_id=school_id), [pupil_id], following)


def resume_placings(school_id: int, pupil_id: int, last_day: dt.date) -> None:
    """Let the placings run on that ended with a last day on roll."""
    groups = RegistrationGroupMembership.objects.filter(group__school_id=school_id, group__last_day=None)
    groups.filter(pupil_id=pupil_id, last_day=last_day).update(last_day=None)
    YearGroupMembership.objects.filter(school_id=school_id, pupil_id=pupil_id, last_day=last_day).update(
        last_day=None
    )


def _end(memberships: Any, pupil_ids: Collection[int], from_day: dt.date) -> None:
    """Drop placings that would start on or after a day, and end the running ones the day before."""
    of_pupils = memberships.filter(pupil_id__in=list(pupil_ids))
    of_pupils.filter(first_day__gte=from_day).delete()
    of_pupils.filter(last_day=None).update(last_day=from_day - _ONE_DAY)
    of_pupils.filter(last_day__gte=from_day).update(last_day=from_day - _ONE_DAY)
