"""What a school's entries, plans and calendar have come to, in one line: another line means that something changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import connection
from django.db.models import Q

from onroll.service.attendance_register.queries.session_times import moment
from onroll.service.duties.models import CheckedSchool
from onroll.service.duties.standing.register_not_taken import GRACE
from onroll.service.organisations.models import SchoolSession

_STAMPS = """
SELECT s.id,
       (SELECT h.number FROM attendance_register_ledgerhead h WHERE h.school_id = s.id),
       (SELECT MAX(p.id) FROM attendance_register_plan p WHERE p.school_id = s.id),
       (SELECT COUNT(*) FROM attendance_register_plan p WHERE p.school_id = s.id AND p.cancelled_at IS NOT NULL),
       (SELECT MAX(r.id) FROM lessons_lessonregister r WHERE r.school_id = s.id),
       (SELECT MAX(t.id) FROM lessons_missingstep t WHERE t.school_id = s.id),
       (SELECT MAX(l.id) FROM lateness_latenessstep l WHERE l.school_id = s.id),
       (SELECT MAX(c.id) FROM organisations_calendarchange c WHERE c.school_id = s.id),
       (SELECT MAX(a.id) FROM admission_register_admissionentry a WHERE a.school_id = s.id),
       (SELECT MAX(e.id) FROM admission_register_enrolment e WHERE e.school_id = s.id),
       (SELECT MAX(q.id) FROM off_site_provision_provideranswer q WHERE q.school_id = s.id),
       (SELECT MAX(q.id) FROM off_site_provision_answerdecision q WHERE q.school_id = s.id),
       (SELECT MAX(q.id) FROM off_site_provision_providercheck q WHERE q.school_id = s.id),
       (SELECT MAX(q.id) FROM off_site_provision_placement q WHERE q.school_id = s.id),
       (SELECT MAX(q.id) FROM exclusions_exclusionstep q WHERE q.school_id = s.id),
       (SELECT MAX(q.id) FROM parents_markquestion q WHERE q.school_id = s.id),
       (SELECT MAX(q.id) FROM parents_markanswer q WHERE q.school_id = s.id),
       (SELECT MAX(q.id) FROM parents_detailcorrection q WHERE q.school_id = s.id),
       (SELECT MAX(q.id) FROM parents_detaildecision q WHERE q.school_id = s.id),
       (SELECT MAX(q.id) FROM parents_letterreply q WHERE q.school_id = s.id),
       (SELECT MAX(q.id) FROM parents_replyread q WHERE q.school_id = s.id)
  FROM organisations_school s
"""


def stamp_of(school_id: int) -> str:
    """Return the line of one school."""
    return _stamps(" WHERE s.id = %s", [school_id])[school_id]


def schools_to_recheck(*, now: dt.datetime) -> list[int]:
    """Return the schools whose duties may have changed since they were looked at, for the service's own jobs.

    They may where an entry, a plan, the calendar or the roll has changed, where the day has, and where a register has
    come to be late or has closed since.
    """
    seen = {one.school_id: one for one in CheckedSchool.objects.all()}
    moved = _schools_with_a_moment_since(now, seen.values())
    return [
        school_id
        for school_id, stamp in _stamps("", []).items()
        if (one := seen.get(school_id)) is None
        or one.stamp != stamp
        or one.checked_at.astimezone(now.tzinfo).date() != now.date()
        or school_id in moved
    ]


def _stamps(where: str, values: list[int]) -> dict[int, str]:
    with connection.cursor() as cursor:
        cursor.execute(f"{_STAMPS}{where} ORDER BY s.id", values)
        return {school_id: "/".join(str(one or 0) for one in counted) for school_id, *counted in cursor}


def _schools_with_a_moment_since(now: dt.datetime, seen: Iterable[CheckedSchool]) -> set[int]:
    checked = {one.school_id: one.checked_at for one in seen}
    grace = dt.timedelta(minutes=GRACE)
    return {
        held.school_id
        for held in SchoolSession.objects.filter(
            Q(register_opens_at__isnull=False), date=now.date(), kind=SchoolSession.Kind.SCHOOL
        )
        for opens, closes in [
            (moment(held.date, held.register_opens_at), moment(held.date, held.register_closes_at))
        ]
        for turn in (opens and opens + grace, closes)
        if turn and held.school_id in checked and checked[held.school_id] < turn <= now
    }
