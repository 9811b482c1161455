"""What a file holds, as data: its columns, how each is read and written, and what to do where one cannot be."""

from __future__ import annotations

from dataclasses import dataclass

from onroll.service.exchange.files.cells import Cell


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `needed`, the header must have it; `filled`, and no cell of it may be blank."""

    name: str
    cell: Cell
    needed: bool = False
    filled: bool = False
    cure: str = ""


@dataclass(frozen=True, slots=True)
class FileSpec:
    """One file: its columns in order, and those that together name a row."""

    name: str
    title: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]

    @property
    def header(self) -> list[str]:
        """The header row as we write it."""
        return [column.name for column in self.columns]

    def column(self, name: str) -> Column:
        """Return a column by name; KeyError where there is none."""
        return next(column for column in self.columns if column.name == name)


def needed(name: str, cell: Cell, cure: str = "") -> Column:
    """A column that must be there, and filled in every row."""
    return Column(name, cell, needed=True, filled=True, cure=cure)


def may_be_blank(name: str, cell: Cell, cure: str = "") -> Column:
    """A column that must be there, and may be blank in a row."""
    return Column(name, cell, needed=True, cure=cure)


def may_be_absent(name: str, cell: Cell, cure: str = "") -> Column:
    """A column that a file may leave out; what is on record then stays as it is."""
    return Column(name, cell, cure=cure)
