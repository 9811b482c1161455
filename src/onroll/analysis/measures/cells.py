"""Work the measures out of what was counted, cell by cell."""

from collections.abc import Collection, Sequence

from onroll.analysis.counting.scope import Scope
from onroll.analysis.engine import Engine
from onroll.analysis.groupings import Grouping
from onroll.analysis.measures.between_terms import cells_between_terms
from onroll.analysis.measures.cell import Cell
from onroll.analysis.measures.long_periods import cells_of_long_periods
from onroll.analysis.measures.over_groups import view_grouped
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
    view_grouped(engine, groupings)
    found: dict[Grouping, list[Cell]] = {grouping: [] for grouping in groupings}
    for number, cell in cells_of_long_periods(engine, scope):
        found[groupings[number]].append(cell)
    for number, cell in cells_between_terms(engine, scope):
        found[groupings[number]].append(cell)
    numbers = [number for number, grouping in enumerate(groupings) if sliced is None or grouping in sliced]
    for number, cell in cells_of_slices(engine, scope, numbers):
        found[groupings[number]].append(cell)
    return found
