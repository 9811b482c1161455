"""Count drawn tables with DuckDB, as a test asks for it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date

from onroll.analysis.counting.passes import EVERYTHING, Passes
from onroll.analysis.counting.scope import Scope
from onroll.analysis.counting.whole import Batch, count_marks
from onroll.analysis.duckdb_engine import DuckDBEngine
from onroll.analysis.engine import Engine
from onroll.analysis.groupings import ALL, Grouping
from onroll.analysis.reference import CalendarDay, Entry, Pupil
from onroll.analysis.tables import CALENDAR, ENTRIES, PUPILS, FlatTable, Kind

_TYPES = {Kind.TEXT: "VARCHAR", Kind.SESSION: "VARCHAR", Kind.DATE: "DATE", Kind.WHOLE: "BIGINT"}


@contextmanager
def duckdb(threads: int = 1) -> Iterator[DuckDBEngine]:
    with DuckDBEngine(threads=threads, memory="500MB") as engine:
        yield engine


def count_drawn(
    engine: Engine,
    entries: Sequence[Entry],
    pupils: Sequence[Pupil] = (),
    calendar: Sequence[CalendarDay] = (),
    *,
    on: date | None = None,
    first_day: date | None = None,
    groupings: Sequence[Grouping] = (ALL,),
    split_at: str | None = None,
    passes: Passes = EVERYTHING,
    sliced: Sequence[Grouping] | None = None,
) -> Scope:
    """Count the tables; with `split_at`, as two batches: the schools before that id, and the rest."""
    load(engine, ENTRIES, "drawn_entries", entries, but=("recorded_at",))
    if pupils:
        load(engine, PUPILS, PUPILS.name, pupils)
    if calendar:
        load(engine, CALENDAR, CALENDAR.name, calendar)
    until = on or max(entry.date for entry in entries)
    first_seen = min([until, *(row.date for row in (*entries, *calendar))])
    scope = Scope.of(first_seen, until, first_day)
    tests = ["1 = 1"] if split_at is None else [f"school < '{split_at}'", f"school >= '{split_at}'"]
    batches = [
        Batch(
            f"SELECT * FROM drawn_entries WHERE {test}",
            "SELECT trim(school) AS school, trim(pupil) AS pupil, date, trim(session) AS session, "
            f"trim(code) AS code, minutes_late FROM drawn_entries WHERE {test}",
            test,
        )
        for test in tests
    ]
    count_marks(
        engine,
        scope,
        batches,
        groupings,
        has_pupils=bool(pupils),
        has_calendar=bool(calendar),
        passes=passes,
        sliced=sliced,
    )
    return scope


def load(
    engine: Engine, table: FlatTable, name: str, rows: Sequence[object], but: Sequence[str] = ()
) -> None:
    columns = [column for column in table.columns if column.name not in but]
    engine.load(
        name,
        [(column.name, _TYPES[column.kind]) for column in columns],
        [
            tuple(getattr(row, column.name, "" if column.kind is Kind.TEXT else None) for column in columns)
            for row in rows
        ],
    )
