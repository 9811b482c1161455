"""Excel and OpenDocument workbooks as tables of text, one a sheet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from onroll.service.exchange.faults import FileRefused
from onroll.service.exchange.progress import Progress, no_progress, opening
from onroll.service.exchange.reading.tables import HeldTable

#: After how many rows of a sheet it is told again how much of a workbook is open.
_TOLD_EVERY = 5_000
SUFFIXES = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"})


def sheets_of(path: Path, file: str, progress: Progress = no_progress) -> list[HeldTable]:
    """Return a workbook's sheets that hold anything, telling how much of it is open; FileRefused where it is none."""
    import python_calamine

    tables = []
    try:
        book = python_calamine.CalamineWorkbook.from_path(str(path))
        for place, name in enumerate(names := book.sheet_names):
            what, behind = opening(file, place + 1, len(names)), 100 * place / len(names)
            progress(what, int(behind))
            rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            told = partial(_tell, progress, what, behind, 100 / len(names))
            if rows:
                tables.append(HeldTable(name, _as_text(_without_tail(rows), told)))
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise FileRefused(
            file,
            "It has a password, or is no workbook of the kind its ending says.",
            "Open it in Excel or LibreOffice, take any password off, and save it again as .xlsx.",
        ) from error
    return tables


def _tell(progress: Progress, what: str, behind: float, share: float, part: float) -> None:
    """Tell how much is open: parsing a sheet is about half of its share, and writing its cells as text the other."""
    progress(what, int(behind + share * (0.5 + part / 2)))


def _as_text(rows: list[list[Any]], told: Callable[[float], None]) -> list[list[str]]:
    held = []
    for number, row in enumerate(rows):
        if number % _TOLD_EVERY == 0:
            told(number / len(rows))
        held.append([text_of(cell) for cell in row])
    return held


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
