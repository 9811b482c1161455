"""Keep back what would tell of one child: small cells, and those from which a small one could be worked out.

A cell is small if it rests on one to nine pupils, or its numerator singles out so many. In each line of cells that add
up to a total, where exactly one is kept back, another goes with it: the one with the smallest denominator. Of groups
crossed, every row and every column is such a line. That is repeated until nothing changes. (Suppression of the cell and
secondary suppression, as the official series practise them.)
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from onroll.analysis.groupings import Grouping
from onroll.analysis.measures import Cell

#: The fewest pupils a figure is shown of.
FEWEST_SHOWN = 10


def kept_back(cells: Sequence[Cell], grouping: Grouping, *, fewest: int = FEWEST_SHOWN) -> set[Cell]:
    """Answer which cells of one grouping are not shown."""
    hidden = {cell for cell in cells if is_small(cell, fewest)}
    lines = [line for line in _lines(cells, grouping) if any(cell in hidden for cell in line)]
    changed = bool(hidden)
    while changed:
        changed = False
        for line in lines:
            shown = [cell for cell in line if cell not in hidden]
            if len(line) - len(shown) == 1 and shown:
                hidden.add(min(shown, key=lambda cell: (cell.denominator, cell.group)))
                changed = True
        if changed and len(grouping.columns) > 1:
            lines = [line for line in _lines(cells, grouping) if any(cell in hidden for cell in line)]
    return hidden


def is_small(cell: Cell, fewest: int = FEWEST_SHOWN) -> bool:
    """Answer whether a cell by itself is of too few pupils to be shown."""
    return any(0 < number < fewest for number in (cell.pupils, cell.singled_out or 0))


def _lines(cells: Iterable[Cell], grouping: Grouping) -> Iterator[list[Cell]]:
    """Yield the cells that add up to a total: those that differ in one column of the group and nowhere else."""
    lines: dict[object, list[Cell]] = defaultdict(list)
    for cell in cells:
        values = grouping.values(cell.group)
        for place in range(len(values)):
            others = (*values[:place], *values[place + 1 :])
            lines[cell.measure, cell.period, place, others].append(cell)
    yield from lines.values()
