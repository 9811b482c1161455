"""Pupils left blank in a register because the office alone may enter what is planned for them."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection

from django.db.models import Q

from onroll.law.code_uses import CODES_OF_A_TEACHER, is_for_the_office
from onroll.service.attendance_register.models import CurrentEntry, Plan
from onroll.service.attendance_register.plans_in_force import plans_of_session
from onroll.service.people.models import RegistrationGroupMembership


def waiting_by_group(school_id: int, date: dt.date, session: str) -> Counter[int]:
    """Count, in each group of a school, the pupils who wait for the office. One statement where nobody does."""
    pupils = waiting_for_the_office(school_id, date, session)
    if not pupils:
        return Counter()
    groups = RegistrationGroupMembership.objects.filter(
        Q(last_day__isnull=True) | Q(last_day__gte=date),
        pupil_id__in=pupils,
        group__school_id=school_id,
        first_day__lte=date,
    )
    return Counter(groups.values_list("group_id", flat=True))


def waiting_for_the_office(school_id: int, date: dt.date, session: str) -> Collection[int]:
    """Return the blank pupils of a session whose plan says a code that only the office may enter."""
    codes = CODES_OF_A_TEACHER.newest.value
    planned = Plan.objects.filter(
        school_id=school_id, first_day__lte=date, last_day__gte=date, cancelled_at__isnull=True
    ).exclude(code__in=codes)
    pupil_ids = set(planned.values_list("pupil_id", flat=True))
    if not pupil_ids:
        return ()
    plans = plans_of_session(school_id, date, session, pupil_ids=pupil_ids)
    waiting = {pupil_id for pupil_id, plan in plans.items() if is_for_the_office(plan.code, date)}
    entered = CurrentEntry.objects.filter(
        school_id=school_id, date=date, session=session, pupil_id__in=waiting
    )
    return waiting - set(entered.values_list("pupil_id", flat=True))
