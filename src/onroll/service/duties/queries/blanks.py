"""Pupils of earlier sessions whom nobody entered, by group: looked for among the few who have fewer entries than there were sessions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import connection

from onroll.service.admission_register.boarding import not_boarding_on
from onroll.service.attendance_register.checks.counting import entered_by_session
from onroll.service.duties.facts import Blanks
from onroll.service.hand_written import among, day_of
from onroll.service.organisations.models import SchoolSession

#: Who is on roll on some of the days only, or has fewer entries than there are sessions.
_SHORT = """
SELECT n.pupil_id
  FROM admission_register_enrolment n
 WHERE n.school_id = %s AND n.starting_day <= %s AND (n.last_day IS NULL OR n.last_day >= %s)
   AND (n.starting_day > %s OR n.last_day < %s
        OR (SELECT COUNT(*) FROM attendance_register_currententry c
             WHERE c.pupil_id = n.pupil_id AND c.school_id = n.school_id AND c.date BETWEEN %s AND %s) < %s)
"""
_BLANKS = f"""
SELECT m.group_id, g.name, s.date, s.session, COUNT(DISTINCT n.pupil_id)
  FROM admission_register_enrolment n
 CROSS JOIN organisations_schoolsession s
  LEFT JOIN attendance_register_currententry c ON c.pupil_id = n.pupil_id AND c.date = s.date
       AND c.session = s.session AND c.school_id = s.school_id
  JOIN people_registrationgroupmembership m ON m.pupil_id = n.pupil_id AND m.first_day <= s.date
       AND (m.last_day IS NULL OR m.last_day >= s.date)
  JOIN organisations_registrationgroup g ON g.id = m.group_id AND g.school_id = s.school_id
 WHERE s.school_id = %s AND s.kind = 'school' AND s.date BETWEEN %s AND %s AND c.pupil_id IS NULL
   AND n.school_id = s.school_id AND n.starting_day <= s.date AND (n.last_day IS NULL OR n.last_day >= s.date)
   AND {not_boarding_on("s.date")} AND n.pupil_id """
_BY_REGISTER = """
 GROUP BY m.group_id, g.name, s.date, s.session
 ORDER BY s.date, s.session, g.name
"""


def blanks_between(
    school_id: int, held: Iterable[SchoolSession], first_day: dt.date, last_day: dt.date
) -> tuple[Blanks, ...]:
    """Return how many pupils of each group have no entry in the sessions of a span that a school held."""
    span = first_day.isoformat(), last_day.isoformat()
    sessions = {(one.date, one.session) for one in held if first_day <= one.date <= last_day}
    if not sessions:
        return ()
    # Whoever has an entry in each of these, and in each that was not held and has entries, is short of none.
    days = sorted(day.isoformat() for day, _ in sessions | set(entered_by_session(school_id, span)))
    with connection.cursor() as cursor:
        cursor.execute(_SHORT, [school_id, days[-1], days[0], days[0], days[-1], *span, len(days)])
        short = [pupil_id for (pupil_id,) in cursor.fetchall()]
        if not short:
            return ()
        condition, ids = among(short)
        cursor.execute(_BLANKS + condition + _BY_REGISTER, [school_id, *span, *ids])
        return tuple(
            Blanks(group_id, name, day_of(date), session, count)
            for group_id, name, date, session, count in cursor.fetchall()
        )
