"""Work the measures out of what was counted, cell by cell."""

from collections.abc import Iterator, Sequence

from onroll.analysis.counting.scope import Scope
from onroll.analysis.engine import Engine
from onroll.analysis.groupings import Grouping
from onroll.analysis.measures.cell import Cell
from onroll.analysis.measures.long_periods import cells_of_long_periods
from onroll.analysis.measures.slices import cells_of_slices


def cells(engine: Engine, scope: Scope, groupings: Sequence[Grouping]) -> dict[Grouping, list[Cell]]:
    """Work out every measure for every period and every group of each grouping, as they were counted.

    A cell whose denominator is nothing is not given, nor a code that nobody has.
    """
    return {
        grouping: list(_cells(engine, scope, number, grouping)) for number, grouping in enumerate(groupings)
    }


def _cells(engine: Engine, scope: Scope, number: int, grouping: Grouping) -> Iterator[Cell]:
    yield from cells_of_long_periods(engine, scope, number, grouping)
    yield from cells_of_slices(engine, scope, number, grouping)
