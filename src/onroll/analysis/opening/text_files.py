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


def refuse_lines_ended_otherwise(path: Path) -> None:
    """Raise `BadTable` for the first line that ends otherwise than the first one: with LF where that has CRLF, or the other way round."""
    with path.open("rb") as opened:
        first = _end_of(next(opened, b""))
        for number, line in enumerate(opened, start=2):
            if line.endswith(b"\n") and _end_of(line) != first:
                raise BadTable(
                    f"{path}, line {number}",
                    f"the line ends with {_end_of(line)}, and line 1 with {first}.",
                    "End every line alike. Were two files put together? Read each by itself, in a folder of parts.",
                )


def _end_of(line: bytes) -> str:
    return "CRLF" if line.endswith(b"\r\n") else "LF"


def row_at(path: Path, number: int) -> dict[str, str]:
    """Answer the cells of a row by column, the header being row 1; nothing where the file has no such row."""
    rows = (row for row in _rows(path) if row)
    names = [name.strip() for name in next(rows, [])]
    row = next(islice(rows, number - 2, None), [])
    return dict(zip(names, row, strict=False))


def _line_that_is_no_text(path: Path) -> tuple[int, int]:
    """Answer the first line of a file whose bytes are not UTF-8, the header being line 1, and the first such byte."""
    with path.open("rb") as opened:
        for number, line in enumerate(opened, start=1):
            try:
                line.decode("utf-8")
            except UnicodeDecodeError as error:
                return number, line[error.start]
    # Text was read in larger pieces than lines, and one of them could not be.
    return 1, 0


def _rows(path: Path) -> Iterator[list[str]]:
    number = 0
    try:
        with path.open(encoding="utf-8-sig", newline="") as opened:
            for row in csv.reader(opened, strict=True):
                number += 1
                yield row
    except UnicodeDecodeError as error:
        line, byte = _line_that_is_no_text(path)
        raise BadTable(
            f"{path}, line {line}",
            f"there are bytes that are not UTF-8 ({byte:#04x}).",
            "Save the file as CSV (UTF-8) again: most spreadsheets offer another kind of CSV as well.",
        ) from error
    except csv.Error as error:
        raise BadTable(
            f"{path}, row {number + 1}", f"the row cannot be read ({error}).", _ONE_KIND_OF_PART
        ) from error
