"""Keep back what would tell of one child: small cells, and those from which a small one could be worked out.

A cell is small if it rests on one to nine pupils, or its numerator singles out so many. In each line of cells of which a reader knows what they
come to, where exactly one is kept back, another goes with it: the one with the smallest denominator. Lines are the groups of a total, and of
groups crossed every row and every column; the periods that add up to another, with that other; and two figures of one numerator. Where pupils are in
one figure and not in another of which it is a part, and they are few, the smaller figure is kept back, as it and the larger would tell of them.
Where a group is given both by itself and crossed with another, a figure kept back by itself is not left to be added up from its parts. That
is repeated until nothing changes. (Suppression of the cell and secondary suppression, as the official series practise them.)
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from onroll.analysis.groupings import Grouping
from onroll.analysis.lines_of_cells import Lines, told_by_difference
from onroll.analysis.measures import Cell

# What a count is called: a number of a band, or a pair of them.
_Key = TypeVar("_Key", int, tuple[int, int])

#: The fewest pupils a figure is shown of.
FEWEST_SHOWN = 10


def kept_back_together(
    cells: Mapping[Grouping, Sequence[Cell]], *, fewest: int = FEWEST_SHOWN
) -> dict[Grouping, set[Cell]]:
    """Answer which cells of each grouping are not shown, where all of them are given side by side."""
    hidden = {grouping: kept_back(found, grouping, fewest=fewest) for grouping, found in cells.items()}
    finer = [(one, other) for one in cells for other in cells if one.is_part_of(other)]
    changed = True
    while changed:
        changed = False
        for coarse, fine in finer:
            more = _parts_that_tell(hidden[coarse], coarse, cells[fine], fine, hidden[fine])
            if more:
                hidden[fine] = kept_back(cells[fine], fine, fewest=fewest, also=hidden[fine] | more)
                changed = True
    return hidden


def _parts_that_tell(
    totals: set[Cell], coarse: Grouping, parts: Sequence[Cell], fine: Grouping, hidden: set[Cell]
) -> set[Cell]:
    """Answer one part of each hidden total whose parts are all shown: the one with the smallest denominator."""
    places = [fine.columns.index(name) for name in coarse.columns]
    wanted = {(cell.measure, cell.period, coarse.values(cell.group)) for cell in totals}
    parts_of: dict[object, list[Cell]] = defaultdict(list)
    for part in parts:
        values = fine.values(part.group)
        total = part.measure, part.period, tuple(values[place] for place in places)
        if total in wanted:
            parts_of[total].append(part)
    return {
        min(found, key=lambda part: (part.denominator, part.group))
        for found in parts_of.values()
        if not hidden.intersection(found)
    }


def kept_back(
    cells: Sequence[Cell], grouping: Grouping, *, fewest: int = FEWEST_SHOWN, also: Iterable[Cell] = ()
) -> set[Cell]:
    """Answer which cells of one grouping are not shown, by themselves; `also` are kept back whatever they are."""
    lines = Lines(cells, grouping)
    lines.keep_back(place for place, cell in enumerate(cells) if is_small(cell, fewest))
    lines.keep_back(told_by_difference(cells, lines.hidden, fewest))
    ours = set(also)
    lines.keep_back(place for place, cell in enumerate(cells) if ours and cell in ours)
    return {cells[place] for place in lines.hidden}


def kept_back_in_sums(
    counts: Mapping[_Key, int],
    pupils: Mapping[_Key, int],
    sums: Sequence[Sequence[_Key]],
    *,
    fewest: int = FEWEST_SHOWN,
) -> set[_Key]:
    """Answer which counts are not shown, where a reader knows what each of some lines of them adds up to.

    What is kept back of a line comes to as many as are shown, and is two counts at least, or it is everything there is.
    """
    hidden = {key for key, found in pupils.items() if 0 < found < fewest}
    changed = bool(hidden)
    while changed:
        changed = False
        for line in sums:
            shown = [key for key in line if counts[key] and key not in hidden]
            ours = [key for key in line if key in hidden]
            if ours and shown and (len(ours) == 1 or sum(counts[key] for key in ours) < fewest):
                hidden.add(min(shown, key=lambda key: (counts[key], key)))
                changed = True
    return hidden


def is_small(cell: Cell, fewest: int = FEWEST_SHOWN) -> bool:
    """Answer whether a cell by itself is of too few pupils to be shown."""
    return any(0 < number < fewest for number in (cell.pupils, cell.singled_out or 0))
