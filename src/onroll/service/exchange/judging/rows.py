"""The second judgement: each row by itself, column by column, and rows that repeat one another."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from onroll.service.exchange.faults import Fault, FileRefused, Unreadable
from onroll.service.exchange.files.specification import Column, FileSpec
from onroll.service.exchange.judging.headers import Header, judge_header
from onroll.service.exchange.reading.tables import Table


@dataclass(frozen=True, slots=True)
class Record:
    """One row that could be read: its number in the file, and a value for every column the file has."""

    row: int
    values: dict[str, Any]
    said: dict[str, str]

    def __getitem__(self, name: str) -> Any:
        return self.values.get(name)


@dataclass(slots=True)
class Judged:
    """A file's records, what was set aside of it, and the columns it has beyond ours."""

    spec: FileSpec
    file: str
    records: list[Record] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    not_read: tuple[str, ...] = ()
    rows: int = 0
    #: What the rows set aside said, so that rows that lean on them can be told why.
    aside: list[dict[str, str]] = field(default_factory=list)

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of ours that the file has."""
        return tuple(self.records[0].values) if self.records else ()

    def set_aside(self, record: Record, column: str, what: str, cure: str) -> None:
        """Move a record to those set aside."""
        self.faults.append(Fault(self.file, record.row, column, record.said.get(column, ""), what, cure))
        self.aside.append(record.said)

    def keep(self, records: list[Record]) -> None:
        """Replace the records by those that passed a further judgement."""
        self.records = records


def judge_rows(table: Table, spec: FileSpec, *, laestab: str) -> Judged:
    """Read a table into records. FileRefused for its header, or for the first row of another school."""
    rows = table.rows()
    header = judge_header(table.file, next(rows, None), spec)
    judged = Judged(spec, table.file, not_read=header.not_read)
    for number, cells in enumerate(rows, start=2):
        if not any(cell.strip() for cell in cells):
            continue
        judged.rows += 1
        faults, record = _judge_row(table.file, number, cells, spec, header)
        refuse_other_school(table.file, number, record.values.get("laestab"), laestab)
        if faults:
            judged.faults += faults
            judged.aside.append(record.said)
        else:
            judged.records.append(record)
    _set_repeats_aside(judged)
    return judged


def refuse_other_school(file: str, row: int, found: str | None, ours: str) -> None:
    """Refuse the file where a row belongs to a school other than the sender's."""
    if found is not None and found != ours:
        raise FileRefused(
            file,
            f"This row is of another school: the files are being read for {ours}.",
            "Check that the right file was sent, or import that school by itself.",
            row=row,
            column="laestab",
            value=found,
        )


def _judge_row(
    file: str, number: int, cells: list[str], spec: FileSpec, header: Header
) -> tuple[list[Fault], Record]:
    said: dict[str, str] = {}
    values: dict[str, Any] = {}
    faults: list[Fault] = []
    if (len(cells) != header.width and any(cell.strip() for cell in cells[header.width :])) or len(
        cells
    ) < header.width:
        faults.append(_wrong_width(file, number, cells, header))
    for column in spec.columns:
        place = header.places.get(column.name)
        if place is None:
            continue
        cell = said[column.name] = cells[place].strip() if place < len(cells) else ""
        try:
            values[column.name] = read_cell(column, cell)
        except Unreadable as fault:
            values[column.name] = None
            faults.append(Fault(file, number, column.name, cell, fault.what, fault.cure or cure_of(column)))
    return faults, Record(number, values, said)


def read_cell(column: Column, cell: str) -> Any:
    """Read one cell, already stripped; Unreadable where it does not fit its column."""
    value = column.cell.read(cell) if cell else column.cell.blank
    # Signs that print nothing leave nothing behind, so a cell of them alone is as blank as an empty one.
    if column.filled and (not cell or value == ""):
        raise Unreadable("It is blank.")
    return value


def cure_of(column: Column) -> str:
    """Say what to do about a cell that could not be read."""
    return column.cure or f"Write {column.cell.expects}{'' if column.filled else ', or leave it blank'}."


def _wrong_width(file: str, number: int, cells: list[str], header: Header) -> Fault:
    return Fault(
        file,
        number,
        "",
        ",".join(cells),
        f"The row has {len(cells)} cells and the header has {header.width}.",
        "Put a cell that holds a comma in quotation marks, and leave no cell out.",
    )


def _set_repeats_aside(judged: Judged) -> None:
    """Set aside rows that repeat another; where they disagree, all of them, for nobody can say which is right."""
    by_key: dict[tuple[Any, ...], list[Record]] = {}
    for record in judged.records:
        by_key.setdefault(tuple(record[name] for name in judged.spec.key), []).append(record)
    if len(by_key) == len(judged.records):
        return
    kept: list[Record] = []
    for same in by_key.values():
        kept += same if len(same) == 1 else _one_of_the_same(judged, same)
    judged.keep(sorted(kept, key=lambda record: record.row))


def _one_of_the_same(judged: Judged, same: list[Record]) -> list[Record]:
    first, *others = same
    column = judged.spec.key[0]
    if all(other.values == first.values for other in others):
        for other in others:
            judged.set_aside(
                other,
                column,
                f"It says the same as row {first.row}.",
                "Nothing to do: the first of them is read.",
            )
        return [first]
    rows = ", ".join(str(record.row) for record in same)
    for record in same:
        judged.set_aside(
            record,
            column,
            f"Rows {rows} are about the same thing and do not agree.",
            "Keep the row that is right and delete the others.",
        )
    return []
