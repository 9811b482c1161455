"""A table: a header and numbered rows of text, wherever it came from."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from onroll.service.exchange.faults import FileRefused
from onroll.service.exchange.reading.encodings import encoding_of

#: A cell longer than this is a quotation mark that was never closed.
LONGEST_CELL = 20_000


class Table(Protocol):
    """Rows that can be read more than once; the header is row 1, as a spreadsheet numbers it."""

    @property
    def file(self) -> str:
        """The name its sender knows it by."""

    def rows(self) -> Iterator[list[str]]:
        """Yield the header, then every row."""

    def numbered(self) -> Iterator[tuple[int, list[str]]]:
        """Yield the same, each with the number its sender would know the row by."""


@dataclass(frozen=True, slots=True)
class CsvTable:
    """A CSV file (RFC 4180), read as it streams."""

    file: str
    path: Path

    def rows(self) -> Iterator[list[str]]:
        """Yield every row; FileRefused where the quoting breaks off."""
        csv.field_size_limit(LONGEST_CELL)
        with self.path.open(encoding=encoding_of(self.path, self.file), newline="") as stream:
            reader = csv.reader(stream, strict=True)
            number = 0
            try:
                for number, row in enumerate(reader, start=1):  # noqa: B007 - the number is for the refusal
                    yield row
            except csv.Error as error:
                raise FileRefused(
                    self.file,
                    f"The quotation marks do not add up here ({error}).",
                    "Put a cell that holds a comma, a quotation mark or a line break in quotation marks, and double each one inside it.",
                    row=number + 1,
                ) from error

    def numbered(self) -> Iterator[tuple[int, list[str]]]:
        """Yield every row with its number."""
        return enumerate(self.rows(), start=1)


@dataclass(slots=True)
class HeldTable:
    """A table already in memory: one sheet of a workbook."""

    file: str
    held: list[list[str]]

    def rows(self) -> Iterator[list[str]]:
        """Yield every row."""
        yield from self.held

    def numbered(self) -> Iterator[tuple[int, list[str]]]:
        """Yield every row with its number."""
        return enumerate(self.rows(), start=1)
