"""Which plan counts for each pupil in a session."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from onroll.service.attendance_register.models import Plan
from onroll.service.attendance_register.queries.plans import plan_covers
from onroll.service.hand_written import among, columns_of, instances


def plans_of_session(
    school_id: int, date: dt.date, session: str, *, pupil_ids: Collection[int] | None = None
) -> dict[int, Plan]:
    """Return the plan that counts for each pupil, the one made last; `pupil_ids` narrows to some. One statement."""
    one_of_them, ids = ("IS NOT NULL", []) if pupil_ids is None else among(pupil_ids)
    day = date.isoformat()
    plans = instances(
        Plan,
        f"SELECT {columns_of(Plan)} FROM attendance_register_plan WHERE school_id = %s AND first_day <= %s AND last_day >= %s"
        f" AND cancelled_at IS NULL AND pupil_id {one_of_them} ORDER BY id",
        [school_id, day, day, *ids],
    )
    return {plan.pupil_id: plan for plan in plans if plan_covers(plan, date, session)}
