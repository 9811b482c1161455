"""Spark frames, which stay where they are: Spark reads them, pass by pass, and counts them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, cast
from uuid import uuid4

from onroll.analysis.counting.scope import Scope
from onroll.analysis.duckdb_engine import DuckDBEngine
from onroll.analysis.frames.seen import Frame, Seen, SeenTable
from onroll.analysis.given_tables import GivenTables
from onroll.analysis.opening import OpenTable
from onroll.analysis.opening.ids_between_tables import refuse_ids_of_two_kinds
from onroll.analysis.opening.schools_named import refuse_schools_of_two_kinds
from onroll.analysis.opening.views import refuse_types
from onroll.analysis.results import pupil_rows
from onroll.analysis.spark import SparkEngine, hand_over
from onroll.analysis.spark.engine import duckdb_type
from onroll.analysis.tables import CALENDAR, ENTRIES, PUPILS, FlatTable

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession


@dataclass(frozen=True, slots=True)
class InSpark:
    """Tables open in a session beside the reader's. Figures go back as frames of the reader's own session."""

    engine: SparkEngine
    given: GivenTables
    session: SparkSession
    to: DuckDBEngine

    @classmethod
    def opened(cls, to: DuckDBEngine, seen: Seen) -> Self:
        """Open what a reader handed in. Raises `BadTable`."""
        session = _native(seen.entries).sparkSession
        engine = SparkEngine(session)
        given = GivenTables(
            _opened(engine, ENTRIES, seen.entries),
            None if seen.pupils is None else _opened(engine, PUPILS, seen.pupils),
            None if seen.calendar is None else _opened(engine, CALENDAR, seen.calendar),
        )
        refuse_ids_of_two_kinds(engine, given.every)
        refuse_schools_of_two_kinds(engine, given.every)
        return cls(engine, given, session, to)

    def hand_over(self) -> None:
        """Bring what was counted to DuckDB."""
        hand_over(self.engine, self.to)

    def frame(self, query: str) -> Any:
        """Answer the rows of a query of DuckDB as a Spark frame."""
        found = self.to.connection.sql(query)
        schema = ", ".join(
            f"`{name}` {_SPARK_TYPES.get(str(kind), str(kind))}"
            for name, kind in zip(found.columns, found.types, strict=True)
        )
        return self.session.createDataFrame(found.fetchall(), schema)

    def pupils(self, scope: Scope) -> Any:
        """Answer a row for each enrolment, which no row of has left Spark."""
        return self.engine.session.sql(pupil_rows(scope))


_SPARK_TYPES = {"VARCHAR": "STRING"}


def _opened(engine: SparkEngine, table: FlatTable, seen: SeenTable) -> OpenTable:
    """Name a frame in the engine's session. Its rows have no numbers: Spark keeps no order."""
    frame, view = _native(seen), f"{table.name}_as_given"
    # Only a global name is seen by another session, and only until the other has a name of its own for it.
    passing = f"onroll_{uuid4().hex}"
    frame.createGlobalTempView(passing)
    engine.session.sql(
        f"SELECT *, '{table.name}' AS filename, CAST(NULL AS BIGINT) AS file_row_number FROM global_temp.{passing}"
    ).createOrReplaceTempView(view)
    frame.sparkSession.catalog.dropGlobalTempView(passing)
    types = {name: duckdb_type(kind) for name, kind in frame.dtypes}
    opened = OpenTable(table, (Path(table.name),), (Path(table.name),), types, view=view)
    refuse_types(engine, opened)
    return opened


def _native(seen: SeenTable) -> DataFrame:
    native: DataFrame = cast("Frame", seen).to_native()
    return native
