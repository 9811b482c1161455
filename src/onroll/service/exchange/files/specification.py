"""What a file holds, as data: its columns, how each is read and written, and what to do where one cannot be."""

from __future__ import annotations

from dataclasses import dataclass, replace

from onroll.service.exchange.files.cells import Cell


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `needed`, the header must have it; `filled`, and no cell of it may be blank.

    `beyond` the usual header, it is written where some row has something in it. Where `blank_keeps`, a blank cell
    leaves what is on record.
    """

    name: str
    cell: Cell
    needed: bool = False
    filled: bool = False
    cure: str = ""
    beyond: bool = False
    blank_keeps: bool = False


@dataclass(frozen=True, slots=True)
class FileSpec:
    """One file: its columns in order, and those that together name a row."""

    name: str
    title: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]

    @property
    def header(self) -> list[str]:
        """The header row as we write it, without the columns that are written only where they are needed."""
        return [column.name for column in self.columns if not column.beyond]

    @property
    def names(self) -> frozenset[str]:
        """Every column we read."""
        return frozenset(column.name for column in self.columns)

    def column(self, name: str) -> Column:
        """Return a column by name; KeyError where there is none."""
        return next(column for column in self.columns if column.name == name)


def needed(name: str, cell: Cell, cure: str = "") -> Column:
    """A column that must be there, and filled in every row."""
    return Column(name, cell, needed=True, filled=True, cure=cure)


def may_be_blank(name: str, cell: Cell, cure: str = "") -> Column:
    """A column that must be there, and may be blank in a row."""
    return Column(name, cell, needed=True, cure=cure)


def beyond(name: str, cell: Cell, cure: str = "") -> Column:
    """A column beyond the usual header: read where it is there, and written where some row has something in it."""
    return Column(name, cell, cure=cure, beyond=True)


def blank_keeps(column: Column) -> Column:
    """Let a blank cell of a column leave what is on record as it is."""
    return replace(column, blank_keeps=True)


def may_be_absent(name: str, cell: Cell, cure: str = "") -> Column:
    """A column that a file may leave out; what is on record then stays as it is."""
    return Column(name, cell, cure=cure)
