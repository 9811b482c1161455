"""Disclosure control: small cells, and those that would give them away.

A cell is small if it rests on one to nine pupils, or its numerator singles out one to nine. In each line of cells that add up to a
total, where exactly one cell is kept back, another goes too: the one with the smallest denominator, then the first by
its group. Of two groups crossed, every row and every column is such a line. That is repeated until nothing changes.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from onroll.analysis.reference.measures import Cell

FEWEST_SHOWN = 10


def kept_back(cells: Sequence[Cell], *, fewest: int = FEWEST_SHOWN) -> set[Cell]:
    """Answer the cells that are not shown, of one grouping; `fewest` is the least number of pupils shown."""
    hidden = {cell for cell in cells if is_small(cell, fewest)}
    lines = list(_lines(cells))
    changed = True
    while changed:
        changed = False
        for line in lines:
            shown = [cell for cell in line if cell not in hidden]
            if len(line) - len(shown) == 1 and shown:
                hidden.add(min(shown, key=lambda cell: (cell.denominator, ",".join(cell.group))))
                changed = True
    return hidden


def is_small(cell: Cell, fewest: int = FEWEST_SHOWN) -> bool:
    """Answer whether a cell by itself is of too few pupils to be shown."""
    return any(0 < number < fewest for number in (cell.pupils, cell.singled_out or 0))


def _lines(cells: Iterable[Cell]) -> Iterator[list[Cell]]:
    """Yield the cells that add up to a total: for each place in the group, those that differ there and nowhere else."""
    lines: dict[object, list[Cell]] = defaultdict(list)
    for cell in cells:
        for place in range(len(cell.group)):
            others = (*cell.group[:place], *cell.group[place + 1 :])
            lines[cell.measure, cell.period, place, others].append(cell)
    yield from lines.values()
