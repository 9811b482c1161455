"""Write what was worked out: measures and enrolments as Parquet and CSV, and what is wrong with the rows."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from onroll.analysis.counting.scope import Scope
from onroll.analysis.disclosure_control import FEWEST_SHOWN, kept_back_together
from onroll.analysis.duckdb_engine import DuckDBEngine
from onroll.analysis.engine import literal
from onroll.analysis.enrolment_rows import enrolment_rows
from onroll.analysis.groupings import Grouping
from onroll.analysis.measures import Cell, measure_named
from onroll.analysis.nested_groups import Nested

MEASURE_TYPES = {
    "measure": "VARCHAR",
    "period": "VARCHAR",
    "group": "VARCHAR",
    "numerator": "BIGINT",
    "denominator": "BIGINT",
    "rate": "DOUBLE",
}
MEASURE_COLUMNS = tuple(MEASURE_TYPES)
MeasureRow = tuple[str, str, str, int | None, int | None, float | None]

_PUPIL_COLUMNS = (
    "school, pupil, possible, attended, authorised, unauthorised, "
    "{percent} AS attendance_percent, persistent, severe, "
    "unauthorised_in_ten_school_weeks, threshold_first_met_on, longest_run_days, late_sessions, minutes_late"
)


# Left to guess, DuckDB looks at the first rows alone, and a name in quotes may come long after them.
_AS_WRITTEN = "auto_detect = false, header = true, delim = ',', quote = '\"', escape = '\"', nullstr = '', parallel = false"


def measure_rows(
    cells: Mapping[Grouping, Sequence[Cell]],
    *,
    nested: Sequence[Nested] = (),
    suppress: bool = True,
    fewest: int = FEWEST_SHOWN,
) -> Iterator[MeasureRow]:
    """Yield the measures in long form; the numbers of a cell that is kept back are None. `nested` says whose groups lie in others."""
    hidden = kept_back_together(cells, nested=nested, fewest=fewest) if suppress else {}
    for grouping, of_grouping in cells.items():
        for cell in of_grouping:
            if cell in hidden.get(grouping, ()):
                yield cell.measure, cell.period, cell.group, None, None, None
                continue
            rate = measure_named(cell.measure).rate(cell.numerator, cell.denominator)
            yield cell.measure, cell.period, cell.group, cell.numerator, cell.denominator, rate


def write_measures(engine: DuckDBEngine, rows: Iterable[MeasureRow], folder: Path) -> None:
    """Write `measures.csv` and `measures.parquet` into a folder."""
    as_csv = folder / "measures.csv"
    with as_csv.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened, lineterminator="\n")
        writer.writerow(MEASURE_COLUMNS)
        writer.writerows(("" if cell is None else cell for cell in row) for row in rows)
    _copy(engine, written_rows(as_csv, MEASURE_TYPES), folder / "measures.parquet", "FORMAT parquet")


def written_rows(path: Path, types: Mapping[str, str]) -> str:
    """Spell the rows of a CSV file that was written here, in its order; `types` are of its columns."""
    columns = ", ".join(f"{literal(name)}: {literal(kind)}" for name, kind in types.items())
    return f"SELECT * FROM read_csv({literal(str(path))}, {_AS_WRITTEN}, columns = {{{columns}}})"


def write_pupils(engine: DuckDBEngine, scope: Scope, folder: Path) -> None:
    """Write `pupils.csv` and `pupils.parquet`, a row an enrolment, in order of school and pupil."""
    query = pupil_rows(scope, percent="CAST(attendance_tenths / 10.0 AS DECIMAL(5, 1))")
    _copy(engine, query, folder / "pupils.parquet", "FORMAT parquet")
    _copy(engine, query, folder / "pupils.csv", "FORMAT csv, HEADER true")


def pupil_rows(scope: Scope, *, percent: str = "CAST(attendance_tenths AS DOUBLE) / 10") -> str:
    """Spell a row for each enrolment, in order of school and pupil; `percent` spells its attendance, of tenths."""
    columns = _PUPIL_COLUMNS.format(percent=percent)
    return f"SELECT {columns} FROM ({enrolment_rows(scope)}) AS e ORDER BY school, pupil"


def _copy(engine: DuckDBEngine, query: str, into: Path, options: str) -> None:
    engine.connection.execute(f"COPY ({query}) TO {literal(str(into))} ({options})")
