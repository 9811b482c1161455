"""Analyse files of marks: open them, count them, and write what was counted for whoever asks."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from onroll.analysis.counted import Counted
from onroll.analysis.counting.passes import EVERYTHING, TOTALS, Passes
from onroll.analysis.counting.scope import Scope
from onroll.analysis.counting.side_by_side import Progress
from onroll.analysis.duckdb_engine import DuckDBEngine
from onroll.analysis.given_tables import GivenTables, count_given
from onroll.analysis.groupings import ALL, Grouping
from onroll.analysis.opening import OpenTable, find_files, open_table
from onroll.analysis.opening.ids_between_tables import refuse_ids_of_two_kinds
from onroll.analysis.opening.schools_named import refuse_schools_of_two_kinds
from onroll.analysis.tables import CALENDAR, ENTRIES, PUPILS, FlatTable
from onroll.analysis.totals import Totals

DUCKDB, SPARK = ENGINES = ("duckdb", "spark")


@dataclass(frozen=True, slots=True)
class Inputs:
    """The files of an analysis: each a file, a folder of parts, or the parts one by one. Pupils and calendar may be left out."""

    entries: Path | Sequence[Path]
    pupils: Path | Sequence[Path] | None = None
    calendar: Path | Sequence[Path] | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be worked out, with what, and where it goes. `engine` is one of `ENGINES`."""

    inputs: Inputs
    on: date | None = None
    first_day: date | None = None
    groupings: Sequence[Grouping] = (ALL,)
    engine: str = DUCKDB
    threads: int | None = None
    memory: str = "4GB"
    out: Path | None = None
    suppress: bool = True


@dataclass(frozen=True, slots=True)
class Analysed:
    """What an order came to: the totals, and how many of their enrolments had something possible, which persistent absence is of."""

    totals: Totals
    with_something_possible: int


def analyse_files(order: Order, *, progress: Progress = lambda done, of: None) -> Totals:
    """Carry an order out, and answer the totals. Raises as `carry_out` does."""
    return carry_out(order, progress=progress).totals


def carry_out(order: Order, *, progress: Progress = lambda done, of: None) -> Analysed:
    """Carry an order out, and answer what it came to.

    Raises `BadTable`, `SparkIsNotHere`, and `ValueError` for memory that is no amount.
    """
    with DuckDBEngine(threads=order.threads, memory=order.memory) as engine:
        given = open_files(engine, order.inputs)
        with _counted(engine, given, order, progress) as counted:
            if order.out is not None:
                counted.write(order.out, suppress=order.suppress)
            ((possible,),) = engine.rows("SELECT count(*) FROM enrolments WHERE possible > 0")
            return Analysed(counted.totals, int(possible))


def count_files(
    engine: DuckDBEngine,
    inputs: Inputs,
    *,
    on: date | None = None,
    first_day: date | None = None,
    groupings: Sequence[Grouping] = (ALL,),
    passes: Passes = EVERYTHING,
    sliced: Collection[Grouping] | None = None,
    progress: Progress = lambda done, of: None,
) -> tuple[Scope, OpenTable]:
    """Count files of marks up to a day; answer the days the figures are of, and the entries. Raises `BadTable`.

    What `passes` leaves out is in none of the tables that are left, nor are the days of groupings that are not `sliced`.
    """
    given = open_files(engine, inputs)
    scope = count_given(
        engine,
        given,
        on=on,
        first_day=first_day,
        groupings=groupings,
        passes=passes,
        sliced=sliced,
        progress=progress,
    )
    return scope, given.entries


def open_files(engine: DuckDBEngine, inputs: Inputs) -> GivenTables:
    """Open the files of an analysis. Raises `BadTable`."""
    given = GivenTables(
        _opened(engine, ENTRIES, inputs.entries),
        None if inputs.pupils is None else _opened(engine, PUPILS, inputs.pupils),
        None if inputs.calendar is None else _opened(engine, CALENDAR, inputs.calendar),
    )
    refuse_ids_of_two_kinds(engine, given.every)
    refuse_schools_of_two_kinds(engine, given.every)
    return given


def _opened(engine: DuckDBEngine, table: FlatTable, given: Path | Sequence[Path]) -> OpenTable:
    return open_table(engine, table, find_files(table.name, given))


@contextmanager
def _counted(engine: DuckDBEngine, given: GivenTables, order: Order, progress: Progress) -> Iterator[Counted]:
    """Count open files with the engine that the order names."""
    asked = partial(
        count_given,
        on=order.on,
        first_day=order.first_day,
        groupings=order.groupings,
        passes=TOTALS if order.out is None else EVERYTHING,
        progress=progress,
    )
    if order.engine == DUCKDB:
        yield Counted(engine, asked(engine, given), order.groupings, given.entries, engine)
        return
    from onroll.analysis.spark import SparkEngine, hand_over, session_here, with_spark

    with session_here(threads=order.threads, memory=order.memory) as session, SparkEngine(session) as spark:
        seen = with_spark(spark, given)
        scope = asked(spark, seen)
        hand_over(spark, engine)
        yield Counted(engine, scope, order.groupings, seen.entries, spark)
