"""The rows of a Parquet file as text, a few at a time."""

from collections.abc import Iterator
from pathlib import Path

import duckdb

from onroll.analysis.bad_input import BadTable

_AT_ONCE = 10_000


def rows_of_parquet(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield the header and every row, each with its number, every cell as text. Raises `BadTable`."""
    with duckdb.connect() as connection:
        try:
            found = connection.execute("SELECT CAST(COLUMNS(*) AS VARCHAR) FROM read_parquet(?)", [str(path)])
            yield 1, [column[0] for column in found.description or ()]
            number = 1
            while rows := found.fetchmany(_AT_ONCE):
                for row in rows:
                    number += 1
                    yield number, ["" if cell is None else cell for cell in row]
        except duckdb.Error as fault:
            raise BadTable(
                str(path),
                "it cannot be read as Parquet.",
                "Write it again, and send it whole.",
            ) from fault
