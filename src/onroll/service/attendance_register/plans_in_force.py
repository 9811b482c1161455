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
    named = "" if pupil_ids is None else f"AND pupil_id IN ({', '.join(['%s'] * len(pupil_ids)) or 'NULL'})"
    day = date.isoformat()
    # By hand, for it is part of opening every register.
    plans = Plan.objects.raw(
        "SELECT * FROM attendance_register_plan WHERE school_id = %s AND first_day <= %s AND last_day >= %s"
        f" AND cancelled_at IS NULL {named} ORDER BY id",
        [school_id, day, day, *(pupil_ids or ())],
    )
    return {plan.pupil_id: plan for plan in plans if plan_covers(plan, date, session)}
