"""Write a workbook as Excel wrote them before 2007 (.xls), with one sheet of text and numbers: [MS-CFB] around [MS-XLS]."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from pathlib import Path

_SECTOR = 512
_FREE, _END, _OF_FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
#: A stream shorter than this would stand in the small sectors, which this file has none of.
_SMALLEST = 4096


def write_xls(path: Path, sheet: str, rows: Sequence[Sequence[str | float]]) -> Path:
    """Write rows to a workbook, and return where it is."""
    stream = _workbook(sheet, rows).ljust(_SMALLEST, b"\0")
    stream += b"\0" * (-len(stream) % _SECTOR)
    sectors = len(stream) // _SECTOR
    # Sector 0 is the table of sectors, 1 the directory, and the stream follows.
    chain = [_OF_FAT, _END, *range(3, sectors + 2), _END]
    fat = struct.pack("<128I", *chain, *[_FREE] * (128 - len(chain)))
    directory = (
        _entry("Root Entry", kind=5, child=1, start=_END, size=0)
        + _entry("Workbook", kind=2, child=_FREE, start=2, size=len(stream))
        + _entry("", kind=0, child=_FREE, start=0, size=0) * 2
    )
    path.write_bytes(_header() + fat + directory + stream)
    return path


def _header() -> bytes:
    signature = bytes.fromhex("d0cf11e0a1b11ae1")
    versions = struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    places = struct.pack("<IIIIIIIII", 0, 1, 1, 0, _SMALLEST, _END, 0, _END, 0)
    return signature + b"\0" * 16 + versions + places + struct.pack("<109I", 0, *[_FREE] * 108)


def _entry(name: str, *, kind: int, child: int, start: int, size: int) -> bytes:
    letters = name.encode("utf-16-le")
    return (
        letters.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(letters) + 2 if name else 0, kind, 1, _FREE, _FREE, child)
        + b"\0" * 36
        + struct.pack("<IQ", start, size)
    )


def _workbook(sheet: str, rows: Sequence[Sequence[str | float]]) -> bytes:
    cells = b"".join(
        _text(row, column, cell) if isinstance(cell, str) else _number(row, column, cell)
        for row, line in enumerate(rows)
        for column, cell in enumerate(line)
    )
    opening = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0x0DBB, 0x07CC, 0, 6))
    name = struct.pack("<BB", len(sheet), 0) + sheet.encode("ascii")
    place = len(opening) + 4 + 6 + len(name) + 4
    named = _record(0x0085, struct.pack("<IH", place, 0) + name)
    of_sheet = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0x0DBB, 0x07CC, 0, 6))
    return opening + named + _record(0x000A, b"") + of_sheet + cells + _record(0x000A, b"")


def _record(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def _text(row: int, column: int, cell: str) -> bytes:
    return _record(0x0204, struct.pack("<HHHHB", row, column, 0, len(cell), 1) + cell.encode("utf-16-le"))


def _number(row: int, column: int, cell: float) -> bytes:
    return _record(0x0203, struct.pack("<HHHd", row, column, 0, cell))
