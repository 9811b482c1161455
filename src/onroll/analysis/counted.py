"""What was counted of an analysis's tables, and everything that is worked out of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from onroll.analysis.bad_input import BadTable
from onroll.analysis.counting.scope import Scope
from onroll.analysis.duckdb_engine import DuckDBEngine
from onroll.analysis.engine import Engine
from onroll.analysis.groupings import Grouping
from onroll.analysis.measures import Cell, cells
from onroll.analysis.opening import OpenTable
from onroll.analysis.quality import QualityRow, quality_rows, write_quality
from onroll.analysis.report import noted, write_report
from onroll.analysis.results import MeasureRow, measure_rows, write_measures, write_pupils
from onroll.analysis.totals import Totals, national_totals


@dataclass(frozen=True)
class Counted:
    """The counted tables, in DuckDB, and the days they are of; the rows of `entries` are in the engine `rows_in`."""

    engine: DuckDBEngine
    scope: Scope
    groupings: Sequence[Grouping]
    entries: OpenTable
    rows_in: Engine

    @cached_property
    def totals(self) -> Totals:
        """The national-style totals."""
        return national_totals(self.engine, self.scope)

    @cached_property
    def cells(self) -> dict[Grouping, list[Cell]]:
        """Every figure of every measure, none kept back."""
        return cells(self.engine, self.scope, self.groupings)

    def measures(self, *, suppress: bool = True) -> Iterator[MeasureRow]:
        """Yield the measures in long form."""
        return measure_rows(self.cells, suppress=suppress)

    def quality(self) -> Iterator[QualityRow]:
        """Yield what is wrong with the rows, each with its place."""
        return quality_rows(self.engine, self.scope, self.entries, rows_in=self.rows_in)

    def write(self, out: Path, *, suppress: bool = True) -> None:
        """Write measures, pupils, quality and report into a folder, made if need be. Raises `BadTable`."""
        try:
            out.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise BadTable(str(out), "the folder cannot be made.", "Give another --out.") from error
        rows: list[MeasureRow] = []
        write_measures(self.engine, noted(self.measures(suppress=suppress), rows), out)
        write_pupils(self.engine, self.scope, out)
        write_quality(self.quality(), out)
        write_report(self.engine, self.scope, self.totals, self.cells, rows, out, suppress=suppress)
