"""What a school's entries, plans and calendar have come to, in one line: another line means that something changed."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable

from django.db import connection
from django.db.models import Q

from onroll.service.attendance_register.queries.session_times import moment
from onroll.service.duties.models import CheckedSchool
from onroll.service.duties.standing.register_not_taken import GRACE
from onroll.service.organisations.models import SchoolSession

#: Tables of which a school's last row says that something was added; what stands in them is changed by adding.
_GROWING = (
    "attendance_register_closure",
    "attendance_register_plan",
    "organisations_calendarchange",
    "admission_register_admissionentry",
    "admission_register_enrolment",
    "absence_follow_up_contact",
    "absence_follow_up_reasongiven",
    "absence_follow_up_reasondecision",
    "absence_follow_up_step",
    "absence_notices_notice",
    "absence_notices_noticeevent",
    "exclusions_exclusionstep",
    "guests_gueststay",
    "guests_guesttold",
    "lateness_latenessstep",
    "leave_of_absence_leaverequest",
    "leave_of_absence_leavedecision",
    "lessons_lessonregister",
    "lessons_missingstep",
    "medical_absence_medicalrecord",
    "off_site_provision_answerdecision",
    "off_site_provision_placement",
    "off_site_provision_provideranswer",
    "off_site_provision_providercheck",
    "parents_detailcorrection",
    "parents_detaildecision",
    "parents_letterreply",
    "parents_markanswer",
    "parents_markquestion",
    "parents_replyread",
    "part_time_timetables_timetableevent",
    "remote_education_remotenote",
    "remote_education_remotereview",
)
_STAMPS = f"""
SELECT s.id,
       (SELECT h.number FROM attendance_register_ledgerhead h WHERE h.school_id = s.id),
       (SELECT COUNT(*) FROM attendance_register_plan p WHERE p.school_id = s.id AND p.cancelled_at IS NOT NULL),
       (SELECT COUNT(*) FROM attendance_register_closure c WHERE c.school_id = s.id AND c.withdrawn_at IS NOT NULL),
       {", ".join(f"(SELECT MAX(t.id) FROM {table} t WHERE t.school_id = s.id)" for table in _GROWING)}
  FROM organisations_school s
"""


def stamp_of(school_id: int) -> str:
    """Return the line of one school."""
    return _stamps(" WHERE s.id = %s", [school_id])[school_id]


def schools_to_recheck(*, now: dt.datetime) -> list[int]:
    """Return the schools whose duties may have changed since they were looked at, for the service's own jobs.

    They may where an entry, a plan, the calendar, the roll or a record of following up has changed, where the day has, and where a register has
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
        return {school_id: _as_line(counted) for school_id, *counted in cursor}


def _as_line(counted: Iterable[int | None]) -> str:
    return hashlib.sha256("/".join(str(one or 0) for one in counted).encode()).hexdigest()


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
