"""In which weeks a guest comes who comes in week A or week B alone: in those that are not planned at the home school."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from onroll.service.attendance_register.models import Plan
from onroll.service.attendance_register.queries.plans import monday_of
from onroll.service.guests.models import GuestStay

OTHER_WEEK = {"A": "B", "B": "A"}


def coming_in_the_week_of(stays: Iterable[GuestStay], date: dt.date) -> list[GuestStay]:
    """Return those whose week it is, in one statement where any comes in one of two weeks alone.

    The plan of the other week says so, and it alone: where the two weeks are set anew it is what is put on the new ones.
    """
    kept = list(stays)
    plan_ids = {plan_id: one for one in kept if one.week for plan_id in one.plans}
    rows = Plan.objects.filter(pk__in=list(plan_ids)) if plan_ids else ()
    away = {
        plan_ids[plan.pk].pk
        for plan in rows
        if plan.week == OTHER_WEEK[plan_ids[plan.pk].week] and monday_of(date).isoformat() in plan.mondays
    }
    return [one for one in kept if one.pk not in away]
