"""Count a whole file, batch after batch, into the tables that measures are made of.

What is left at the end: `enrolments` (a row each, with every sum), `pupil_rows`, `codes_by_group`, `days_by_group`, `enrolments_with`,
`codes`, `faults`, and the other tables of `LEFT`.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from onroll.analysis.codes import COLUMNS, codes_on_stretches
from onroll.analysis.counting.blocks import load_blocks
from onroll.analysis.counting.by_group import add_codes, add_days, make_marked_weeks, make_written
from onroll.analysis.counting.enrolments import add_enrolments, enrolment_columns, make_sums
from onroll.analysis.counting.enrolments_with import add_enrolments_with, load_numerators
from onroll.analysis.counting.faults import count_faults, locate_faults
from onroll.analysis.counting.held import make_calendar, make_held
from onroll.analysis.counting.on_roll import OF_PUPILS, make_ages, make_on_roll, make_pupil_rows
from onroll.analysis.counting.passes import EVERYTHING, Pass, Passes
from onroll.analysis.counting.rows import has_bad_keys, is_untidy, keep_usable, look_through
from onroll.analysis.counting.scope import Scope
from onroll.analysis.counting.side_by_side import Progress, for_each
from onroll.analysis.counting.threshold import keep_weeks, make_thresholds
from onroll.analysis.engine import Engine, literal
from onroll.analysis.groupings import Grouping

#: The tables that measures may be made of. Whatever reads another after the counting finds it only where DuckDB counted.
LEFT = (
    "enrolments",
    "pupil_rows",
    "codes_by_group",
    "days_by_group",
    "enrolments_with",
    "codes",
    "faults",
    "entries_counted",
    "marked_weeks",
    "thresholds",
    "placed",
)


class BadKeys(Exception):
    """A batch has rows whose school, pupil, day or session cannot be read. Who opened the table can say which."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Schools counted together, whole: queries of their rows, as they stand and tidied, and a test of a `school`.

    The tests of all batches divide every school there may be. No row is of a later day than `last_day`, where that is known.
    """

    as_they_stand: str
    tidied: str
    schools: str
    last_day: date | None = None


def count_marks(
    engine: Engine,
    scope: Scope,
    batches: Sequence[Batch],
    groupings: Sequence[Grouping],
    *,
    has_pupils: bool = False,
    has_calendar: bool = False,
    passes: Passes = EVERYTHING,
    sliced: Collection[Grouping] | None = None,
    progress: Progress = lambda done, of: None,
) -> None:
    """Count every batch, telling `progress` of each that is done; raise `BadKeys` for rows that say too little.

    Days are counted for the groupings `sliced`, or for all of them: no more than these have weeks and days of the week.
    The views `pupils` and `calendar` are there where they were given.
    """
    for table in (
        "all_weeks",
        "all_unauthorised",
        "codes_by_group",
        "days_by_group",
        "enrolments_with",
        "counted",
        "faults",
        "entries_counted",
        "marked_weeks",
    ):
        engine.drop(table)
    engine.load("codes", COLUMNS, codes_on_stretches(scope.counted))
    load_blocks(engine, scope)
    load_numerators(engine, scope)
    make_pupil_rows(engine, given=has_pupils)
    make_ages(engine, scope)
    make_calendar(engine, given=has_calendar)

    def count(one: Engine, number: int) -> None:
        _look_through(one, scope, batches[number])
        _count_batch(one, scope, batches[number].schools, groupings, passes, sliced)

    for_each(engine, len(batches), count, progress)
    make_thresholds(engine, scope)
    _make_enrolments(engine, scope, passes)


def _look_through(engine: Engine, scope: Scope, batch: Batch) -> None:
    for rows in (batch.as_they_stand, batch.tidied):
        engine.view("marks", f"SELECT * FROM ({rows}) AS m {_up_to(scope, batch)}")
        look_through(engine, scope)
        if not is_untidy(engine):
            break
    if has_bad_keys(engine):
        raise BadKeys


def _up_to(scope: Scope, batch: Batch) -> str:
    """Spell which rows are counted. A test of every row is felt, where all of them pass."""
    if batch.last_day is not None and batch.last_day <= scope.on:
        return ""
    return f"WHERE date <= {literal(scope.on)} OR date IS NULL"


def _count_batch(
    engine: Engine,
    scope: Scope,
    schools: str,
    groupings: Sequence[Grouping],
    passes: Passes,
    sliced: Collection[Grouping] | None,
) -> None:
    make_held(engine, schools, literal(scope.first_seen), literal(scope.on))
    leaves_out = keep_usable(engine, scope)
    engine.append(
        "entries_counted",
        "SELECT CAST(sum(s.written) AS BIGINT) AS rows_written FROM said s "
        "JOIN blocks b ON b.block = s.block WHERE b.is_counted",
    )
    make_on_roll(engine, scope, schools)
    make_sums(engine, scope, passes)
    add_enrolments(engine, scope, passes)
    keep_weeks(engine, scope)
    if Pass.CODES in passes:
        add_codes(engine, groupings)
    if Pass.DAYS not in passes:
        count_faults(engine, scope, leaves_out=leaves_out)
        return
    make_written(engine, leaves_out=leaves_out)
    locate_faults(engine, scope, leaves_out=leaves_out)
    make_marked_weeks(engine, scope)
    add_days(engine, scope, groupings, leaves_out=leaves_out, sliced=sliced)
    if Pass.CODES in passes:
        add_enrolments_with(engine, scope, groupings, sliced=sliced)


def _make_enrolments(engine: Engine, scope: Scope, passes: Passes) -> None:
    sums = ", ".join(f"c.{name}" for name in enrolment_columns(scope, passes))
    groups = ", ".join(f"g.{name}" for name in OF_PUPILS)
    engine.make("several", "SELECT pupil FROM counted GROUP BY pupil HAVING count(*) > 1")
    engine.make(
        "enrolments",
        f"SELECT c.school, c.pupil, c.left_out, {sums}, {groups}, g.born, "
        "s.pupil IS NOT NULL AS is_elsewhere_too, t.sessions AS in_ten_weeks, t.first_met_on "
        "FROM counted c LEFT JOIN several s ON s.pupil = c.pupil LEFT JOIN thresholds t ON t.pupil = c.pupil "
        "LEFT JOIN enrolment_groups g ON g.school = c.school AND g.pupil = c.pupil",
    )
    engine.drop("counted")
