"""Analyse files of marks: open them, count them, and hold what was counted for whoever asks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from onroll.analysis.bad_input import BadTable
from onroll.analysis.counting.passes import EVERYTHING, TOTALS, Pass, Passes
from onroll.analysis.counting.scope import Scope
from onroll.analysis.counting.side_by_side import Progress
from onroll.analysis.counting.whole import BadKeys, Batch, count_marks
from onroll.analysis.duckdb_engine import DuckDBEngine
from onroll.analysis.engine import literal
from onroll.analysis.groupings import ALL, Grouping
from onroll.analysis.measures import cells
from onroll.analysis.opening import OpenTable, find_files, open_table, refuse_bad_rows
from onroll.analysis.quality import write_quality
from onroll.analysis.report import noted, write_report
from onroll.analysis.results import MeasureRow, measure_rows, write_measures, write_pupils
from onroll.analysis.school_batches import SchoolBatch, school_batches
from onroll.analysis.tables import CALENDAR, ENTRIES, PUPILS, FlatTable
from onroll.analysis.totals import Totals, national_totals
from onroll.law.attendance_codes import CODES

_NOT_COUNTED = ("recorded_at",)
_YEAR = timedelta(days=365)
# A calendar may begin long before the entries: no figure looks back further than a year.
_FIRST_LISTED = "SELECT min(date) FROM calendar WHERE date >= {}"
# A child is of school age for fewer years.
_MOST_DAYS = 20 * 365


@dataclass(frozen=True, slots=True)
class Inputs:
    """The files of an analysis: each a file, a folder of parts, or the parts one by one. Pupils and calendar may be left out."""

    entries: Path | Sequence[Path]
    pupils: Path | Sequence[Path] | None = None
    calendar: Path | Sequence[Path] | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be worked out, with what, and where it goes."""

    inputs: Inputs
    on: date | None = None
    first_day: date | None = None
    groupings: Sequence[Grouping] = (ALL,)
    threads: int | None = None
    memory: str = "4GB"
    out: Path | None = None
    suppress: bool = True


def analyse_files(order: Order, *, progress: Progress = lambda done, of: None) -> Totals:
    """Carry an order out, and answer the totals. Raises `BadTable`, and `ValueError` for memory that is no amount."""
    with DuckDBEngine(threads=order.threads, memory=order.memory) as engine:
        scope, entries = count_files(
            engine,
            order.inputs,
            on=order.on,
            first_day=order.first_day,
            groupings=order.groupings,
            passes=EVERYTHING if order.out is not None else TOTALS,
            progress=progress,
        )
        totals = national_totals(engine, scope)
        if order.out is not None:
            _write(engine, scope, entries, totals, order, order.out)
        return totals


def _write(
    engine: DuckDBEngine, scope: Scope, entries: OpenTable, totals: Totals, order: Order, out: Path
) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadTable(str(out), "the folder cannot be made.", "Give another --out.") from error
    found = cells(engine, scope, order.groupings)
    rows: list[MeasureRow] = []
    write_measures(engine, noted(measure_rows(found, suppress=order.suppress), rows), out)
    write_pupils(engine, scope, out)
    write_quality(engine, scope, entries, out)
    write_report(engine, scope, totals, found, rows, out, suppress=order.suppress)


def count_files(
    engine: DuckDBEngine,
    inputs: Inputs,
    *,
    on: date | None = None,
    first_day: date | None = None,
    groupings: Sequence[Grouping] = (ALL,),
    passes: Passes = EVERYTHING,
    progress: Progress = lambda done, of: None,
) -> tuple[Scope, OpenTable]:
    """Count files of marks up to a day; answer the days the figures are of, and the entries. Raises `BadTable`.

    What `passes` leaves out is in none of the tables that are left.
    """
    entries = open_table(engine, ENTRIES, find_files(ENTRIES.name, inputs.entries))
    if entries.has_cast_columns:
        refuse_bad_rows(engine, entries)
    given = [
        _given(engine, table, path) for table, path in ((PUPILS, inputs.pupils), (CALENDAR, inputs.calendar))
    ]
    scope = _scope(engine, entries, on, first_day, calendar=given[1], terms=Pass.WEEKS in passes)
    try:
        count_marks(
            engine,
            scope,
            _batches(school_batches(engine, entries), entries),
            groupings,
            has_pupils=given[0],
            has_calendar=given[1],
            passes=passes,
            progress=progress,
        )
    except BadKeys:
        refuse_bad_rows(engine, entries)
        raise
    return scope, entries


def _given(engine: DuckDBEngine, table: FlatTable, path: Path | Sequence[Path] | None) -> bool:
    if path is None:
        return False
    opened = open_table(engine, table, find_files(table.name, path))
    refuse_bad_rows(engine, opened)
    engine.view(table.name, opened.select())
    return True


def _scope(
    engine: DuckDBEngine,
    entries: OpenTable,
    on: date | None,
    first_day: date | None,
    *,
    calendar: bool,
    terms: bool,
) -> Scope:
    first, last = engine.rows(f"SELECT min(date), max(date) FROM ({entries.select(tidy=False)}) AS e")[0]
    if last is None:
        refuse_bad_rows(engine, entries)
        raise BadTable(
            str(entries.given[0]), "there are no entries.", "Give a file with a row for each session."
        )
    _refuse_days_apart(engine, entries, first, last)
    until = last if on is None else on
    if first_day is not None and first_day > until:
        raise BadTable(
            str(entries.given[0]),
            f"the figures would start on {first_day}, after they end on {until}.",
            "Give an earlier --from or a later --on.",
        )
    listed = engine.rows(_FIRST_LISTED.format(literal(first - _YEAR)))[0][0] if calendar else None
    return Scope.of(min(first, until, listed or until), until, first_day, terms=terms)


def _refuse_days_apart(engine: DuckDBEngine, entries: OpenTable, first: date, last: date) -> None:
    """Raise `BadTable` for a day before there was a table of codes, or one so far on that it must be a slip."""
    wrong = first if first < CODES.first_day else last if (last - first).days > _MOST_DAYS else None
    if wrong is None:
        return
    part, row = engine.rows(
        f"SELECT part, row_number FROM ({entries.select(placed=True)}) AS e WHERE date = {literal(wrong)} "
        "ORDER BY part, row_number LIMIT 1"
    )[0]
    raise BadTable(
        f"{entries.name_of(part)}, row {row + (2 if entries.is_text else 1)}",
        f"the day {wrong} is too far from the others to be right: they run from {first} to {last}.",
        f"Mend it. Entries may be from {CODES.first_day}, and {_MOST_DAYS // 365} years long.",
    )


def _batches(schools: Sequence[SchoolBatch], entries: OpenTable) -> list[Batch]:
    """Spell each batch's rows. Its schools run from the end of the one before, so that none is in no batch."""
    return [
        Batch(
            entries.select(tidy=False, leave_out=_NOT_COUNTED, parts=one.parts, where=one.where),
            entries.select(leave_out=_NOT_COUNTED, parts=one.parts, where=one.where),
            _between(
                None if number == 0 else schools[number - 1].last,
                None if number == len(schools) - 1 else one.last,
            ),
        )
        for number, one in enumerate(schools)
    ]


def _between(after: str | None, until: str | None) -> str:
    tests = [f"school > {literal(after)}"] if after is not None else []
    tests += [f"school <= {literal(until)}"] if until is not None else []
    return " AND ".join(tests) or "1 = 1"
