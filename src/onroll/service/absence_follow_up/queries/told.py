"""For which pupils a reason was told that nobody has accepted or declined yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from onroll.service.absence_follow_up.models import ReasonDecision
from onroll.service.hand_written import prepared_cursor

_TAKEN_BACK = ReasonDecision.What.TAKEN_BACK.value
#: Every register asks this, so it is written by hand: of a whole school few reasons wait. A statement of more may hold it.
WAITING = """
SELECT g.pupil_id FROM absence_follow_up_reasongiven g
 WHERE g.school_id = %s AND g.first_day <= %s AND g.last_day >= %s AND g.session IN ('', %s)
   AND COALESCE((SELECT d.what FROM absence_follow_up_reasondecision d WHERE d.reason_id = g.id
                  ORDER BY d.id DESC LIMIT 1), %s) = %s
"""


def told_and_waiting(
    school_id: int, pupil_ids: Collection[int], date: dt.date, session: str
) -> frozenset[int]:
    """Return those of some pupils for whom a reason for a session waits, and nothing of what it is. One statement.

    For those who have judged the scope: that somebody rang is told to whoever takes the register.
    """
    with prepared_cursor() as cursor:
        cursor.execute(WAITING, values_of_waiting(school_id, date, session))
        return frozenset(pupil_id for (pupil_id,) in cursor).intersection(pupil_ids)


def values_of_waiting(school_id: int, date: dt.date, session: str) -> list[int | str]:
    """Return the values of `WAITING`, in its order."""
    day = date.isoformat()
    return [school_id, day, day, session, _TAKEN_BACK, _TAKEN_BACK]
