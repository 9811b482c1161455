"""Keeping what was counted: cells, enrolments, pupils' weeks and faults."""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

from onroll.analysis.behind.gaps import at_fault, gaps
from onroll.analysis.counting.pupil_weeks import pupil_weeks
from onroll.analysis.counting.scope import Scope
from onroll.analysis.disclosure_control import kept_back_together
from onroll.analysis.duckdb_engine import DuckDBEngine
from onroll.analysis.engine import literal
from onroll.analysis.groupings import Grouping
from onroll.analysis.kept.days_of_codes import days_of_codes, marked_weeks
from onroll.analysis.kept.tables import (
    ABOUT,
    AT_FAULT,
    BY_COLUMN,
    CELLS,
    DAYS_OF_CODES,
    FAULTS,
    FORMAT,
    GAPS,
    INDEXES,
    KEPT_BACK,
    MARKED_WEEKS,
    MOST_CROSSED_BY_ROW,
    PLACED,
    SCHOOL_WEEKS,
    WEEKS,
)
from onroll.analysis.measures import Cell
from onroll.analysis.measures.crossed import COLUMNS
from onroll.analysis.nested_groups import Nested, nested
from onroll.analysis.pupil_figures.counted import placed, week_figures
from onroll.analysis.tables import GROUPS


def keep_counted(
    engine: DuckDBEngine,
    scope: Scope,
    cells: Mapping[Grouping, Sequence[Cell]],
    path: Path,
    *,
    by_pupil: bool = False,
    about: Mapping[str, Any] | None = None,
) -> None:
    """Keep what an engine has counted in a new file; `about` is kept beside it, and comes back as it was.

    `by_pupil` keeps each pupil's weeks and the days of each code, what counts towards the threshold, and what is missing or at fault as well, of the
    schools counted last.
    Raises `FileExistsError` where there is a file with anything in it already.
    """
    if path.exists() and path.stat().st_size:
        raise FileExistsError(f"{path} is there already.")
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA journal_mode = OFF")
        db.execute("PRAGMA synchronous = OFF")
        for table in (
            CELLS,
            KEPT_BACK,
            ABOUT,
            WEEKS,
            SCHOOL_WEEKS,
            PLACED,
            FAULTS,
            GAPS,
            AT_FAULT,
            BY_COLUMN,
            DAYS_OF_CODES,
            MARKED_WEEKS,
        ):
            db.execute(table)
        db.executemany("INSERT INTO cells VALUES (?, ?, ?, ?, ?, ?, ?, ?)", _cells(cells))
        db.executemany("INSERT INTO kept_back VALUES (?, ?, ?, ?)", _kept_back(cells, nested(engine, cells)))
        if by_pupil:
            _keep_pupils(engine, scope, db)
        db.executemany(
            "INSERT INTO faults VALUES (?, ?, ?, ?, ?, ?)",
            map(_plain, engine.rows("SELECT fault, school, date, session, code, rows_found FROM faults")),
        )
        if _keep_enrolments(engine, db) > MOST_CROSSED_BY_ROW:
            _keep_columns(engine, db)
        for index in INDEXES:
            db.execute(index)
        db.executemany("INSERT INTO about VALUES (?, ?)", _about(scope, cells, about or {}))
        db.commit()


def _cells(cells: Mapping[Grouping, Sequence[Cell]]) -> Iterable[tuple[Any, ...]]:
    for grouping, found in cells.items():
        name = ",".join(grouping.columns)
        for cell in found:
            yield name, cell.measure, cell.period, cell.group, *cell[3:]


def _kept_back(
    cells: Mapping[Grouping, Sequence[Cell]], within: Sequence[Nested]
) -> Iterable[tuple[str, ...]]:
    for grouping, hidden in kept_back_together(cells, nested=within).items():
        name = ",".join(grouping.columns)
        yield from ((name, cell.period, cell.measure, cell.group) for cell in hidden)


def _keep_pupils(engine: DuckDBEngine, scope: Scope, db: sqlite3.Connection) -> None:
    db.executemany(
        "INSERT INTO weeks VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", map(_plain, pupil_weeks(engine, scope))
    )
    db.executemany(
        "INSERT INTO school_weeks VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (_plain((school, pupil, *week)) for school, pupil, week in week_figures(engine, scope)),
    )
    db.executemany("INSERT INTO days_of_codes VALUES (?, ?, ?, ?, ?, ?)", days_of_codes(engine, scope))
    db.executemany("INSERT INTO school_weeks_marked VALUES (?, ?, ?, ?, ?)", marked_weeks(engine))
    db.executemany("INSERT INTO placed VALUES (?, ?, ?, ?)", map(_plain, placed(engine, scope)))
    db.executemany("INSERT INTO gaps VALUES (?, ?, ?, ?, ?, ?)", map(_plain, gaps(engine, scope)))
    db.executemany("INSERT INTO at_fault VALUES (?, ?, ?, ?, ?, ?, ?)", map(_plain, at_fault(engine, scope)))


def _keep_enrolments(engine: DuckDBEngine, db: sqlite3.Connection) -> int:
    """Keep the rows of enrolments; answer how many there are."""
    columns = [name for name, *_ in engine.rows("DESCRIBE enrolments")]
    db.execute(f"CREATE TABLE enrolments ({', '.join(columns)})")
    places = ", ".join("?" * len(columns))
    rows = engine.rows("SELECT * FROM enrolments ORDER BY school, pupil")
    db.executemany(f"INSERT INTO enrolments VALUES ({places})", map(_plain, rows))
    return len(rows)


def _keep_columns(engine: DuckDBEngine, db: sqlite3.Connection) -> None:
    written = engine.folder / "enrolments.parquet"
    columns = ", ".join((*GROUPS, *COLUMNS, "is_elsewhere_too"))
    engine.connection.execute(
        f"COPY (SELECT {columns}, CASE WHEN is_elsewhere_too THEN pupil END AS pupil FROM enrolments) "
        f"TO {literal(str(written))} (FORMAT parquet, ROW_GROUP_SIZE 20480)"
    )
    db.execute("INSERT INTO by_column VALUES (?)", [written.read_bytes()])
    written.unlink()


def _about(
    scope: Scope, cells: Mapping[Grouping, Sequence[Cell]], more: Mapping[str, Any]
) -> list[tuple[str, str]]:
    said = {
        "format": FORMAT,
        "first_seen": scope.first_seen.isoformat(),
        "first_day": scope.first_day.isoformat(),
        "on": scope.on.isoformat(),
        "groupings": [",".join(grouping.columns) for grouping in cells],
        "more": dict(more),
    }
    return [(name, json.dumps(value)) for name, value in said.items()]


def _plain(row: Sequence[Any]) -> tuple[Any, ...]:
    """Put a row as SQLite takes it: a day as text."""
    return tuple(value.isoformat() if isinstance(value, date) else value for value in row)
