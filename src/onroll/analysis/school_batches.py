"""Go through a table a few schools at a time, where its files are laid out so that this reads each part once.

Counting a few schools keeps what is being counted in the processor's cache and memory flat, whatever the size of the
whole. Parquet says which schools each of its row groups can hold. Files in another order are counted in one go.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from onroll.analysis.duckdb_engine import DuckDBEngine
from onroll.analysis.engine import literal
from onroll.analysis.opening import OpenTable

ROWS_AT_ONCE = 12_000_000


@dataclass(frozen=True, slots=True)
class SchoolBatch:
    """Schools counted together: those between two ids, and the parts of the table that hold them.

    The ids are None where everything is counted in one go.
    """

    rows: int
    parts: tuple[Path, ...]
    first: str | None = None
    last: str | None = None

    @property
    def where(self) -> str:
        """Spell which rows are of these schools."""
        if self.first is None or self.last is None:
            return ""
        return f"f.school BETWEEN {literal(self.first)} AND {literal(self.last)}"


@dataclass(slots=True)
class _Run:
    """Row groups whose schools overlap."""

    first: str
    last: str
    rows: int
    parts: set[Path]


def school_batches(
    engine: DuckDBEngine, opened: OpenTable, *, rows_at_once: int = ROWS_AT_ONCE
) -> list[SchoolBatch]:
    """Divide a table into batches of whole schools, in order of their ids; one batch where the files do not allow it."""
    runs = list(_runs(engine, opened))
    if len(runs) < 2 or opened.types["school"] != "VARCHAR":
        rows = sum(row[0] for row in engine.rows(_SIZES.format(_listed(opened))))
        return [SchoolBatch(rows, opened.parts)]
    batches: list[_Run] = []
    for run in runs:
        if batches and batches[-1].rows + run.rows <= rows_at_once:
            batches[-1] = _joined(batches[-1], run)
        else:
            batches.append(run)
    return [SchoolBatch(one.rows, tuple(sorted(one.parts)), one.first, one.last) for one in batches]


_SIZES = "SELECT num_rows FROM parquet_file_metadata([{}])"
_GROUPS = (
    "SELECT file_name, row_group_id, any_value(row_group_num_rows), min(stats_min_value), max(stats_max_value), "
    "count(stats_min_value) FROM parquet_metadata([{}]) WHERE path_in_schema = 'school' "
    "GROUP BY file_name, row_group_id ORDER BY 4, 5"
)


def _runs(engine: DuckDBEngine, opened: OpenTable) -> Iterator[_Run]:
    """Yield stretches of row groups that share no school with another; nothing where one does not say."""
    groups = engine.rows(_GROUPS.format(_listed(opened)))
    if any(not said or first != first.strip() or last != last.strip() for *_, first, last, said in groups):
        return
    run: _Run | None = None
    for name, _, rows, first, last, _ in groups:
        group = _Run(first, last, rows, {Path(name)})
        if run is not None and first <= run.last:
            run = _joined(run, group)
            continue
        if run is not None:
            yield run
        run = group
    if run is not None:
        yield run


def _joined(one: _Run, other: _Run) -> _Run:
    return _Run(one.first, max(one.last, other.last), one.rows + other.rows, one.parts | other.parts)


def _listed(opened: OpenTable) -> str:
    return ", ".join(literal(str(part)) for part in opened.parts)
