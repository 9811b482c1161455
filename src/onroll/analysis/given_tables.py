"""The tables of an analysis once they are open, and the counting of them, whatever they came as and whoever counts."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from onroll.analysis.bad_input import BadTable
from onroll.analysis.counting.passes import EVERYTHING, Passes
from onroll.analysis.counting.scope import Scope
from onroll.analysis.counting.side_by_side import Progress
from onroll.analysis.counting.whole import BadKeys, Batch, count_marks
from onroll.analysis.duckdb_engine import DuckDBEngine
from onroll.analysis.engine import Engine, literal
from onroll.analysis.groupings import ALL, Grouping
from onroll.analysis.opening import OpenTable, refuse_bad_rows
from onroll.analysis.opening.pupils_named import refuse_pupils_of_two_kinds
from onroll.analysis.school_batches import SchoolBatch, school_batches
from onroll.law.attendance_codes import CODES

_NOT_COUNTED = ("recorded_at",)
_YEAR = timedelta(days=365)
# A calendar may begin long before the entries: no figure looks back further than a year.
_FIRST_LISTED = "SELECT min(date) FROM calendar WHERE date >= {}"
# A child is of school age for fewer years.
_MOST_DAYS = 20 * 365


@dataclass(frozen=True, slots=True)
class GivenTables:
    """Open tables, all for one engine. `pupils` and `calendar` may be left out."""

    entries: OpenTable
    pupils: OpenTable | None = None
    calendar: OpenTable | None = None

    @property
    def every(self) -> list[OpenTable]:
        """Answer those that were given."""
        return [one for one in (self.entries, self.pupils, self.calendar) if one is not None]


def count_given(
    engine: Engine,
    given: GivenTables,
    *,
    on: date | None = None,
    first_day: date | None = None,
    groupings: Sequence[Grouping] = (ALL,),
    passes: Passes = EVERYTHING,
    sliced: Collection[Grouping] | None = None,
    progress: Progress = lambda done, of: None,
) -> Scope:
    """Count open tables up to a day, in the engine they are open for; answer the days the figures are of. Raises `BadTable`."""
    entries = given.entries
    if entries.has_doubtful_columns:
        refuse_bad_rows(engine, entries)
    for opened in (given.pupils, given.calendar):
        if opened is not None:
            refuse_bad_rows(engine, opened)
            engine.view(opened.table.name, opened.select())
    first, last = _days(engine, entries)
    scope = _scope(engine, entries, (first, last), on, first_day, calendar=given.calendar is not None)
    try:
        count_marks(
            engine,
            scope,
            [replace(one, last_day=last) for one in _batches(engine, entries)],
            groupings,
            has_pupils=given.pupils is not None,
            has_calendar=given.calendar is not None,
            passes=passes,
            sliced=sliced,
            progress=progress,
        )
    except BadKeys:
        refuse_bad_rows(engine, entries)
        raise
    refuse_pupils_of_two_kinds(engine, [one for one in given.every if one is not given.calendar])
    return scope


def _days(engine: Engine, entries: OpenTable) -> tuple[date, date]:
    """Answer the first day and the last of any entry. Raises `BadTable` where there is none, or one too far from the others."""
    first, last = engine.rows(f"SELECT min(date), max(date) FROM ({entries.select(tidy=False)}) AS e")[0]
    if last is None:
        refuse_bad_rows(engine, entries)
        raise BadTable(
            str(entries.given[0]), "there are no entries.", "There must be a row for each session."
        )
    _refuse_days_apart(engine, entries, first, last)
    return first, last


def _scope(
    engine: Engine,
    entries: OpenTable,
    days: tuple[date, date],
    on: date | None,
    first_day: date | None,
    *,
    calendar: bool,
) -> Scope:
    first, last = days
    until = last if on is None else on
    if first_day is not None and first_day > until:
        raise BadTable(
            str(entries.given[0]),
            f"the figures would start on {first_day}, after they end on {until}.",
            "Give an earlier first day (--from) or a later last one (--on).",
        )
    listed = engine.rows(_FIRST_LISTED.format(literal(first - _YEAR)))[0][0] if calendar else None
    return Scope.of(min(first, until, listed or until), until, first_day)


def _refuse_days_apart(engine: Engine, entries: OpenTable, first: date, last: date) -> None:
    """Raise `BadTable` for a day before there was a table of codes, or one so far on that it must be a slip."""
    wrong = first if first < CODES.first_day else last if (last - first).days > _MOST_DAYS else None
    if wrong is None:
        return
    part, row = engine.rows(
        f"SELECT part, row_number FROM ({entries.select(placed=True)}) AS e WHERE date = {literal(wrong)} "
        "ORDER BY part, row_number LIMIT 1"
    )[0]
    raise BadTable(
        entries.place(part, row),
        f"the day {wrong} is too far from the others to be right: they run from {first} to {last}.",
        f"Mend it. Entries may be from {CODES.first_day}, and {_MOST_DAYS // 365} years long.",
    )


def _batches(engine: Engine, entries: OpenTable) -> list[Batch]:
    """Spell each batch's rows. Only DuckDB goes a few schools at a time: Spark divides its work itself."""
    if not isinstance(engine, DuckDBEngine):
        everything = entries.select(tidy=False, leave_out=_NOT_COUNTED)
        return [Batch(everything, entries.select(leave_out=_NOT_COUNTED), "1 = 1")]
    return _spelled(school_batches(engine, entries), entries)


def _spelled(schools: Sequence[SchoolBatch], entries: OpenTable) -> list[Batch]:
    """Spell batches of schools, which run from the end of the one before, so that no school is in no batch."""
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
