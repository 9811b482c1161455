"""How many pupils of a session have a plan for it and no entry yet."""

from __future__ import annotations

import datetime as dt

from django.db import connection

from onroll.service.admission_register.boarding import NOT_BOARDING
from onroll.service.attendance_register.queries.plans import monday_of

_PLANNED_AND_BLANK = f"""
SELECT COUNT(DISTINCT p.pupil_id)
  FROM attendance_register_plan p
 CROSS JOIN admission_register_enrolment n
 WHERE p.school_id = %s AND p.first_day <= %s AND p.last_day >= %s AND p.cancelled_at IS NULL
   AND p.session IN ('', %s) AND p.weekdays LIKE %s AND (p.mondays = '' OR p.mondays LIKE %s)
   AND NOT EXISTS (SELECT 1 FROM attendance_register_currententry c
                    WHERE c.pupil_id = p.pupil_id AND c.school_id = p.school_id AND c.date = %s AND c.session = %s)
   AND n.pupil_id = p.pupil_id AND n.school_id + 0 = p.school_id
   AND n.starting_day <= %s AND (n.last_day IS NULL OR n.last_day >= %s) AND {NOT_BOARDING}
"""


def planned_and_blank(school_id: int, date: dt.date, session: str) -> int:
    """Return how many pupils whom the register covers are planned for a session and have no entry. One statement."""
    day = date.isoformat()
    week = f"%{monday_of(date).isoformat()}%"
    of_plan: list[int | str] = [school_id, day, day, session, f"%{date.isoweekday()}%", week]
    with connection.cursor() as cursor:
        cursor.execute(_PLANNED_AND_BLANK, [*of_plan, day, session, *[day] * 4])
        return int(cursor.fetchone()[0])
