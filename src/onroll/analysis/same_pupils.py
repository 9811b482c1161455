"""Groups of the very same pupils, as their figures tell a reader: pupils of whom no row says anything are “not known” by each characteristic."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from onroll.analysis.groupings import Grouping
from onroll.analysis.measures import Cell
from onroll.analysis.periods import Term

#: The figure that groups are told alike by: what the pupils attended, of what was possible, and how many they are.
TOLD_ALIKE_BY = "attendance_percent"

Group = tuple[Grouping, str]


def same_pupils(cells: Mapping[Grouping, Iterable[Cell]]) -> dict[Group, list[Group]]:
    """Answer the groups that have the figures of groups of other groupings, by each the others; of cells of any measures and periods."""
    alike: dict[Sequence[int], list[Group]] = defaultdict(list)
    for grouping, found in cells.items():
        for cell in found:
            if cell.period == Term.WHOLE and cell.measure == TOLD_ALIKE_BY:
                alike[cell[3:6]].append((grouping, cell.group))
    others: dict[Group, list[Group]] = defaultdict(list)
    for groups in alike.values():
        for one, other in combinations(groups, 2):
            if one[0] != other[0]:
                others[one].append(other)
                others[other].append(one)
    return dict(others)
