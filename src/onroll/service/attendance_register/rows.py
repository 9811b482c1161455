"""How ledger rows reach the database: many at once, on SQLite and PostgreSQL alike.

The ORM would make an object and bind thirteen fields for each of 400,000 entries; these statements do not.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from django.db import connection

from onroll.service.attendance_register.models import LedgerHead
from onroll.service.hand_written import columns_of, instances

ENTRY_TABLE = "attendance_register_attendanceentry"
SUBMISSION_TABLE = "attendance_register_submission"
CURRENT_TABLE = "attendance_register_currententry"
HEAD_TABLE = "attendance_register_ledgerhead"
ENTRY_COLUMNS = "submission_id, school_id, pupil_id, date, session, code, minutes_late, note, reason, replaces_id, made_at, made_by, hash"
#: The kinds of those columns in PostgreSQL.
_ENTRY_KINDS = [
    "bigint",
    "bigint",
    "bigint",
    "date",
    "text",
    "text",
    "smallint",
    "text",
    "text",
    "bigint",
    "timestamptz",
    "text",
    "bytea",
]
_MADE_AT = 10
SUBMISSION_COLUMNS = (
    "school_id, number, kind, date, session, group_id, finished, key, reason, undoes_id, "
    "made_at, made_by_id, made_by_name, made_by_role, entry_count, digest, previous_seal, seal"
)
#: Above this many rows a bulk road is quicker than one statement of many values.
_FEW = 300


def locked_head(school_id: int) -> LedgerHead | None:
    """Lock the head of a school's ledger until the transaction ends, and return it; None where there is none yet."""
    # SQLite has one writer at a time, and locks at BEGIN.
    locked = "FOR UPDATE" if connection.vendor == "postgresql" else ""
    found = instances(
        LedgerHead,
        f"SELECT {columns_of(LedgerHead)} FROM {HEAD_TABLE} WHERE school_id = %s {locked}",
        [school_id],
    )
    return found[0] if found else None


def move_head(cursor: Any, head: LedgerHead) -> None:
    """Keep where a school's ledger has come to."""
    cursor.execute(
        f"UPDATE {HEAD_TABLE} SET number = %s, seal = %s WHERE school_id = %s",
        [head.number, head.seal, head.school_id],
    )


def insert_submissions(cursor: Any, rows: Sequence[tuple[object, ...]]) -> list[int]:
    """Insert submissions and return their ids, in the order given."""
    ids: list[int] = []
    for start in range(0, len(rows), _FEW):
        chunk = rows[start : start + _FEW]
        values = [_submission_values(row) for row in chunk]
        sql = f"INSERT INTO {SUBMISSION_TABLE} ({SUBMISSION_COLUMNS}) VALUES {_places(values)} RETURNING number, id"
        cursor.execute(sql, [value for row in values for value in row])
        by_number = dict(cursor.fetchall())
        ids += [by_number[row[1]] for row in chunk]
    return ids


def _submission_values(row: tuple[object, ...]) -> tuple[object, ...]:
    return (*row[:6], bool(row[6]), *row[7:10], _moment(row[10]), *row[11:])


def reserve_entry_ids(cursor: Any, count: int) -> list[int]:
    """Return ids that the next entries may be given, rising; under a lock of the ledger, and used at once."""
    if connection.vendor == "postgresql":
        sequence = f"pg_get_serial_sequence('{ENTRY_TABLE}', 'id')"
        cursor.execute(f"SELECT nextval({sequence}) FROM generate_series(1, %s)", [count])
        return sorted(number for (number,) in cursor.fetchall())
    # SQLite has one writer at a time, and this one holds the lock.
    cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [ENTRY_TABLE])
    last = (cursor.fetchone() or (0,))[0]
    return list(range(last + 1, last + 1 + count))


def insert_entries(cursor: Any, rows: Sequence[tuple[object, ...]], ids: Sequence[int] = ()) -> None:
    """Insert attendance entries, by ids reserved for them or else by new ones; ids follow the order given."""
    vendor = connection.vendor  # asked for once: it is looked up by thread, and dear in a loop
    if ids:
        _insert_numbered(cursor, rows, ids, vendor)
        return
    if vendor == "postgresql":
        send = _unnest_entries if len(rows) <= _FEW else _copy_entries
        send(cursor, rows)
    elif len(rows) <= _FEW:
        values = [_entry_values(row, vendor) for row in rows]
        sql = f"INSERT INTO {ENTRY_TABLE} ({ENTRY_COLUMNS}) VALUES {_places(values)}"
        cursor.execute(sql, [value for row in values for value in row])
    else:
        places = ", ".join(["%s"] * len(rows[0]))
        sql = f"INSERT INTO {ENTRY_TABLE} ({ENTRY_COLUMNS}) VALUES ({places})"
        cursor.executemany(sql, (_entry_values(row, vendor) for row in rows))


def _unnest_entries(cursor: Any, rows: Sequence[tuple[object, ...]]) -> None:
    """Insert entries a column at a time: the statement's words, and so its plan, are those of any class."""
    columns = zip(*(_entry_values(row, "postgresql") for row in rows), strict=True)
    arrays = ", ".join(f"%s::{kind}[]" for kind in _ENTRY_KINDS)
    cursor.execute(
        f"INSERT INTO {ENTRY_TABLE} ({ENTRY_COLUMNS}) SELECT * FROM unnest({arrays})",
        [list(column) for column in columns],
    )


def _insert_numbered(
    cursor: Any, rows: Sequence[tuple[object, ...]], ids: Sequence[int], vendor: str
) -> None:
    if vendor == "postgresql":
        _copy_entries(cursor, rows, ids)
        return
    places = ", ".join(["%s"] * (len(rows[0]) + 1))
    cursor.executemany(
        f"INSERT INTO {ENTRY_TABLE} (id, {ENTRY_COLUMNS}) VALUES ({places})",
        ((number, *_entry_values(row, vendor)) for number, row in zip(ids, rows, strict=True)),
    )


def _copy_entries(cursor: Any, rows: Sequence[tuple[object, ...]], ids: Sequence[int] = ()) -> None:
    # PostgreSQL will not COPY into a table under row-level security, so the rows come by way of one that is not.
    waiting = "attendance_entries_waiting"
    cursor.execute(
        f"CREATE TEMPORARY TABLE IF NOT EXISTS {waiting} ON COMMIT DROP AS"
        f" SELECT {ENTRY_COLUMNS}, 0::bigint AS place FROM {ENTRY_TABLE} WITH NO DATA"
    )
    with cursor.copy(f"COPY {waiting} ({ENTRY_COLUMNS}, place) FROM STDIN") as copy:
        for place, row in zip(ids or range(len(rows)), rows, strict=True):
            copy.write_row((*_entry_values(row, "postgresql"), place))
    numbered, number = ("id, ", "place, ") if ids else ("", "")
    cursor.execute(
        f"INSERT INTO {ENTRY_TABLE} ({numbered}{ENTRY_COLUMNS})"
        f" SELECT {number}{ENTRY_COLUMNS} FROM {waiting} ORDER BY place"
    )
    cursor.execute(f"TRUNCATE {waiting}")


def _entry_values(row: tuple[object, ...], vendor: str) -> tuple[object, ...]:
    return (*row[:_MADE_AT], _adapted(vendor, row[_MADE_AT]), *row[_MADE_AT + 1 :])


_STANDING = f"NOT EXISTS (SELECT 1 FROM {ENTRY_TABLE} later WHERE later.replaces_id = made.id) AND "


_OVER_WHAT_STANDS = (
    "ON CONFLICT (pupil_id, date, session, school_id) DO UPDATE SET "
    "code = excluded.code, minutes_late = excluded.minutes_late, entry_id = excluded.entry_id"
)


def project(
    cursor: Any,
    submission_ids: Iterable[int],
    *,
    replaced_within: bool = False,
    onto_blank: bool = False,
) -> None:
    """Make the entries of these submissions the current ones; of those `replaced_within` them, the last.

    `onto_blank` says that nothing stands where they go, and spares looking: a year comes in by a third quicker.
    """
    # Ids of one append are a span: nobody else writes to this school between them, and others' schools are named out.
    # `+ 0` keeps SQLite to the submissions named: left to choose, it reads every entry the school ever had.
    ids = list(submission_ids)
    cursor.execute(
        f"INSERT INTO {CURRENT_TABLE} (pupil_id, date, session, school_id, code, minutes_late, entry_id) "
        f"SELECT pupil_id, date, session, school_id, code, minutes_late, id FROM {ENTRY_TABLE} made "
        f"WHERE {_STANDING if replaced_within else ''}submission_id BETWEEN %s AND %s AND school_id + 0 = "
        f"(SELECT school_id FROM {SUBMISSION_TABLE} WHERE id = %s) "
        f"ORDER BY pupil_id, date, session {'' if onto_blank else _OVER_WHAT_STANDS}",
        [min(ids), max(ids), ids[0]],
    )


def refresh_statistics(cursor: Any) -> None:
    """Tell PostgreSQL how full the tables have become: after a bulk load it would plan for empty ones."""
    if connection.vendor == "postgresql":
        cursor.execute(f"ANALYZE {ENTRY_TABLE}, {CURRENT_TABLE}")


def _places(rows: Sequence[tuple[object, ...]]) -> str:
    one = "(" + ", ".join(["%s"] * len(rows[0])) + ")"
    return ", ".join([one] * len(rows))


def _moment(seconds: object) -> Any:
    return _adapted(connection.vendor, int(seconds))  # type: ignore[call-overload]


@lru_cache(
    maxsize=8_192
)  # a register's entries share their moment, and adapting one costs as much as inserting it
def _adapted(_vendor: str, seconds: Any) -> Any:
    """Return whole seconds since 1970 as the database's own kind of moment."""
    return connection.ops.adapt_datetimefield_value(dt.datetime.fromtimestamp(seconds, tz=dt.UTC))
