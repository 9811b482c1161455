"""What a measure asks of an engine: tables made of SQL, and the few functions that engines spell differently.

The SQL of this ring is written once, in what DuckDB and Spark have in common. Percentages and other fractions are
never made in an engine, which round in different ways: only whole numbers leave it.
"""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import date
from typing import Any, Protocol

# A Monday, so that days counted from it divide into weeks.
FIRST_MONDAY = date(1970, 1, 5)


class Engine(Protocol):
    """Where the tables of one analysis live, and who works them out."""

    name: str

    def make(self, table: str, query: str) -> None:
        """Make a table of a query's rows, in place of any of that name."""

    def view(self, name: str, query: str) -> None:
        """Name a query, to be worked out where it is asked for."""

    def append(self, table: str, query: str) -> None:
        """Put a query's rows into a table, making it where there is none."""

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Answer a query's rows."""

    def load(self, table: str, columns: Sequence[tuple[str, str]], rows: Sequence[tuple[Any, ...]]) -> None:
        """Make a table of rows in hand; `columns` are names and SQL types (VARCHAR, DATE, BIGINT, BOOLEAN)."""

    def drop(self, table: str) -> None:
        """Forget a table, where there is one."""

    def days(self, day: str) -> str:
        """Spell the whole number of days from the first Monday to a date expression."""

    def day(self, number: str) -> str:
        """Spell the date so many days from the first Monday."""

    def weeks(self, day: str) -> str:
        """Spell the whole number of weeks from the first Monday to a date expression."""

    def side_by_side(self, most: int) -> AbstractContextManager[Sequence["Engine"]]:
        """Give engines, no more than `most`, that count at the same time, or this one.

        What one makes is its own, what was made before is there for all, and what is appended is everybody's.
        """

    def divided(self, number: str, by: int) -> str:
        """Spell a whole number, none below 0, divided by another and rounded down."""

    def power_of_two(self, exponent: str) -> str:
        """Spell two to an exponent of 0 to 62."""


def literal(value: str | date | int | None) -> str:
    """Spell a value in SQL."""
    if value is None:
        return "NULL"
    if isinstance(value, date):
        return f"DATE '{value.isoformat()}'"
    if isinstance(value, int):
        return str(value)
    # Engines differ on what a backslash means inside quotes.
    return "'" + value.replace("'", "''").replace("\\", "' || chr(92) || '") + "'"


def literals(values: Sequence[str]) -> str:
    """Spell a list to look in, never empty."""
    return ", ".join(literal(value) for value in values) or "NULL"
