"""The rows of a file that was sent: CSV, a workbook's one sheet, or Parquet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from onroll.analysis.bad_input import BadTable
from onroll.analysis.reconciliation.parquet import rows_of_parquet
from onroll.service.exchange import uploads
from onroll.service.exchange.faults import FileRefused
from onroll.service.exchange.progress import Progress, no_progress
from onroll.service.exchange.reading.tables import CsvTable
from onroll.service.exchange.reading.workbooks import SUFFIXES, sheets_of
from onroll.service.reconciliation.refusals import ComparisonRefused

#: A year of a school of 2,000 is some 760,000 marks: 30 MB as CSV.
LARGEST_BYTES = 64 * 1024 * 1024
_PARQUET = ".parquet"
ENDINGS = (".csv", _PARQUET, *sorted(SUFFIXES))


def refuse_file(folder: str) -> None:
    """Refuse what was sent unless it is one file of a kind that is read, and no larger than is. Raises ComparisonRefused."""
    kept = uploads.kept_files(folder)
    if len(kept) != 1:
        raise ComparisonRefused("Send one file: all the marks, or all the totals, of this school.")
    path = kept[0]
    if path.suffix.lower() not in ENDINGS:
        raise ComparisonRefused(
            f"{path.name} is of no kind that is read. Save it as CSV, as an Excel workbook with one sheet, or as Parquet."
        )
    if path.stat().st_size > LARGEST_BYTES:
        raise ComparisonRefused(
            f"{path.name} is larger than {LARGEST_BYTES >> 20} MB. Send one school and one academic year."
        )


def rows_sent(folder: str, progress: Progress = no_progress) -> Iterator[tuple[int, list[str]]]:
    """Yield the header and every row, each with its number, telling how much of a workbook is open. Raises ComparisonRefused."""
    kept = uploads.kept_files(folder)
    if not kept:
        raise ComparisonRefused("The file is no longer kept. Send it again.")
    try:
        yield from _rows(kept[0], progress)
    except FileRefused as refusal:
        raise ComparisonRefused(str(refusal)) from refusal
    except BadTable as fault:
        raise ComparisonRefused(f"{kept[0].name}: {fault.what} {fault.cure}") from fault


def _rows(path: Path, progress: Progress) -> Iterator[tuple[int, list[str]]]:
    ending = path.suffix.lower()
    if ending == _PARQUET:
        return rows_of_parquet(path)
    if ending in SUFFIXES:
        sheets = sheets_of(path, path.name, progress)
        if len(sheets) != 1:
            raise ComparisonRefused(
                f"{path.name} has {len(sheets)} sheets with something on them. Send a workbook with one."
            )
        return sheets[0].numbered()
    return iter(CsvTable(path.name, path).numbered())
