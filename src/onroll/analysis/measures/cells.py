"""Work the measures out of what was counted, cell by cell."""

from collections.abc import Collection, Sequence
from itertools import chain

from onroll.analysis.counting.scope import Scope
from onroll.analysis.counting.side_by_side import at_once
from onroll.analysis.engine import Engine
from onroll.analysis.groupings import Grouping
from onroll.analysis.measures.between_terms import cells_between_terms
from onroll.analysis.measures.cell import Cell
from onroll.analysis.measures.long_periods import cells_of_long_periods
from onroll.analysis.measures.over_groups import name_grouped
from onroll.analysis.measures.slices import cells_of_slices


def cells(
    engine: Engine,
    scope: Scope,
    groupings: Sequence[Grouping],
    *,
    sliced: Collection[Grouping] | None = None,
) -> dict[Grouping, list[Cell]]:
    """Work out every measure for every period and every group of each grouping, as they were counted.

    Weeks, days of the week and the like are given for the groupings `sliced`, or for all of them. A cell whose
    denominator is nothing is not given, nor a code that nobody has.
    """
    every = dict(enumerate(groupings))
    in_slices = {
        number: grouping for number, grouping in every.items() if sliced is None or grouping in sliced
    }

    def long_periods(one: Engine) -> list[tuple[int, Cell]]:
        name_grouped(one, every)
        return [*cells_of_long_periods(one, scope), *cells_between_terms(one, scope)]

    def slices(one: Engine) -> list[tuple[int, Cell]]:
        if not in_slices:
            return []
        name_grouped(one, in_slices)
        return list(cells_of_slices(one, scope, list(in_slices)))

    found: dict[Grouping, list[Cell]] = {grouping: [] for grouping in groupings}
    for number, cell in chain.from_iterable(at_once(engine.side_by_side(2), [long_periods, slices])):
        found[groupings[number]].append(cell)
    return found
