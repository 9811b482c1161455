"""Keep back what would tell of one child: small cells, and those from which a small one could be worked out.

A cell is small if it rests on one to nine pupils, or its numerator on one to nine enrolments: of a code, lateness or anything else but attendance,
absence and what of it is authorised, which are everybody's and say no such number. In each line of cells of which a reader knows what they come to, where
exactly one is kept back, another goes with it: the one with the smallest denominator, and of those the one with the smallest numerator. Lines are the groups of a total, and of groups crossed every row and every column; a total and its parts in another grouping, groups
with those they lie within, and groups of the same pupils; the periods that add up to another, with that other; the codes of a family with it, and the
families with absence and attendance; and two figures of one numerator. Where pupils are in one figure and not in another of which it is a part, and they
are few, the smaller figure is kept back, as it and the larger would tell of them. A figure that has a figure kept back below its line goes with it. That
is repeated until nothing changes. (Suppression of the cell and secondary suppression, as the official series practise them.)
"""

from collections.abc import Collection, Mapping, Sequence
from typing import TypeVar

from onroll.analysis.groupings import Grouping
from onroll.analysis.lines_of_cells import Lines
from onroll.analysis.measures import Cell
from onroll.analysis.nested_groups import Nested

# What a count is called: a number of a band, or a pair of them.
_Key = TypeVar("_Key", int, tuple[int, int])

#: The fewest pupils a figure is shown of.
FEWEST_SHOWN = 10


def kept_back_together(
    cells: Mapping[Grouping, Sequence[Cell]],
    *,
    nested: Sequence[Nested] = (),
    also: Mapping[Grouping, Collection[tuple[str, str, str]]] | None = None,
    fewest: int = FEWEST_SHOWN,
) -> dict[Grouping, set[Cell]]:
    """Answer which cells of each grouping are not shown, where all of them are given side by side.

    `nested` says whose groups lie in others; `also` are kept back whatever they are, by their measure, period and group.
    """
    lines = Lines(cells, nested)
    lines.keep_back(lines.places(also or {}))
    lines.keep_back(place for place, cell in enumerate(lines.cells) if is_small(cell, fewest))
    lines.keep_back(list(lines.told_by_difference(fewest)))
    return {grouping: lines.of_grouping(grouping) for grouping in cells}


def kept_back(cells: Sequence[Cell], grouping: Grouping, *, fewest: int = FEWEST_SHOWN) -> set[Cell]:
    """Answer which cells of one grouping are not shown, by themselves."""
    return kept_back_together({grouping: cells}, fewest=fewest)[grouping]


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
