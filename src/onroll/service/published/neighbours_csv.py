"""A list of neighbours as lines: the department's three digits and a name."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from onroll.service.published.refusals import NeighboursRefused

_CODE = {"code", "old_la_code", "la_code", "la code", "la number"}
_NAME = {"name", "la_name", "la name", "authority", "local authority"}


@dataclass(frozen=True, slots=True)
class NeighbourRow:
    """One line of a list: which authority, and where it stands."""

    code: str
    name: str
    where: str


def neighbours_in(text: str) -> list[NeighbourRow]:
    """Read lines such as `926,Norfolk`, with or without a header. Raises NeighboursRefused for a line that is none."""
    try:
        lines = [
            (number, [cell.strip() for cell in cells])
            for number, cells in enumerate(csv.reader(io.StringIO(text.lstrip("\ufeff")), strict=True), 1)
            if any(cell.strip() for cell in cells)
        ]
    except csv.Error as fault:
        raise NeighboursRefused(f"The list cannot be read ({fault}). Save it as CSV again.") from fault
    at_code, at_name = 0, 1
    if lines and (header := _header(lines[0][1])):
        at_code, at_name = header
        lines = lines[1:]
    return [_row(number, cells, at_code, at_name) for number, cells in lines]


def _header(cells: list[str]) -> tuple[int, int] | None:
    names = [cell.lower() for cell in cells]
    code = next((place for place, name in enumerate(names) if name in _CODE), None)
    name = next((place for place, name in enumerate(names) if name in _NAME), None)
    return None if code is None or name is None else (code, name)


def _row(number: int, cells: list[str], at_code: int, at_name: int) -> NeighbourRow:
    where = f"Line {number}"
    if len(cells) <= max(at_code, at_name) or not cells[at_name]:
        raise NeighboursRefused(
            f"{where}: “{', '.join(cells)}” has no name. Write the authority’s code, a comma and its name, such as 990, Tarnshire."
        )
    code = cells[at_code]
    if not (len(code) == 3 and code.isascii() and code.isdigit()):
        raise NeighboursRefused(
            f"{where}: “{code}” is no code of an authority. It is the three digits that begin its schools’ DfE numbers."
        )
    return NeighbourRow(code, cells[at_name], where)
