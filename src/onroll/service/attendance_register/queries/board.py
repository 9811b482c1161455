"""The registers board: every register of a school's session."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import NamedTuple

from django.db import connection
from django.db.models import Q, QuerySet

from onroll.law.closures import codes_of_closure
from onroll.law.code_uses import CODE_OF_NO_REASON_YET, codes_in_school
from onroll.service.access.models import RoleHeld
from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.admission_register.boarding import NOT_BOARDING
from onroll.service.attendance_register.models import Submission
from onroll.service.attendance_register.queries.closure_entries import left_by_withdrawn_closures
from onroll.service.attendance_register.queries.session_times import closes_at, opens_at
from onroll.service.attendance_register.queries.waiting import waiting_by_group
from onroll.service.attendance_register.status import RegisterFacts, RegisterState, has_closed, register_state
from onroll.service.organisations.models import RegistrationGroup, SchoolSession
from onroll.service.organisations.queries.groups import in_year_order
from onroll.service.organisations.queries.sessions import sessions_between
from onroll.service.people.models import RegistrationGroupMembership
from onroll.service.worded_once import worded_once


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One register of the session; `unexplained` counts code N, `taken_by` names the last to send it."""

    group_id: int
    group: str
    year_group: str
    teachers: tuple[str, ...]
    state: RegisterState
    has_closed: bool
    expected: int
    entered: int
    unexplained: int
    absent: int
    taken_by: str
    taken_at: dt.datetime | None
    #: Pupils left blank for the office, which alone may enter what is planned for them.
    waiting: int = 0
    #: Pupils whose entry a closure left that was withdrawn since: nobody took it.
    left: int = 0


def board(scope: Scope, *, school_id: int, date: dt.date, session: str, now: dt.datetime) -> list[BoardRow]:
    """Return every register of a school's session, in six statements.

    Someone whose reach is single groups sees those alone. Raises OutOfScope where nothing is within reach.
    """
    groups = _groups_in_reach(scope, school_id, date)
    held = next((one for one in sessions_between(school_id, date, date) if one.session == session), None)
    counts = _counts(school_id, date, session)
    sent: dict[int | None, list[Submission]] = defaultdict(list)
    # Put in order here: asked to, SQLite reads the whole ledger in its order to find one session's sendings.
    for one in sorted(_sendings(school_id, date, session), key=lambda row: row.number):
        sent[one.group_id].append(one)
    teachers = _teachers([group.pk for group in groups], date)
    waiting = waiting_by_group(school_id, date, session)
    left = _left_by_withdrawn(school_id, date, session) if any(one.closed for one in counts.values()) else {}
    return [
        _row(
            group,
            held,
            counts.get(group.pk, _NOBODY),
            sent[group.pk],
            teachers[group.pk],
            waiting[group.pk],
            left.get(group.pk, 0),
            now,
        )
        for group in groups
    ]


def _groups_in_reach(scope: Scope, school_id: int, date: dt.date) -> list[RegistrationGroup]:
    groups = _groups(school_id, date)
    if not scope.may(Permission.BOARD_VIEW, school_id=school_id):
        own = scope.groups_with(Permission.REGISTER_VIEW)
        groups = [one for one in groups if one.pk in own]
        if not groups:
            scope.require(Permission.BOARD_VIEW, school_id=school_id)
    return in_year_order(groups)


@worded_once
def _groups(school_id: int, date: dt.date) -> QuerySet[RegistrationGroup]:
    standing = Q(last_day__isnull=True) | Q(last_day__gte=date)
    return RegistrationGroup.objects.filter(standing, school_id=school_id, first_day__lte=date)


@worded_once
def _sendings(school_id: int, date: dt.date, session: str) -> QuerySet[Submission]:
    return Submission.objects.filter(school_id=school_id, date=date, session=session).order_by()


class _Counts(NamedTuple):
    """How many of a group are expected, have a code, have no reason yet, are not in, and have a code of a closure."""

    expected: int
    entered: int
    unexplained: int
    absent: int
    closed: int


_NOBODY = _Counts(0, 0, 0, 0, 0)


def _left_by_withdrawn(school_id: int, date: dt.date, session: str) -> Counter[int]:
    """Return for each group of how many the entry was left by a closure that was withdrawn."""
    left = {
        one.pupil_id for one in left_by_withdrawn_closures(school_id, date, date) if one.session == session
    }
    standing = Q(last_day__isnull=True) | Q(last_day__gte=date)
    members = RegistrationGroupMembership.objects.filter(
        standing, group__school_id=school_id, first_day__lte=date, pupil_id__in=left
    )
    return Counter(members.values_list("group_id", flat=True)) if left else Counter()


def _counts(school_id: int, date: dt.date, session: str) -> dict[int, _Counts]:
    day = date.isoformat()
    no_reason, here = CODE_OF_NO_REASON_YET.newest.value, sorted(codes_in_school(date)) or [""]
    places = ", ".join(["%s"] * len(here))
    closed = [meaning.code for meaning in codes_of_closure(date)] or [""]
    closures = ", ".join(["%s"] * len(closed))
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            SELECT m.group_id, COUNT(DISTINCT n.pupil_id), COUNT(DISTINCT c.pupil_id),
                   COUNT(DISTINCT CASE WHEN c.code = %s THEN c.pupil_id END),
                   COUNT(DISTINCT CASE WHEN c.code NOT IN ({places}) THEN c.pupil_id END),
                   COUNT(DISTINCT CASE WHEN c.code IN ({closures}) THEN c.pupil_id END)
              FROM admission_register_enrolment n
              JOIN people_registrationgroupmembership m ON m.pupil_id = n.pupil_id
              JOIN organisations_registrationgroup g ON g.id = m.group_id AND g.school_id = n.school_id
              LEFT JOIN attendance_register_currententry c
                ON c.pupil_id = n.pupil_id AND c.school_id = n.school_id AND c.date = %s AND c.session = %s
             WHERE n.school_id = %s AND n.starting_day <= %s AND (n.last_day IS NULL OR n.last_day >= %s)
               AND m.first_day <= %s AND (m.last_day IS NULL OR m.last_day >= %s)
               AND {NOT_BOARDING}
             GROUP BY m.group_id
            """,
            [no_reason, *here, *closed, day, session, school_id, *([day] * 6)],
        )
        return {group_id: _Counts(*counted) for group_id, *counted in cursor}


def _teachers(group_ids: list[int], date: dt.date) -> dict[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = defaultdict(tuple)
    for group_id, name in _names_of_teachers(group_ids, date):
        if group_id is not None and name not in found[group_id]:
            found[group_id] += (name,)
    return found


@worded_once
def _names_of_teachers(group_ids: list[int], date: dt.date) -> QuerySet[RoleHeld, tuple[int | None, str]]:
    standing = Q(last_day__isnull=True) | Q(last_day__gte=date)
    held = RoleHeld.objects.filter(standing, group_id__in=group_ids, first_day__lte=date)
    return held.order_by("-covering", "pk").values_list("group_id", "user__name")


def _row(
    group: RegistrationGroup,
    held: SchoolSession | None,
    counts: _Counts,
    sent: list[Submission],
    teachers: tuple[str, ...],
    waiting: int,
    left: int,
    now: dt.datetime,
) -> BoardRow:
    entered = counts.entered - left
    first = next((one.made_at for one in sent if one.kind == Submission.Kind.TAKING), None)
    facts = RegisterFacts(opens_at(held), closes_at(held), counts.expected, entered, first, waiting)
    last = sent[-1] if sent else None
    return BoardRow(
        group_id=group.pk,
        group=group.name,
        year_group=group.year_group,
        teachers=teachers,
        state=register_state(facts, now=now),
        has_closed=has_closed(facts.closes_at, now=now),
        expected=counts.expected,
        entered=entered,
        unexplained=counts.unexplained,
        absent=counts.absent - left,
        taken_by=last.made_by_name if last else "",
        taken_at=last.made_at if last else None,
        waiting=waiting,
        left=left,
    )
