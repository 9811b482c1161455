"""DuckDB, in this process: the engine unless another is asked for."""

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Any, Self

import duckdb

from onroll.analysis.engine import FIRST_MONDAY, literal

# Each counts a batch, and holds it in memory; two keep as many processors busy as DuckDB does not by itself.
_MOST_SIDE_BY_SIDE = 2


@dataclass(slots=True)
class _Appended:
    """The tables that rows were put into, by every engine of one database."""

    tables: set[str] = field(default_factory=set)
    lock: Lock = field(default_factory=Lock)


class DuckDBEngine:
    """An embedded DuckDB with its own memory limit and a folder to spill to."""

    name = "duckdb"

    def __init__(
        self, *, threads: int | None = None, memory: str = "4GB", folder: Path | None = None
    ) -> None:
        """Open an empty database; raise `ValueError` where DuckDB does not take the memory as written.

        `folder` takes what does not fit in memory; without one, the machine's temporary folder does.
        """
        self._spill = tempfile.TemporaryDirectory(prefix="onroll-analysis-", dir=folder)
        self.connection = duckdb.connect()
        self._own = ""
        self._appended = _Appended()
        self._kinds: dict[str, str] = {}
        try:
            self._set("memory_limit", memory)
        except duckdb.Error as error:
            self.close()
            raise ValueError(f"“{memory}” is not an amount of memory. Write it as 4GB or 800MB.") from error
        self._set("temp_directory", self._spill.name)
        # Nothing is fetched, whatever a file or a query asks for.
        self._set("autoinstall_known_extensions", False)
        self._set("autoload_known_extensions", False)
        self._set("preserve_insertion_order", False)
        self._set("enable_progress_bar", False)
        self.threads = threads or os.cpu_count() or 1
        if threads is not None:
            self._set("threads", threads)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the database and remove what it spilled."""
        self.connection.close()
        self._spill.cleanup()

    @contextmanager
    def side_by_side(self, most: int) -> Iterator[Sequence[Self]]:
        """Give engines on the same database: what one makes is its own, and what is appended is everybody's."""
        number = min(most, self.threads, _MOST_SIDE_BY_SIDE)
        engines = [self._beside() for _ in range(number)] if number > 1 else [self]
        try:
            yield engines
        finally:
            for engine in engines:
                if engine is not self:
                    engine.connection.close()

    def _beside(self) -> Self:
        other = copy(self)
        other.connection = self.connection.cursor()
        other._own = "TEMP "
        other._kinds = {}
        return other

    @property
    def folder(self) -> Path:
        """A folder for what is made on the way; it goes when the engine closes."""
        return Path(self._spill.name)

    def make(self, table: str, query: str) -> None:
        """Make a table of a query's rows, in place of any of that name."""
        self._forget(table, "VIEW")
        self.connection.execute(f"CREATE OR REPLACE {self._own}TABLE {table} AS {query}")

    def view(self, name: str, query: str) -> None:
        """Name a query, to be worked out where it is asked for."""
        self._forget(name, "TABLE")
        self.connection.execute(f"CREATE OR REPLACE {self._own}VIEW {name} AS {query}")

    def append(self, table: str, query: str) -> None:
        """Put a query's rows into a table, making it where there is none."""
        with self._appended.lock:
            if table not in self._appended.tables:
                self.connection.execute(f"CREATE OR REPLACE TABLE {table} AS FROM ({query}) WITH NO DATA")
                self._appended.tables.add(table)
        self.connection.execute(f"INSERT INTO {table} {query}")

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Answer a query's rows."""
        return self.connection.execute(query).fetchall()

    def load(self, table: str, columns: Sequence[tuple[str, str]], rows: Sequence[tuple[Any, ...]]) -> None:
        """Make a table of rows in hand."""
        self.connection.execute(
            f"CREATE OR REPLACE {self._own}TABLE {table} ({', '.join(f'{name} {kind}' for name, kind in columns)})"
        )
        if rows:
            cells = ", ".join(
                f"CAST(unnest(${number}) AS {kind})" for number, (_, kind) in enumerate(columns, start=1)
            )
            self.connection.execute(
                f"INSERT INTO {table} SELECT {cells}", [list(column) for column in zip(*rows, strict=True)]
            )

    def drop(self, table: str) -> None:
        """Forget a table, where there is one."""
        self.connection.execute(f"DROP TABLE IF EXISTS {table}")
        self._appended.tables.discard(table)

    def days(self, day: str) -> str:
        """Spell the whole number of days from the first Monday to a date expression."""
        return f"({day} - {literal(FIRST_MONDAY)})"

    def weeks(self, day: str) -> str:
        """Spell the whole number of weeks from the first Monday: in whole numbers, which is four times as fast."""
        return f"({self.days(day)} // 7)"

    def divided(self, number: str, by: int) -> str:
        """Spell a whole number divided by another and rounded down; by a power of two, which is faster, as a shift."""
        power = by.bit_length() - 1
        return f"({number} >> {power})" if by == 1 << power else f"({number} // {by})"

    def day(self, number: str) -> str:
        """Spell the date so many days from the first Monday."""
        return f"({literal(FIRST_MONDAY)} + CAST({number} AS INTEGER))"

    def power_of_two(self, exponent: str) -> str:
        """Spell two to an exponent of 0 to 62."""
        return f"(CAST(1 AS BIGINT) << CAST({exponent} AS INTEGER))"

    def _forget(self, name: str, kind: str) -> None:
        """Make room for a view where a table was, or the other way about."""
        if self._kinds.get(name) == kind:
            self.connection.execute(f"DROP {kind} {name}")
        self._kinds[name] = "TABLE" if kind == "VIEW" else "VIEW"

    def _set(self, name: str, value: object) -> None:
        self.connection.execute(f"SET {name} = {literal(value) if isinstance(value, str) else value}")
