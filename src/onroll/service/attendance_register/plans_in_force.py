"""Which plan counts for each pupil in a session."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from onroll.service.attendance_register.models import Plan
from onroll.service.attendance_register.queries.plans import plan_covers


def plans_of_session(
    school_id: int, date: dt.date, session: str, *, pupil_ids: Collection[int] | None = None
) -> dict[int, Plan]:
    """Return the plan that counts for each pupil, the one made last; `pupil_ids` narrows to some. One statement."""
    rows = Plan.objects.filter(
        school_id=school_id, first_day__lte=date, last_day__gte=date, cancelled_at__isnull=True
    )
    if pupil_ids is not None:
        rows = rows.filter(pupil_id__in=list(pupil_ids))
    return {plan.pupil_id: plan for plan in rows.order_by("pk") if plan_covers(plan, date, session)}
