"""What stands beside the pupils of a register: for whom a reason waits, and who is set work at home. One statement."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db import connection

from onroll.service.absence_follow_up.queries.told import WAITING, values_of_waiting
from onroll.service.attendance_register.queries.session_times import midnight
from onroll.service.hand_written import prepared_cursor

#: Every register asks this, so it is written by hand. A note that was ended covers its days up to that one.
_BESIDE = f"""
SELECT 1, w.pupil_id FROM ({WAITING}) w
UNION ALL
SELECT 2, COALESCE(p.folded_into_id, n.pupil_id)
  FROM remote_education_remotenote n JOIN people_pupil p ON p.id = n.pupil_id
 WHERE n.school_id = %s AND n.first_day <= %s AND n.last_day >= %s
   AND NOT EXISTS (SELECT 1 FROM remote_education_remotereview r
                    WHERE r.note_id = n.id AND r.next_on IS NULL AND r.made_at < %s)
"""


@dataclass(frozen=True, slots=True)
class Beside:
    """The pupils of a register for whom a reason was told that waits, and those who are set work at home that day."""

    reason_told: frozenset[int] = frozenset()
    remote_education: frozenset[int] = frozenset()


def beside_register(school_id: int, pupil_ids: Collection[int], date: dt.date, session: str) -> Beside:
    """Return what stands beside some pupils, and nothing of what it is or why. One statement.

    For those who have judged the scope: both are told to whoever takes the register.
    """
    day = date.isoformat()
    ended_before = connection.ops.adapt_datetimefield_value(midnight(date))
    values = [*values_of_waiting(school_id, date, session), school_id, day, day, ended_before]
    with prepared_cursor() as cursor:
        cursor.execute(_BESIDE, values)
        found = [(what, pupil_id) for what, pupil_id in cursor if pupil_id in set(pupil_ids)]
    return Beside(
        frozenset(pupil_id for what, pupil_id in found if what == 1),
        frozenset(pupil_id for what, pupil_id in found if what == 2),
    )
