"""Read CSV as it stands: UTF-8, a header row, RFC 4180. What cannot be read is named by file and row.

DuckDB reads the file; where it refuses one, the file is walked again here, row by row, to say in plain words which row
is to blame.
"""

import csv
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from onroll.analysis.bad_input import BadTable

_ONE_KIND_OF_PART = "Save the file as CSV (UTF-8) again from where it came."


def header_of(path: Path) -> tuple[str, ...]:
    """Answer the names of a file's columns; raise `BadTable` for an empty file or a name that comes twice."""
    row = next(iter(_rows(path)), None)
    if row is None:
        raise BadTable(str(path), "the file is empty.", "It needs a header row, and a row for each session.")
    names = tuple(name.strip() for name in row)
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise BadTable(str(path), f"row 1 names the column {twice[0]} twice.", "Take one of them out.")
    return names


def refuse_broken_rows(path: Path) -> None:
    """Raise `BadTable` for the first row with more or fewer cells than the header, or bytes that are no text."""
    width: int | None = None
    for number, row in enumerate(_rows(path), start=1):
        width = len(row) if width is None else width
        if row and len(row) != width:
            raise BadTable(
                f"{path}, row {number}",
                f"there are {len(row)} cells where the header has {width}.",
                "Mend the row, or send the file again if it was cut off half-way.",
            )


def row_at(path: Path, number: int) -> dict[str, str]:
    """Answer the cells of a row by column, the header being row 1; nothing where the file has no such row."""
    rows = (row for row in _rows(path) if row)
    names = [name.strip() for name in next(rows, [])]
    row = next(islice(rows, number - 2, None), [])
    return dict(zip(names, row, strict=False))


def _rows(path: Path) -> Iterator[list[str]]:
    number = 0
    try:
        with path.open(encoding="utf-8-sig", newline="") as opened:
            for row in csv.reader(opened, strict=True):
                number += 1
                yield row
    except UnicodeDecodeError as error:
        raise BadTable(
            f"{path}, after row {number}", "there are bytes that are not UTF-8.", _ONE_KIND_OF_PART
        ) from error
    except csv.Error as error:
        raise BadTable(
            f"{path}, row {number + 1}", f"the row cannot be read ({error}).", _ONE_KIND_OF_PART
        ) from error
