"""SQLite as an engine, for the few measures that are worked out from enrolments already counted."""

import sqlite3
from collections.abc import Sequence
from typing import Any


class SQLiteEngine:
    """An open file of what was counted; what is made goes with the connection."""

    def __init__(self, db: sqlite3.Connection) -> None:
        """Use a connection that somebody else closes."""
        self._db = db

    def make(self, table: str, query: str) -> None:
        """Make a table of a query's rows, in place of any of that name."""
        self._db.execute(f"DROP TABLE IF EXISTS temp.{table}")
        self._db.execute(f"CREATE TEMP TABLE {table} AS {query}")

    def view(self, name: str, query: str) -> None:
        """Name a query, to be worked out where it is asked for."""
        self._db.execute(f"DROP VIEW IF EXISTS temp.{name}")
        self._db.execute(f"CREATE TEMP VIEW {name} AS {query}")

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Answer a query's rows."""
        return self._db.execute(query).fetchall()

    def load(self, table: str, columns: Sequence[tuple[str, str]], rows: Sequence[tuple[Any, ...]]) -> None:
        """Make a table of rows in hand."""
        self._db.execute(f"DROP TABLE IF EXISTS temp.{table}")
        self._db.execute(
            f"CREATE TEMP TABLE {table} ({', '.join(f'{name} {kind}' for name, kind in columns)})"
        )
        self._db.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(columns))})", rows)
