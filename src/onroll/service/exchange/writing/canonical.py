"""The canonical form of a file: UTF-8 without a mark, commas, CRLF (RFC 4180), quotation marks only where needed."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from onroll.service.exchange.files.specification import Column, FileSpec


def write_file(
    path: Path, spec: FileSpec, rows: Iterable[Mapping[str, Any]], leave_out: frozenset[str] = frozenset()
) -> int:
    """Write a file of records, each a value a column; return how many rows it has."""
    if any(column.beyond for column in spec.columns):
        rows = list(rows)
    columns = [
        column
        for column in spec.columns
        if column.name not in leave_out and not (column.beyond and _says_nothing(rows, column))
    ]
    write = [(column.name, column.cell.written) for column in columns]
    return write_rows(
        path,
        [column.name for column in columns],
        ([written(row.get(name)) for name, written in write] for row in rows),
    )


def _says_nothing(rows: Iterable[Mapping[str, Any]], column: Column) -> bool:
    return all(
        value is None or value == "" or value is column.cell.blank
        for value in (row.get(column.name) for row in rows)
    )


def write_rows(path: Path, header: list[str], rows: Iterable[Iterable[str]]) -> int:
    """Write a header and rows of text."""
    count = 0
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\r\n")
        writer.writerow(header)
        for row in rows:
            writer.writerow(row)
            count += 1
    return count
