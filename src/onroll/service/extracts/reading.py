"""The registers as they stand at one moment: which years a school has, its entries, and which years have changed."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from onroll.law.school_time import AcademicYear
from onroll.service.admission_register.models import Enrolment
from onroll.service.attendance_register import seals
from onroll.service.attendance_register.models import LedgerHead, Submission
from onroll.service.attendance_register.rows import CURRENT_TABLE, ENTRY_TABLE, SUBMISSION_TABLE

_AT_ONCE = 10_000
_CALENDAR_TABLE = "organisations_schoolsession"


@contextmanager
def one_moment() -> Iterator[None]:
    """Let everything read within be of one moment of the database, while others go on writing."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    else:
        # Django would begin IMMEDIATE, and keep every writer waiting.
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("COMMIT")


def ledger_end(school_id: int) -> tuple[int, str]:
    """Return the number and the seal that a school's ledger ends with."""
    found = LedgerHead.objects.filter(school_id=school_id).values_list("number", "seal").first()
    number, seal = found or (0, seals.GENESIS)
    return number, bytes(seal).hex()


def is_in_ledger(school_id: int, number: int, seal: str) -> bool:
    """Say whether a ledger once ended with this number and seal: an account of another ledger does not say so."""
    if number == 0:
        return True
    found = (
        Submission.objects.filter(school_id=school_id, number=number).values_list("seal", flat=True).first()
    )
    return found is not None and bytes(found).hex() == seal


def folded_pupils(school_id: int) -> list[int]:
    """Return the pupils of a school, past or present, who were found to be another row's child."""
    spells = Enrolment.objects.filter(school_id=school_id, pupil__folded_into__isnull=False)
    return list(spells.order_by("pupil_id").values_list("pupil_id", flat=True).distinct())


def years_to_extract(school_id: int, *, on: dt.date) -> list[AcademicYear]:
    """Return the academic years begun by a day that a school has entries or a calendar of.

    A year whose entries have all been disposed of is none: its figures went with them.
    """
    days = [*_first_and_last(CURRENT_TABLE, school_id), *_first_and_last(_CALENDAR_TABLE, school_id)]
    if not days:
        return []
    found, year = [], AcademicYear.of(min(days))
    while year.first_day <= min(max(days), on):
        if _any(CURRENT_TABLE, school_id, year) or (
            _any(_CALENDAR_TABLE, school_id, year) and not _any(ENTRY_TABLE, school_id, year)
        ):
            found.append(year)
        year = year.following
    return found


def years_changed(school_id: int, *, after: int) -> set[AcademicYear]:
    """Return the academic years of which a school's ledger has entries made, or disposed of, after a submission's number."""
    later = f"SELECT id FROM {SUBMISSION_TABLE} WHERE school_id = %s AND number > %s"
    days = _days(
        f"SELECT DISTINCT date FROM {ENTRY_TABLE} WHERE school_id + 0 = %s AND submission_id IN ({later})",
        [school_id, school_id, after],
    )
    disposals = Submission.objects.filter(
        school_id=school_id, number__gt=after, kind=Submission.Kind.DISPOSAL
    )
    if disposals.exists():
        days += _days(
            f"SELECT DISTINCT date FROM {ENTRY_TABLE} WHERE school_id = %s AND disposed_by_id IN ({later})",
            [school_id, school_id, after],
        )
    return {AcademicYear.of(day) for day in days}


#: A day, and a moment in UTC to the second, as each database says them without Python's having to read them.
_DATE = {"postgresql": "c.date", "sqlite": "CAST(c.date AS TEXT)"}
_MADE_AT = {
    "postgresql": "(e.made_at AT TIME ZONE 'UTC')::timestamp(0)",
    "sqlite": "substr(e.made_at, 1, 19)",
}


def _entries_sql() -> str:
    vendor = connection.vendor
    return (
        f"SELECT c.pupil_id, {_DATE[vendor]}, c.session, c.code, c.minutes_late, {_MADE_AT[vendor]}"
        f" FROM {CURRENT_TABLE} c JOIN {ENTRY_TABLE} e ON e.id = c.entry_id"
        " WHERE c.school_id = %s AND c.date BETWEEN %s AND %s AND c.code <> ''"
    )


def write_entries(path: Path, school_id: int, year: AcademicYear) -> int:
    """Write a year's current entries to a file of rows, never more than a few of them in memory; return how many."""
    values: list[Any] = [school_id, year.first_day.isoformat(), year.last_day.isoformat()]
    if connection.vendor == "postgresql":
        return _copy(path, values)
    count = 0
    with path.open("w", newline="") as stream, connection.chunked_cursor() as cursor:
        writer = csv.writer(stream, lineterminator="\n")
        cursor.execute(_entries_sql(), values)
        while rows := cursor.fetchmany(_AT_ONCE):
            writer.writerows(rows)
            count += len(rows)
    return count


def _copy(path: Path, values: list[Any]) -> int:
    with path.open("wb") as stream, connection.cursor() as cursor:
        with cursor.copy(f"COPY ({_entries_sql()}) TO STDOUT (FORMAT csv)", values) as copy:
            for chunk in copy:
                stream.write(bytes(chunk))
        return int(cursor.rowcount)


def entries_by_session(school_id: int, year: AcademicYear) -> Iterator[tuple[Any, ...]]:
    """Yield a year's current entries in the order of their days and sessions, as the database says them."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(
            f"{_entries_sql()} ORDER BY c.date, c.session",
            [school_id, year.first_day.isoformat(), year.last_day.isoformat()],
        )
        while rows := cursor.fetchmany(_AT_ONCE):
            yield from rows


def _any(table: str, school_id: int, year: AcademicYear) -> bool:
    return bool(
        _days(
            f"SELECT date FROM {table} WHERE school_id = %s AND date BETWEEN %s AND %s LIMIT 1",
            [school_id, year.first_day.isoformat(), year.last_day.isoformat()],
        )
    )


def _first_and_last(table: str, school_id: int) -> list[dt.date]:
    # Two statements, so that each is answered from the end of an index.
    return [
        day
        for end in ("MIN", "MAX")
        for day in _days(f"SELECT {end}(date) FROM {table} WHERE school_id = %s", [school_id])
    ]


def _days(sql: str, values: list[Any]) -> list[dt.date]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        found = [day for (day,) in cursor.fetchall() if day is not None]
    return [day if isinstance(day, dt.date) else dt.date.fromisoformat(day) for day in found]
