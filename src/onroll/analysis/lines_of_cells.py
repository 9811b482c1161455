"""Lines of cells of which a reader knows what they come to, and the cells that are kept back in them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property

from onroll.analysis.groupings import Grouping
from onroll.analysis.measures import Cell
from onroll.analysis.periods_that_add_up import periods_that_add_up

#: Figures of pupils, each with those that are a part of it, of which the last is kept back where few pupils are in none of them.
PARTS_OF_FIGURES = (
    ("persistent", ("severe",)),
    ("absent_of_persistent", ("absent_of_severe",)),
    ("absence_rate_of_persistent", ("absence_rate_of_severe",)),
    ("persistent", ("severe", "near_severe")),
)
#: Figures with the same numerator.
SAME_NUMERATOR = tuple((f"absent_of_{name}", f"absence_rate_of_{name}") for name in ("persistent", "severe"))
_COMPARED = {
    name
    for names in (*((whole, *parts) for whole, parts in PARTS_OF_FIGURES), *SAME_NUMERATOR)
    for name in names
}


class Lines:
    """The cells of one grouping by place, the lines they are in, and which of them are kept back."""

    def __init__(self, cells: Sequence[Cell], grouping: Grouping) -> None:
        """Find the lines of groups and of figures with one numerator; those of periods are found where they are needed."""
        self.hidden: set[int] = set()
        self._cells = cells
        self._lines: list[list[int]] = []
        self._of_cell: dict[int, list[int]] = defaultdict(list)
        for line in (*_groups(cells, grouping), *_numerators(cells)):
            self._add(line)
        self._with_periods: set[tuple[str, str]] = set()

    def keep_back(self, places: Iterable[int]) -> None:
        """Keep cells back, and with each what would give it away: of all lines at once, so that no order of them matters."""
        waiting = {place for place in places if place not in self.hidden}
        while waiting:
            self.hidden |= waiting
            lines = {line for place in waiting for line in self._of(place)}
            waiting = set()
            for line in lines:
                shown = [place for place in self._lines[line] if place not in self.hidden]
                if shown and len(self._lines[line]) - len(shown) == 1:
                    waiting.add(min(shown, key=self._worth))

    def _worth(self, place: int) -> tuple[int, str, str]:
        cell = self._cells[place]
        return cell.denominator, cell.group, cell.period

    def _of(self, place: int) -> list[int]:
        cell = self._cells[place]
        if cell.singled_out is None and (cell.measure, cell.group) not in self._with_periods:
            self._with_periods.add((cell.measure, cell.group))
            for line in self._periods(cell.measure, cell.group):
                self._add(line)
        return self._of_cell[place]

    def _add(self, line: list[int]) -> None:
        for place in line:
            self._of_cell[place].append(len(self._lines))
        self._lines.append(line)

    def _periods(self, measure: str, group: str) -> Iterator[list[int]]:
        """Yield the lines of a figure's periods: only where the others come to the whole, whoever is in them."""
        ours = self._by_figure[measure, group]
        for whole, parts in periods_that_add_up(ours.keys()):
            line = [ours[whole], *(ours[part] for part in parts)]
            total, *others = (self._cells[place] for place in line)
            if (total.numerator, total.denominator) == (
                sum(one.numerator for one in others),
                sum(one.denominator for one in others),
            ):
                yield line

    @cached_property
    def _by_figure(self) -> dict[tuple[str, str], dict[str, int]]:
        found: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
        for place, cell in enumerate(self._cells):
            found[cell.measure, cell.group][cell.period] = place
        return found


def told_by_difference(cells: Sequence[Cell], hidden: Collection[int], fewest: int) -> Iterator[int]:
    """Yield the places of cells that would tell, beside another that is shown, of a few pupils who are in the one and not in the other."""
    for found in _compared(cells).values():
        for whole, parts in PARTS_OF_FIGURES:
            places = [found.get(name) for name in (whole, *parts)]
            if any(place is None or place in hidden for place in places):
                continue
            first, *others = (cells[place].singled_out or 0 for place in places if place is not None)
            if 0 < first - sum(others) < fewest and places[-1] is not None:
                yield places[-1]


def _groups(cells: Sequence[Cell], grouping: Grouping) -> Iterator[list[int]]:
    """Yield the cells that add up to a total: those that differ in one column of the group and nowhere else."""
    lines: dict[object, list[int]] = defaultdict(list)
    for number, cell in enumerate(cells):
        values = grouping.values(cell.group)
        for place in range(len(values)):
            others = (*values[:place], *values[place + 1 :])
            lines[cell.measure, cell.period, place, others].append(number)
    yield from lines.values()


def _numerators(cells: Sequence[Cell]) -> Iterator[list[int]]:
    for found in _compared(cells).values():
        for names in SAME_NUMERATOR:
            line = [found[name] for name in names if name in found]
            if len(line) > 1:
                yield line


def _compared(cells: Sequence[Cell]) -> dict[tuple[str, str], dict[str, int]]:
    """Answer the places of the figures that are compared with each other, by period and group."""
    found: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for place, cell in enumerate(cells):
        if cell.measure in _COMPARED:
            found[cell.period, cell.group][cell.measure] = place
    return found
