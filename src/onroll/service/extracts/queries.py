"""Reading the extracts, within a scope: which parts there are, how fresh each is, and whose row a row is."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import connection

from onroll.law.school_time import AcademicYear
from onroll.service.access.permissions import Permission
from onroll.service.access.scope import OutOfScope, Scope
from onroll.service.admission_register.models import Enrolment
from onroll.service.attendance_register.models import Submission
from onroll.service.attendance_register.rows import SUBMISSION_TABLE
from onroll.service.extracts import folder
from onroll.service.extracts.account import account_of
from onroll.service.extracts.identities import Identities
from onroll.service.organisations.models import School

#: A submission that changes nothing an extract says.
_SAYS_NOTHING = Submission.Kind.CLOSING.value


@dataclass(frozen=True, slots=True)
class Freshness:
    """How fresh one school's part of a year is.

    `equal_at` is when it was last made from, or found equal to, the registers; `made_at` when it was written;
    `changed_at` the last change of that year's registers since, None where there was none.
    """

    school_id: int
    urn: str
    year: AcademicYear
    entries: int
    made_at: dt.datetime
    equal_at: dt.datetime
    changed_at: dt.datetime | None

    @property
    def is_fresh(self) -> bool:
        """Whether the registers say nothing that the part does not."""
        return self.changed_at is None


def parts(
    scope: Scope,
    table: str,
    *,
    permission: Permission,
    year: AcademicYear,
    school_ids: Collection[int],
) -> list[Path]:
    """Return the parts of a table, `entries`, `pupils` or `calendar`, of the schools asked for that have one.

    Raises OutOfScope where the permission does not reach the whole of any of these schools.
    """
    return [
        path
        for _, urn in _schools(scope, permission, school_ids)
        if (path := folder.part_path(table, year.first_day.year, urn)).exists()
    ]


def freshness(scope: Scope, *, permission: Permission, school_ids: Collection[int]) -> list[Freshness]:
    """Return how fresh every part of these schools is, by school and year; a school without an extract has none.

    A change that is of no one register, such as an import, is taken to be of every year. Raises OutOfScope.
    """
    accounts = [
        account
        for school_id, urn in _schools(scope, permission, school_ids)
        if (account := account_of(urn)) is not None and account.school_id == school_id
    ]
    changes = _changes({account.school_id: account.number for account in accounts})
    return [
        Freshness(
            account.school_id,
            account.urn,
            year,
            made["entries"].rows,
            dt.datetime.fromisoformat(made["entries"].made_at),
            account.moment,
            max(
                (at for day, at in changes.get(account.school_id, ()) if day is None or day in year),
                default=None,
            ),
        )
        for account in accounts
        for first_year, made in sorted(account.years.items())
        for year in [AcademicYear.starting_in(first_year)]
    ]


def changed_since(
    scope: Scope, *, permission: Permission, numbers: Mapping[int, int], year: AcademicYear
) -> dict[int, dt.datetime]:
    """Return the last change of a year's registers after a number of the ledger, by school; of none where there was none.

    `numbers` is the ledger's number that each school was read up to. Raises OutOfScope.
    """
    _schools(scope, permission, numbers)
    found = {
        school_id: [at for day, at in changes if day is None or day in year]
        for school_id, changes in _changes(numbers).items()
    }
    return {school_id: max(moments) for school_id, moments in found.items() if moments}


def pupils_behind(
    scope: Scope, *, permission: Permission, school_ids: Collection[int], as_extracted: bool = False
) -> dict[tuple[str, str], int]:
    """Return the pupil behind each `school, pupil` of an extract, for those ever on the roll of these schools.

    A child whose two rows were made one is the row that was kept; `as_extracted`, also under the id the other row has in an extract
    from before. Raises OutOfScope.
    """
    urns = dict(_schools(scope, permission, school_ids))
    identities = Identities.now()
    spells = Enrolment.objects.filter(school_id__in=list(urns)).order_by()
    return {
        (urns[school_id], identities.of_row(row)): kept
        for school_id, pupil_id in spells.values_list("school_id", "pupil_id").distinct()
        for kept in (identities.kept(pupil_id),)
        for row in ({kept, pupil_id} if as_extracted else (kept,))
    }


def schools_behind(scope: Scope, *, permission: Permission, school_ids: Collection[int]) -> dict[str, int]:
    """Return the school behind each `school` of an extract. Raises OutOfScope."""
    return {urn: school_id for school_id, urn in _schools(scope, permission, school_ids)}


def _schools(scope: Scope, permission: Permission, school_ids: Collection[int]) -> list[tuple[int, str]]:
    for school_id in school_ids:
        # Not by `require` alone: PostgreSQL's second lock does not reach a file.
        if not scope.may(permission, school_id=school_id):
            raise OutOfScope(f"No role held gives {permission} over the whole of that school.")
    found = School.objects.filter(pk__in=list(school_ids)).order_by("urn")
    return list(found.values_list("pk", "urn"))


def _changes(numbers: Mapping[int, int]) -> dict[int, list[tuple[dt.date | None, dt.datetime]]]:
    """Return, by school, the days that submissions after a number of the ledger are of, and the last moment of each. One statement."""
    if not numbers:
        return {}
    since = ", ".join(["(%s, %s)"] * len(numbers))
    found: dict[int, list[tuple[dt.date | None, dt.datetime]]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH since (school_id, number) AS (VALUES {since})"
            f" SELECT s.school_id, s.date, MAX(s.made_at) FROM since JOIN {SUBMISSION_TABLE} s"
            " ON s.school_id = since.school_id AND s.number > since.number"
            " WHERE s.kind <> %s GROUP BY s.school_id, s.date",
            [*(value for pair in numbers.items() for value in pair), _SAYS_NOTHING],
        )
        for school_id, day, moment in cursor:
            found[school_id].append((_day(day), _moment(moment)))
    return found


def _day(value: Any) -> dt.date | None:
    return dt.date.fromisoformat(value) if isinstance(value, str) else value


def _moment(value: Any) -> dt.datetime:
    """Return a moment as the database says it: SQLite keeps it as text, in UTC."""
    return dt.datetime.fromisoformat(value).replace(tzinfo=dt.UTC) if isinstance(value, str) else value
