"""Frames counted by DuckDB: each is kept as Parquet beside the engine first, and is a file from there on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from numbers import Integral
from pathlib import Path
from typing import Any, Self

import duckdb
import narwhals as nw

from onroll.analysis.bad_input import BadTable
from onroll.analysis.counting.scope import Scope
from onroll.analysis.duckdb_engine import DuckDBEngine
from onroll.analysis.engine import literal
from onroll.analysis.frames.seen import Frame, Seen, SeenTable
from onroll.analysis.given_tables import GivenTables
from onroll.analysis.opening import OpenTable, find_files, open_table
from onroll.analysis.opening.ids_between_tables import refuse_ids_of_two_kinds
from onroll.analysis.opening.schools_named import refuse_schools_of_two_kinds
from onroll.analysis.opening.views import FIRST_OF_FRAME, parquet_types, refuse_types
from onroll.analysis.results import pupil_rows
from onroll.analysis.tables import CALENDAR, ENTRIES, PUPILS, FlatTable


@dataclass(frozen=True, slots=True)
class InDuckDB:
    """Tables open in DuckDB. Figures go back as frames of the kind of `entries`; as relations, where those are files."""

    engine: DuckDBEngine
    given: GivenTables
    entries: SeenTable

    @classmethod
    def opened(cls, engine: DuckDBEngine, seen: Seen) -> Self:
        """Open what a reader handed in. Raises `BadTable`."""
        given = GivenTables(
            _opened(engine, ENTRIES, seen.entries),
            None if seen.pupils is None else _opened(engine, PUPILS, seen.pupils),
            None if seen.calendar is None else _opened(engine, CALENDAR, seen.calendar),
        )
        refuse_ids_of_two_kinds(engine, given.every)
        refuse_schools_of_two_kinds(engine, given.every)
        return cls(engine, given, seen.entries)

    def hand_over(self) -> None:
        """Leave what was counted where it is."""

    def frame(self, query: str) -> Any:
        """Answer the rows of a query as a frame."""
        if isinstance(self.entries, Path) or self.entries.implementation.is_duckdb():
            return _relation(self.engine, query)
        kind, relation = self.entries.implementation, self.engine.connection.sql(query)
        if kind.is_polars():
            found = kind.to_native_namespace().DataFrame(relation)
            return found.lazy() if isinstance(self.entries, nw.LazyFrame) else found
        return relation.to_arrow_table() if kind.is_pyarrow() else relation.df()

    def pupils(self, scope: Scope) -> Any:
        """Answer a row for each enrolment."""
        return self.frame(pupil_rows(scope))


def _opened(engine: DuckDBEngine, table: FlatTable, seen: SeenTable) -> OpenTable:
    if isinstance(seen, Path):
        return open_table(engine, table, find_files(table.name, seen))
    if isinstance(seen, nw.DataFrame):
        _refuse_mixed(table, seen)
    part = engine.folder / f"{table.name}-frame.parquet"
    _keep(engine, seen, part)
    types = parquet_types(engine, part)
    opened = OpenTable(table, (Path(table.name),), (part,), types, first_row=FIRST_OF_FRAME)
    refuse_types(engine, opened)
    return opened


def _keep(engine: DuckDBEngine, frame: Frame, part: Path) -> None:
    if not (isinstance(frame, nw.DataFrame) and frame.implementation.is_pandas_like()):
        frame.lazy().sink_parquet(part)
        return
    # DuckDB reads pandas without pyarrow, if it may look at every cell of a column of Python's own objects.
    connection = engine.connection
    connection.execute(f"SET pandas_analyze_sample = {max(1, len(frame))}")
    connection.execute("SET preserve_insertion_order = true")
    connection.register("frame_given", frame.to_pandas())
    try:
        connection.execute(f"COPY (SELECT * FROM frame_given) TO {literal(str(part))} (FORMAT parquet)")
    finally:
        connection.unregister("frame_given")
        connection.execute("SET preserve_insertion_order = false")


def _refuse_mixed(table: FlatTable, frame: nw.DataFrame[Any]) -> None:
    """Raise `BadTable` for a column of Python's own objects that are not all of one kind."""
    for name in (name for name, kind in frame.schema.items() if kind == nw.Object):
        first = ""
        empty = frame[name].is_null().to_list()
        for row, cell in enumerate(frame[name].to_list()):
            found = "" if empty[row] else _kind(cell)
            first = first or found
            if found and found != first:
                raise BadTable(
                    f"{table.name}, row {row}",
                    f"the {name} is {found}, and in the rows before it is {first}.",
                    "Make the column all of one kind: 100001 and “100001” are not the same id.",
                )


def _kind(cell: object) -> str:
    return next((name for kind, name in _KINDS if isinstance(cell, kind)), f"of type {type(cell).__name__}")


_KINDS: tuple[tuple[type, str], ...] = (
    (str, "text"),
    (bool, "true or false"),
    (Integral, "a whole number"),
    (float, "a number with a fraction"),
    (datetime, "a moment"),
    (date, "a day"),
)


def _relation(engine: DuckDBEngine, query: str) -> duckdb.DuckDBPyRelation:
    """Answer rows as a relation of a database of its own, which lives as long as the relation does."""
    part = engine.folder / "given-back.parquet"
    engine.connection.execute(f"COPY ({query}) TO {literal(str(part))} (FORMAT parquet)")
    own = duckdb.connect()
    own.execute(f"CREATE TABLE figures AS SELECT * FROM read_parquet({literal(str(part))})")
    part.unlink()
    return own.table("figures")
