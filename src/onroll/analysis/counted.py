"""What was counted of an analysis's tables, and everything that is worked out of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from onroll.analysis.bad_input import BadTable
from onroll.analysis.counting.scope import Scope
from onroll.analysis.counting.side_by_side import at_once
from onroll.analysis.duckdb_engine import DuckDBEngine
from onroll.analysis.engine import Engine
from onroll.analysis.groupings import Grouping
from onroll.analysis.measures import Cell, cells
from onroll.analysis.nested_groups import nested
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
        within = nested(self.engine, self.groupings)
        return measure_rows(self.cells, nested=within, suppress=suppress)

    def quality(self, engine: DuckDBEngine | None = None) -> Iterator[QualityRow]:
        """Yield what is wrong with the rows, each with its place; asked through an engine beside the own, where that is given."""
        asked = engine or self.engine
        rows_in = asked if self.rows_in is self.engine else self.rows_in
        return quality_rows(asked, self.scope, self.entries, rows_in=rows_in)

    def write(self, out: Path, *, suppress: bool = True) -> None:
        """Write measures, pupils, quality and report into a folder, made if need be. Raises `BadTable`."""
        try:
            out.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise BadTable(str(out), "the folder cannot be made.", "Give another --out.") from error

        def figures(one: DuckDBEngine) -> None:
            rows: list[MeasureRow] = []
            found = cells(one, self.scope, self.groupings)
            measured = measure_rows(found, nested=nested(one, self.groupings), suppress=suppress)
            write_measures(one, noted(measured, rows), out)
            write_report(
                one, self.scope, national_totals(one, self.scope), found, rows, out, suppress=suppress
            )

        def pupils(one: DuckDBEngine) -> None:
            write_pupils(one, self.scope, out)
            write_quality(self.quality(one), out)

        at_once(self.engine.side_by_side(2), [figures, pupils])
