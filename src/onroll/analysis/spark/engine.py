"""Spark: what counts marks past one machine. The SQL is DuckDB's; what is counted goes back to DuckDB (`handing_over`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from onroll.analysis.engine import FIRST_MONDAY, literal

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_DUCKDB_TYPES = {
    "string": "VARCHAR",
    "timestamp_ntz": "TIMESTAMP",
    "int": "INTEGER",
    "binary": "BLOB",
}
_SPARK_TYPES = {"VARCHAR": "STRING"}
# RFC 4180: quotes doubled, nothing trimmed, and an empty word told from none.
_AS_CSV = "map('quote', '\"', 'escape', '\"', 'emptyValue', '\"\"', 'nullValue', '', 'ignoreLeadingWhiteSpace', 'false', 'ignoreTrailingWhiteSpace', 'false')"


def duckdb_type(kind: str) -> str:
    """Answer a type of Spark's as DuckDB names it."""
    if kind.startswith(("char", "varchar")):
        return "VARCHAR"
    return _DUCKDB_TYPES.get(kind, kind.upper())


class SparkEngine:
    """A session beside the reader's own: the same cluster, and names and settings that are not the reader's.

    A table that is made is worked out at once and kept by the workers, so that no query is worked out twice.
    """

    name = "spark"

    def __init__(self, session: SparkSession) -> None:
        self.session = session.newSession()
        for setting in ("spark.sql.session.timeZone", "spark.sql.shuffle.partitions"):
            self.session.conf.set(setting, str(session.conf.get(setting)))
        # Spark 4.3 loses a column when it carries what it knows of one part of a union over to the others.
        self.session.conf.set("spark.sql.constraintPropagation.enabled", "false")
        self._made: dict[str, list[DataFrame]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for table in list(self._made):
            self.drop(table)

    def make(self, table: str, query: str) -> None:
        """Make a table of a query's rows, in place of any of that name."""
        self._keep(table, [self._worked_out(query)])

    def view(self, name: str, query: str) -> None:
        """Name a query, to be worked out where it is asked for."""
        self._made.pop(name, None)
        self.session.sql(query).createOrReplaceTempView(name)

    def append(self, table: str, query: str) -> None:
        """Put a query's rows into a table, making it where there is none."""
        self._keep(table, [*self._made.get(table, ()), self._worked_out(query)])

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Answer a query's rows."""
        return [tuple(row) for row in self.session.sql(query).collect()]

    def load(self, table: str, columns: Sequence[tuple[str, str]], rows: Sequence[tuple[Any, ...]]) -> None:
        """Make a table of rows in hand."""
        schema = ", ".join(f"`{name}` {_SPARK_TYPES.get(kind, kind)}" for name, kind in columns)
        self._keep(table, [self.session.createDataFrame(list(rows), schema)])

    def drop(self, table: str) -> None:
        """Forget a table, where there is one."""
        self._made.pop(table, None)
        self.session.catalog.dropTempView(table)

    def days(self, day: str) -> str:
        """Spell the whole number of days from the first Monday to a date expression."""
        return f"date_diff({day}, {literal(FIRST_MONDAY)})"

    def weeks(self, day: str) -> str:
        """Spell the whole number of weeks from the first Monday."""
        return f"({self.days(day)} div 7)"

    @contextmanager
    def side_by_side(self, most: int) -> Iterator[Sequence[Self]]:
        """Give this engine alone: its workers are side by side already."""
        yield [self]

    def divided(self, number: str, by: int) -> str:
        """Spell a whole number divided by another and rounded down."""
        return f"({number} div {by})"

    def day(self, number: str) -> str:
        """Spell the date so many days from the first Monday."""
        return f"date_add({literal(FIRST_MONDAY)}, CAST({number} AS INT))"

    def power_of_two(self, exponent: str) -> str:
        """Spell two to an exponent of 0 to 62."""
        return f"shiftleft(CAST(1 AS BIGINT), CAST({exponent} AS INT))"

    def columns(self, table: str) -> list[tuple[str, str]]:
        """Answer the columns of a table, by name and DuckDB's type; none where there is no such table."""
        if table not in self._made:
            return []
        return [(name, duckdb_type(kind)) for name, kind in self.session.table(table).dtypes]

    def write(self, query: str, into: Path) -> None:
        """Write a query's rows as CSV without a header. They pass through this process one by one."""
        lines = self.session.sql(f"SELECT to_csv(struct(*), {_AS_CSV}) FROM ({query}) AS q")
        with into.open("w", encoding="utf-8", newline="") as opened:
            opened.writelines(f"{row[0]}\n" for row in lines.toLocalIterator())

    def _worked_out(self, query: str) -> DataFrame:
        return self.session.sql(query).localCheckpoint()

    def _keep(self, table: str, parts: list[DataFrame]) -> None:
        self._made[table] = parts
        whole = parts[0]
        for part in parts[1:]:
            whole = whole.union(part)
        whole.createOrReplaceTempView(table)
