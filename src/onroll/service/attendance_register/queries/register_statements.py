"""The statements of a register page, written by hand: the ORM takes longer to word them than the database to answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import connection

from onroll.service.admission_register.boarding import NOT_BOARDING
from onroll.service.attendance_register.models import Submission
from onroll.service.hand_written import among, instances, prepared_cursor
from onroll.service.organisations.models import SchoolSession
from onroll.service.people.models import Pupil

#: What joins text down a group.
_JOINED = {"postgresql": "string_agg", "sqlite": "group_concat"}


@dataclass(frozen=True, slots=True)
class StandingEntry:
    """The entry that stands now, and what a change to it would replace."""

    entry_id: int
    code: str
    minutes_late: int | None
    note: str


@dataclass(slots=True)
class Entered:
    """What is entered: in the register itself by pupil, and each pupil's codes by ISO day and session, up to that day's end."""

    here: dict[int, StandingEntry] = field(default_factory=dict)
    before: dict[int, dict[tuple[str, str], str]] = field(default_factory=dict)


def pupils_of_group(school_id: int, group_id: int, date: dt.date) -> list[Pupil]:
    """Return the pupils whom a group's register covers on a day, in its order; their names alone are loaded."""
    # The group is read first and each pupil looked up (`+ 0` hides the index of the roll): left to choose, a database
    # reads everyone on it.
    day = date.isoformat()
    return instances(
        Pupil,
        f"""
        WITH named (pupil_id) AS MATERIALIZED (
            SELECT m.pupil_id FROM people_registrationgroupmembership m WHERE m.group_id = %s
               AND m.first_day <= %s AND (m.last_day IS NULL OR m.last_day >= %s))
        SELECT DISTINCT p.id, p.legal_surname, p.legal_forenames, p.known_surname, p.known_forename
          FROM named
          JOIN admission_register_enrolment n ON n.pupil_id = named.pupil_id
          JOIN people_pupil p ON p.id = n.pupil_id
         WHERE n.school_id + 0 = %s AND n.starting_day <= %s AND (n.last_day IS NULL OR n.last_day >= %s)
           AND {NOT_BOARDING}
         ORDER BY p.legal_surname, p.legal_forenames, p.id
        """,
        [group_id, day, day, school_id, day, day, day, day],
    )


def boarders_left_out(school_id: int, group_id: int, date: dt.date) -> int:
    """Count the pupils of a group, on roll on a day, whom its register leaves out because they board."""
    day = date.isoformat()
    with prepared_cursor() as cursor:
        cursor.execute(
            """
            SELECT COUNT(DISTINCT n.pupil_id)
              FROM admission_register_boarding b
              JOIN admission_register_enrolment n ON n.id = b.enrolment_id
              JOIN people_registrationgroupmembership m ON m.pupil_id = n.pupil_id
             WHERE b.school_id = %s AND b.first_day <= %s AND (b.last_day IS NULL OR b.last_day >= %s)
               AND n.starting_day <= %s AND (n.last_day IS NULL OR n.last_day >= %s)
               AND m.group_id = %s AND m.first_day <= %s AND (m.last_day IS NULL OR m.last_day >= %s)
            """,
            [school_id, day, day, day, day, group_id, day, day],
        )
        return int(cursor.fetchone()[0])


def sessions_up_to(school_id: int, date: dt.date, session: str, *, count: int) -> list[SchoolSession]:
    """Return the session asked for, where it is held, and those before it, latest first."""
    day = date.isoformat()
    return instances(
        SchoolSession,
        """
        SELECT id, school_id, date, session, kind, register_opens_at, register_closes_at
          FROM organisations_schoolsession
         WHERE school_id = %s AND date <= %s AND (date < %s OR session <= %s) AND kind = 'school'
         ORDER BY date DESC, session DESC LIMIT %s
        """,
        [school_id, day, day, session, count],
    )


def entries_up_to(
    school_id: int, pupil_ids: Sequence[int], first_day: dt.date, last_day: dt.date, session: str
) -> Entered:
    """Return what these pupils have in the register of `last_day`, and the codes of the sessions before it."""
    found = Entered()
    if not pupil_ids:
        return found
    day = last_day.isoformat()
    one_of_them, ids = among(pupil_ids)
    with prepared_cursor() as cursor:
        # What came before is a line a pupil, and not ten rows: rows are what takes the time, on either side.
        cursor.execute(
            f"""
            SELECT c.pupil_id, c.entry_id, c.code, c.minutes_late, e.note
              FROM attendance_register_currententry c
              LEFT JOIN attendance_register_attendanceentry e ON e.id = c.entry_id
             WHERE c.pupil_id {one_of_them} AND c.school_id = %s AND c.date = %s AND c.session = %s
             UNION ALL
            SELECT c.pupil_id, NULL, {_JOINED[connection.vendor]}(CAST(c.date AS text) || c.session || c.code, ','), NULL, NULL
              FROM attendance_register_currententry c
             WHERE c.pupil_id {one_of_them} AND c.school_id = %s AND c.date BETWEEN %s AND %s
             GROUP BY c.pupil_id
            """,
            [*ids, school_id, day, session, *ids, school_id, first_day.isoformat(), day],
        )
        for pupil_id, entry_id, said, late, note in cursor:
            if entry_id is None:
                found.before[pupil_id] = {(one[:10], one[10:12]): one[12:] for one in said.split(",")}
            else:
                found.here[pupil_id] = StandingEntry(entry_id, said, late, note)
    return found


def submissions_of_register(
    school_id: int, group_id: int, date: dt.date, session: str
) -> tuple[Submission, ...]:
    """Return every sending of a register, in order, without its seals."""
    # Put in order here: asked to, SQLite reads the whole ledger in its order to find one register's sendings.
    rows = instances(
        Submission,
        """
            SELECT id, school_id, number, kind, finished, reason, made_at, made_by_name, made_by_role, entry_count
              FROM attendance_register_submission
             WHERE school_id = %s AND date = %s AND session = %s AND group_id = %s
            """,
        [school_id, date.isoformat(), session, group_id],
    )
    return tuple(sorted(rows, key=lambda one: one.number))
