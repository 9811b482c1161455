"""Refuse a table for a row whose key cannot be read: the file, the row and the cure in one message."""

from pathlib import Path

from onroll.analysis.bad_input import BadTable
from onroll.analysis.duckdb_engine import DuckDBEngine
from onroll.analysis.engine import literals
from onroll.analysis.opening.text_files import row_at
from onroll.analysis.opening.views import OpenTable, misread
from onroll.analysis.tables import CALENDAR_KINDS, SESSIONS, Column, Kind

_CURES = {
    Kind.TEXT: "Fill the cell in, or take the row out.",
    Kind.DATE: "Write the day as 2026-09-01.",
    Kind.SESSION: "Write AM or PM.",
    Kind.WHOLE: "Write a whole number, or leave the cell empty.",
    Kind.TIME: "Write the time as 2026-09-01T09:05:00, or leave the cell empty.",
}
_WHAT = {
    Kind.DATE: "is not a day",
    Kind.SESSION: "is neither AM nor PM",
    Kind.WHOLE: "is not a whole number",
    Kind.TIME: "is not a time",
}


def refuse_bad_rows(engine: DuckDBEngine, opened: OpenTable) -> None:
    """Raise `BadTable` for the first row with an empty key, or a cell that cannot be what its column holds."""
    faults = [
        (column, fault)
        for column in opened.table.columns
        if column.name in opened.types and (fault := _fault(column, opened))
    ]
    anything = " OR ".join(f"({fault})" for _, fault in faults)
    rows = opened.select(placed=True)
    if misreadings := _misreadings(opened):
        rows = rows.replace(" FROM ", f", {', '.join(misreadings)} FROM ", 1)
    found = engine.rows(
        f"SELECT part, row_number, {', '.join(f'coalesce({fault}, TRUE)' for _, fault in faults)} "
        f"FROM ({rows}) AS r WHERE coalesce({anything}, TRUE) ORDER BY part, row_number LIMIT 1"
    )
    if found:
        part, number, *is_bad = found[0]
        column = next(column for (column, _), bad in zip(faults, is_bad, strict=True) if bad)
        _refuse(opened, opened.name_of(part), number, column)


def _misreadings(opened: OpenTable) -> list[str]:
    """Spell which cells are filled in and not what they should be. Of CSV that was kept as it was read."""
    return [
        f"f.{column.name}_misread" if opened.is_text else f"{misread(column)} AS {column.name}_misread"
        for column in opened.table.columns
        if column.name in opened.types and opened.is_cast(column)
    ]


def _fault(column: Column, opened: OpenTable) -> str:
    """Spell when a cell is wrong; nothing where its type rules that out."""
    name = column.name
    if column.kind is Kind.SESSION:
        return f"{name} NOT IN ({literals(SESSIONS)})"
    if name == "kind":
        return f"{name} NOT IN ({literals(CALENDAR_KINDS)})"
    if column.kind is Kind.TEXT:
        return f"{name} = ''" if column.key else ""
    not_read = f"{name}_misread" if opened.is_cast(column) else ""
    empty = f"{name} IS NULL" if column.key else ""
    return " OR ".join(test for test in (empty, not_read) if test)


def _refuse(opened: OpenTable, given: Path, number: int, column: Column) -> None:
    """Raise `BadTable` for a row's cell. People count CSV rows from the header, which is row 1."""
    row = number + (2 if opened.is_text else 1)
    written = row_at(given, row).get(column.name, "").strip() if opened.is_text else ""
    if not written:
        what, cure = f"the {column.name} is empty or cannot be read.", _CURES[column.kind]
    elif column.name == "kind":
        what, cure = f"the kind “{written}” is not known.", f"Write one of {', '.join(CALENDAR_KINDS)}."
    else:
        what, cure = f"the {column.name} “{written}” {_WHAT[column.kind]}.", _CURES[column.kind]
    raise BadTable(f"{given}, row {row}", what, cure)
