"""How this morning's registers stand in several schools at once, for those who look after them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db import connection

from onroll.law.code_uses import CODE_OF_NO_REASON_YET
from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.admission_register.boarding import NOT_BOARDING
from onroll.service.attendance_register.queries.session_times import closes_at, opens_at
from onroll.service.organisations.models import School, SchoolSession


@dataclass(frozen=True, slots=True)
class SchoolMorning:
    """One school's session: registers without a gap of those expected, pupils blank and without a reason yet.

    `session` is None where the school does not meet today or its first register has not opened.
    """

    school: School
    session: str | None
    closes_at: dt.datetime | None
    registers: int
    complete: int
    pupils: int
    blank: int
    unexplained: int


def schools_this_morning(
    scope: Scope, *, now: dt.datetime, authority_id: int | None = None, trust_id: int | None = None
) -> list[SchoolMorning]:
    """Return the schools within reach, of an authority or a trust where one is named, in three statements."""
    rows = School.objects.filter(pk__in=scope.schools_with(Permission.SCHOOLS_VIEW)).select_related(
        "district"
    )
    if authority_id is not None:
        rows = rows.filter(authority_id=authority_id)
    if trust_id is not None:
        rows = rows.filter(trust_id=trust_id)
    schools = list(rows.order_by("district__name", "name"))
    held = _latest_sessions([school.pk for school in schools], now)
    counts = {
        session: _counts([pk for pk, one in held.items() if one.session == session], now.date(), session)
        for session in {one.session for one in held.values()}
    }
    return [_school(school, held.get(school.pk), counts) for school in schools]


def _latest_sessions(school_ids: Collection[int], now: dt.datetime) -> dict[int, SchoolSession]:
    rows = SchoolSession.objects.filter(
        school_id__in=school_ids, date=now.date(), kind=SchoolSession.Kind.SCHOOL
    ).order_by("session")
    return {row.school_id: row for row in rows if (opens := opens_at(row)) and opens <= now}


def _school(
    school: School, held: SchoolSession | None, counts: dict[str, dict[int, tuple[int, int, int, int, int]]]
) -> SchoolMorning:
    if held is None:
        return SchoolMorning(school, None, None, 0, 0, 0, 0, 0)
    found = counts[held.session].get(school.pk, (0, 0, 0, 0, 0))
    return SchoolMorning(school, held.session, closes_at(held), *found)


def _counts(
    school_ids: Collection[int], date: dt.date, session: str
) -> dict[int, tuple[int, int, int, int, int]]:
    """Return by school: registers, registers without a gap, pupils expected, blank, and with code N."""
    if not school_ids:
        return {}
    day = date.isoformat()
    places, no_reason = ", ".join(["%s"] * len(school_ids)), CODE_OF_NO_REASON_YET.newest.value
    sql = f"""
        SELECT school_id, COUNT(*), SUM(CASE WHEN entered = expected THEN 1 ELSE 0 END), SUM(expected),
               SUM(expected - entered), SUM(unexplained)
          FROM (SELECT n.school_id AS school_id, m.group_id, COUNT(DISTINCT n.pupil_id) AS expected,
                       COUNT(DISTINCT c.pupil_id) AS entered,
                       COUNT(DISTINCT CASE WHEN c.code = %s THEN c.pupil_id END) AS unexplained
                  FROM admission_register_enrolment n
                  JOIN people_registrationgroupmembership m ON m.pupil_id = n.pupil_id AND m.first_day <= %s
                       AND (m.last_day IS NULL OR m.last_day >= %s)
                  JOIN organisations_registrationgroup g ON g.id = m.group_id AND g.school_id = n.school_id
                  LEFT JOIN attendance_register_currententry c ON c.pupil_id = n.pupil_id
                       AND c.school_id = n.school_id AND c.date = %s AND c.session = %s
                 WHERE n.school_id IN ({places}) AND n.starting_day <= %s
                       AND (n.last_day IS NULL OR n.last_day >= %s) AND {NOT_BOARDING}
                 GROUP BY n.school_id, m.group_id) registers
         GROUP BY school_id
    """
    with connection.cursor() as cursor:
        cursor.execute(sql, [no_reason, day, day, day, session, *school_ids, day, day, day, day])
        return {school_id: tuple(int(one) for one in counted) for school_id, *counted in cursor}  # type: ignore[misc]
