"""Excel and OpenDocument workbooks as tables of text, one a sheet."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from onroll.service.exchange.faults import FileRefused
from onroll.service.exchange.reading.tables import HeldTable

SUFFIXES = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"})


def sheets_of(path: Path, file: str) -> list[HeldTable]:
    """Return a workbook's sheets that hold anything; FileRefused where it is none."""
    import python_calamine

    try:
        book = python_calamine.CalamineWorkbook.from_path(str(path))
        read = [
            (name, book.get_sheet_by_name(name).to_python(skip_empty_area=False)) for name in book.sheet_names
        ]
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise FileRefused(
            file,
            "It has a password, or is no workbook of the kind its ending says.",
            "Open it in Excel or LibreOffice, take any password off, and save it again as .xlsx.",
        ) from error
    return [
        HeldTable(name, [[text_of(cell) for cell in row] for row in _without_tail(rows)])
        for name, rows in read
        if rows
    ]


def _without_tail(rows: list[list[Any]]) -> list[list[Any]]:
    """Drop the empty rows and columns that formatting leaves behind the last one that says something."""
    while rows and not any(cell not in ("", None) for cell in rows[-1]):
        rows.pop()
    width = len(rows[0]) if rows else 0
    while width and all(row[width - 1] in ("", None) for row in rows):
        width -= 1
    return [row[:width] for row in rows]


def text_of(cell: Any) -> str:
    """Write a typed cell as our CSV files would: ISO dates, whole numbers without a point, Y and N."""
    match cell:
        case None:
            return ""
        case bool():
            return "Y" if cell else "N"
        case float() if cell.is_integer():
            return str(int(cell))
        case dt.datetime() if cell.time() == dt.time():
            return cell.date().isoformat()
        case dt.datetime():
            return cell.replace(microsecond=0).isoformat()
        case dt.date():
            return cell.isoformat()
        case dt.time():
            return cell.strftime("%H:%M")
        case dt.timedelta():
            minutes = int(cell.total_seconds()) // 60
            return f"{minutes // 60:02}:{minutes % 60:02}"
    return str(cell)
