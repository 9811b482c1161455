"""Pupils left blank in a register because the office alone may enter what is planned for them."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection

from django.db.models import Q, QuerySet

from onroll.law.code_uses import CODES_OF_A_TEACHER, is_for_the_office
from onroll.service.attendance_register.models import CurrentEntry, Plan
from onroll.service.attendance_register.plans_in_force import plans_of_session
from onroll.service.people.models import RegistrationGroupMembership
from onroll.service.worded_once import worded_once


def waiting_by_group(school_id: int, date: dt.date, session: str) -> Counter[int]:
    """Count, in each group of a school, the pupils who wait for the office. One statement where nobody does."""
    pupils = waiting_for_the_office(school_id, date, session)
    if not pupils:
        return Counter()
    return Counter(_groups_of(school_id, pupils, date))


@worded_once
def _groups_of(
    school_id: int, pupil_ids: Collection[int], date: dt.date
) -> QuerySet[RegistrationGroupMembership, int]:
    standing = Q(last_day__isnull=True) | Q(last_day__gte=date)
    rows = RegistrationGroupMembership.objects.filter(
        standing, pupil_id__in=pupil_ids, group__school_id=school_id, first_day__lte=date
    )
    return rows.values_list("group_id", flat=True)


@worded_once
def _planned(school_id: int, date: dt.date, codes: Collection[str]) -> QuerySet[Plan, int]:
    rows = Plan.objects.filter(
        school_id=school_id, first_day__lte=date, last_day__gte=date, cancelled_at__isnull=True
    )
    return rows.exclude(code__in=codes).values_list("pupil_id", flat=True)


@worded_once
def _entered(
    school_id: int, date: dt.date, session: str, pupil_ids: Collection[int]
) -> QuerySet[CurrentEntry, int]:
    rows = CurrentEntry.objects.filter(school_id=school_id, date=date, session=session)
    return rows.filter(pupil_id__in=pupil_ids).values_list("pupil_id", flat=True)


def waiting_for_the_office(school_id: int, date: dt.date, session: str) -> Collection[int]:
    """Return the blank pupils of a session whose plan says a code that only the office may enter."""
    codes = CODES_OF_A_TEACHER.newest.value
    pupil_ids = set(_planned(school_id, date, codes))
    if not pupil_ids:
        return ()
    plans = plans_of_session(school_id, date, session, pupil_ids=pupil_ids)
    waiting = {pupil_id for pupil_id, plan in plans.items() if is_for_the_office(plan.code, date)}
    return waiting - set(_entered(school_id, date, session, waiting))
