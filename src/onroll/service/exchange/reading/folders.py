"""What was sent – a folder, a zip, a workbook, loose files – as tables by the name of the file each stands for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from onroll.service.exchange.faults import FileRefused
from onroll.service.exchange.progress import Progress, no_progress
from onroll.service.exchange.reading.tables import CsvTable, Table
from onroll.service.exchange.reading.workbooks import SUFFIXES, sheets_of


@dataclass(slots=True)
class Sent:
    """The tables found, by name, and the names of what was not read."""

    tables: dict[str, Table] = field(default_factory=dict)
    not_read: list[str] = field(default_factory=list)


def tables_in(paths: Iterable[Path], known: Iterable[str], progress: Progress = no_progress) -> Sent:
    """Find the tables with known names among files; FileRefused where one comes twice."""
    names = frozenset(known)
    sent = Sent()
    for path in sorted(paths):
        if path.suffix.lower() in SUFFIXES:
            _take_workbook(sent, path, names, progress)
        elif path.suffix.lower() == ".csv" and path.stem.lower() in names:
            _refuse_workbook_in_disguise(path)
            _take(sent, path.stem.lower(), CsvTable(path.name, path))
        else:
            sent.not_read.append(path.name)
    return sent


def _take_workbook(sent: Sent, path: Path, names: frozenset[str], progress: Progress) -> None:
    sheets = sheets_of(path, path.name, progress)
    # A sheet that is named as a file is that file, whatever its workbook is called.
    alone = len(sheets) == 1 and path.stem.lower() in names and sheets[0].file.strip().lower() not in names
    for sheet in sheets:
        name = path.stem.lower() if alone else sheet.file.strip().lower()
        sheet_name = sheet.file
        sheet.file = path.name if alone else f"{path.name} [{sheet_name}]"
        if name in names:
            _take(sent, name, sheet)
        else:
            sent.not_read.append(sheet.file)


def _take(sent: Sent, name: str, table: Table) -> None:
    if name in sent.tables:
        raise FileRefused(
            table.file,
            f"There is already a table of {name}, in {sent.tables[name].file}.",
            "Send one of the two.",
        )
    sent.tables[name] = table


def _refuse_workbook_in_disguise(path: Path) -> None:
    with path.open("rb") as stream:
        start = stream.read(4)
    if start in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0"):
        raise FileRefused(
            path.name,
            "It is a workbook or a zip with the ending .csv.",
            "Give it its own ending, such as .xlsx, and send it again.",
        )
