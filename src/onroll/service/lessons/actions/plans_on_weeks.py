"""Put plans of week A or week B alone on the weeks as they are set now, from a Monday on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db import transaction

from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.attendance_register.actions.planning import change_weeks
from onroll.service.lessons.queries.plans_of_other_weeks import next_monday
from onroll.service.lessons.queries.plans_on_weeks import PupilMoving, moved
from onroll.service.lessons.refusals import LessonsRefused
from onroll.service.organisations.models import School


def put_on_weeks(
    *, school_id: int, pupil_ids: Collection[int], since: dt.date, by: Actor, now: dt.datetime
) -> list[PupilMoving]:
    """Put the plans of some pupils on the weeks as they are set, from a Monday on; return whose were, or why not.

    What was entered stays, and so do the weeks before. Sent twice, it has the effect of once. Raises OutOfScope, LessonsRefused.
    """
    by.scope.require(Permission.PLAN_MAKE, school_id=school_id)
    if since.weekday() or since < next_monday(now.date()):
        raise LessonsRefused(
            "Plans move from a Monday after this week: what is planned for this week stays. Give such a Monday.",
            field="since-day",
        )
    with transaction.atomic():
        # Two who do it at once wait for each other, so that the second finds nothing left.
        School.objects.select_for_update(no_key=True).filter(pk=school_id).values_list("pk").first()
        lines = moved(school_id, since, pupil_ids)
        for line in lines:
            for one in line.plans if not line.why_not else ():
                change_weeks(
                    school_id=school_id, plan_id=one.plan.pk, mondays=one.mondays, since=since, by=by, now=now
                )
    return lines
