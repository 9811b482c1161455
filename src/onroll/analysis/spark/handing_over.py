"""Hand what Spark counted over to DuckDB, which works the measures, the report and the rest out of it.

The marks may be more than one machine can hold; a row an enrolment, and sums by group, day and code, are not.
"""

from onroll.analysis.counting.whole import LEFT
from onroll.analysis.duckdb_engine import DuckDBEngine
from onroll.analysis.engine import literal
from onroll.analysis.spark.engine import SparkEngine

# Nothing is left to guess: an empty word in quotes is a word, and one without is none.
_AS_WRITTEN = (
    "auto_detect = false, header = false, delim = ',', quote = '\"', escape = '\"', nullstr = '', "
    "allow_quoted_nulls = false, parallel = false"
)


def hand_over(counted: SparkEngine, to: DuckDBEngine) -> None:
    """Make the tables that counting leaves in DuckDB too, row for row."""
    for table in LEFT:
        columns = counted.columns(table)
        if not columns:
            continue
        written = to.folder / f"{table}.csv"
        counted.write(f"SELECT * FROM {table}", written)
        types = ", ".join(f"{literal(name)}: {literal(kind)}" for name, kind in columns)
        to.make(
            table,
            f"SELECT * FROM read_csv({literal(str(written))}, columns = {{{types}}}, {_AS_WRITTEN})",
        )
        written.unlink()
