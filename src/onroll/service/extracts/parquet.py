"""DuckDB, as the extracts use it: rows into a Parquet part, and a part's rows back. In memory, and on no network."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from onroll.service.extracts.folder import new_file, put, unfinished

if TYPE_CHECKING:
    import duckdb

    Engine = duckdb.DuckDBPyConnection

MEMORY = "512MB"
THREADS = 2
#: How a row of each table comes to be written: its columns and their kinds.
COLUMNS = {
    "entries": {
        "school": "VARCHAR",
        "pupil": "VARCHAR",
        "date": "DATE",
        "session": "VARCHAR",
        "code": "VARCHAR",
        "minutes_late": "SMALLINT",
        "recorded_at": "TIMESTAMP",
    },
    "pupils": {
        "school": "VARCHAR",
        "pupil": "VARCHAR",
        "year_group": "VARCHAR",
        "sex": "VARCHAR",
        "ethnicity": "VARCHAR",
        "language": "VARCHAR",
        "fsm": "BOOLEAN",
        "pupil_premium": "BOOLEAN",
        "sen": "VARCHAR",
        "sen_need": "VARCHAR",
        "ehcp": "BOOLEAN",
        "social_worker": "BOOLEAN",
        "looked_after": "BOOLEAN",
        "young_carer": "BOOLEAN",
        "born": "DATE",
        "starting_day": "DATE",
        "leaving_day": "DATE",
        "registration_group": "VARCHAR",
        "registration": "VARCHAR",
        "phase": "VARCHAR",
        "district": "VARCHAR",
        "trust": "VARCHAR",
    },
    "calendar": {"school": "VARCHAR", "date": "DATE", "session": "VARCHAR", "kind": "VARCHAR"},
}
_ORDER = {
    "entries": "pupil, date, session, code",
    "pupils": "pupil, starting_day",
    "calendar": "date, session",
}
#: Entries as a database gives them: by its own id of a pupil.
ENTRIES_GIVEN = {
    "pupil_id": "BIGINT",
    "date": "DATE",
    "session": "VARCHAR",
    "code": "VARCHAR",
    "minutes_late": "SMALLINT",
    "recorded_at": "TIMESTAMP",
}


class PartUnreadable(Exception):
    """A part is not whole; the message is DuckDB's own."""


def engine() -> Engine:
    """Open DuckDB with a limit to its memory, spilling beside the extracts, with nothing fetched from anywhere."""
    import duckdb

    return duckdb.connect(
        ":memory:",
        config={
            "memory_limit": MEMORY,
            "threads": THREADS,
            "temp_directory": str(unfinished() / "spilled"),
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
        },
    )


def given(path: Path, columns: dict[str, str]) -> str:
    """Return the words by which DuckDB reads a file of rows without a header; an empty cell is none."""
    kinds = ", ".join(f"'{name}': '{kind}'" for name, kind in columns.items())
    return (
        f"read_csv({_quoted(path)}, header = false, auto_detect = false, delim = ',', quote = '\"', escape = '\"',"
        f" nullstr = '', columns = {{{kinds}}})"
    )


def write_part(db: Engine, table: str, rows: str, place: Path, made_from: dict[str, str]) -> int:
    """Write what a statement gives as the part in a place, in the table's order; return how many rows it has."""
    written = new_file("parquet")
    said = ", ".join(f"{name}: '{value}'" for name, value in made_from.items())
    (count,) = db.execute(
        f"COPY (SELECT {', '.join(COLUMNS[table])} FROM ({rows}) ORDER BY {_ORDER[table]}) TO {_quoted(written)}"
        f" (FORMAT parquet, COMPRESSION zstd, KV_METADATA {{{said}}})"
    ).fetchone() or (0,)
    put(written, place)
    return int(count)


def rows_of(db: Engine, table: str, place: Path, order: str) -> Iterator[tuple[str | None, ...]]:
    """Yield a part's rows in an order, every value as text: days and moments in ISO form, yes and no as true and false.

    Raises PartUnreadable.
    """
    import duckdb

    columns = ", ".join(f"CAST({name} AS VARCHAR)" for name in COLUMNS[table])
    try:
        found = db.execute(
            f"SELECT {columns} FROM read_parquet({_quoted(place)}, hive_partitioning = false) ORDER BY {order}"
        )
        while rows := found.fetchmany(10_000):
            yield from rows
    except duckdb.Error as fault:
        raise PartUnreadable(str(fault).splitlines()[0]) from fault


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
