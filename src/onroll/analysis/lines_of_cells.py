"""Lines of cells of which a reader knows what they come to, and the cells that are kept back in them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from onroll.analysis.figures_that_add_up import DENOMINATORS, figures_that_add_up
from onroll.analysis.groupings import Grouping
from onroll.analysis.measures import Cell, measure_named
from onroll.analysis.nested_groups import Nested
from onroll.analysis.periods_that_add_up import periods_that_add_up
from onroll.analysis.same_pupils import Group, same_pupils

#: Figures of pupils, each with those that are a part of it, of which the last is kept back where few pupils are in none of them.
PARTS_OF_FIGURES = (
    ("persistent", ("severe",)),
    ("absent_of_persistent", ("absent_of_severe",)),
    ("absence_rate_of_persistent", ("absence_rate_of_severe",)),
    ("persistent", ("severe", "near_severe")),
)
_COMPARED = {name for whole, parts in PARTS_OF_FIGURES for name in (whole, *parts)}


class Lines:
    """The cells of some groupings by place, the lines they are in, and which of them are kept back.

    Lines are found where a cell in them is kept back, and not before: most cells are shown, and nobody need look at them.
    """

    def __init__(self, cells: Mapping[Grouping, Sequence[Cell]], nested: Sequence[Nested] = ()) -> None:
        """Number the cells; `nested` says which groupings' groups lie within others."""
        self.hidden: set[int] = set()
        self.cells = [cell for found in cells.values() for cell in found]
        self._given = cells
        self._grouping_of = [grouping for grouping, found in cells.items() for _ in found]
        self._finer = {one: [other for other in cells if one.is_part_of(other)] for one in cells}
        self._coarser = {one: [other for other in cells if other.is_part_of(one)] for one in cells}
        self._nested = [one for one in nested if one.outer in cells and one.inner in cells]
        self._lines: list[list[int]] = []
        self._of_cell: dict[int, list[int]] = defaultdict(list)
        self._looked_at: set[object] = set()

    def keep_back(self, places: Iterable[int]) -> None:
        """Keep cells back, and with each what would give it away: of all lines at once, so that no order of them matters."""
        waiting = {place for place in places if place not in self.hidden}
        while waiting:
            self.hidden |= waiting
            lines = {line for place in waiting for line in self._of(place)}
            waiting = {other for place in waiting for other in self._below_the_line(place)}
            for line in lines:
                shown = [place for place in self._lines[line] if place not in self.hidden]
                if shown and len(self._lines[line]) - len(shown) == 1:
                    waiting.add(min(shown, key=self._worth))
            waiting -= self.hidden

    def places(self, given: Mapping[Grouping, Collection[tuple[str, str, str]]]) -> list[int]:
        """Answer the places of cells by their grouping, and their measure, period and group."""
        return [
            place
            for place, (cell, grouping) in enumerate(zip(self.cells, self._grouping_of, strict=True))
            if cell[:3] in given.get(grouping, ())
        ]

    def of_grouping(self, grouping: Grouping) -> set[Cell]:
        """Answer the cells of a grouping that are kept back."""
        return {self.cells[place] for place in self.hidden if self._grouping_of[place] == grouping}

    def _worth(self, place: int) -> tuple[int, bool, int, str, str, str]:
        """Spell which cells are kept back first: of a small whole, and of those the ones with the smallest part, if it is any."""
        cell = self.cells[place]
        return cell.denominator, not cell.numerator, cell.numerator, cell.group, cell.period, cell.measure

    def _below_the_line(self, place: int) -> Iterator[int]:
        cell, grouping = self.cells[place], self._grouping_of[place]
        for measure in DENOMINATORS.get(cell.measure, ()):
            other = self._place_of.get((grouping, measure, cell.group), {}).get(cell.period)
            if other is not None:
                yield other

    def _of(self, place: int) -> list[int]:
        cell, grouping = self.cells[place], self._grouping_of[place]
        if self._is_new("groups", grouping, cell.measure, cell.period):
            self._add(self._groups(grouping, cell.measure, cell.period))
        same = self._same_pupils.get((grouping, cell.group))
        if same and self._is_new("same pupils", grouping, cell.measure, cell.period, cell.group):
            self._add(self._of_same_pupils(place, same))
        if not measure_named(cell.measure).singles_out and self._is_new(
            "periods", grouping, cell.measure, cell.group
        ):
            self._add(self._periods(grouping, cell.measure, cell.group))
        if self._is_new("figures", grouping, cell.period, cell.group):
            self._add(self._figures(grouping, cell.period, cell.group))
        return self._of_cell[place]

    def _is_new(self, *looked_at: object) -> bool:
        if looked_at in self._looked_at:
            return False
        self._looked_at.add(looked_at)
        return True

    def _add(self, lines: Iterable[list[int]]) -> None:
        for line in lines:
            if len(line) > 1:
                for place in line:
                    self._of_cell[place].append(len(self._lines))
                self._lines.append(line)

    def _groups(self, grouping: Grouping, measure: str, period: str) -> Iterator[list[int]]:
        """Yield the groups that add up to a total, those with the total of another grouping, and groups with those they lie within."""
        ours = self._by_figure[grouping, measure, period]
        lines: dict[object, list[int]] = defaultdict(list)
        for place in ours:
            values = grouping.values(self.cells[place].group)
            for column in range(len(values)):
                lines[column, (*values[:column], *values[column + 1 :])].append(place)
        yield from lines.values()
        for coarse in self._coarser[grouping]:
            yield from self._totals(coarse, grouping, measure, period)
        for fine in self._finer[grouping]:
            yield from self._totals(grouping, fine, measure, period)
        for nested in self._nested:
            if grouping in (nested.outer, nested.inner):
                yield from self._within(nested, measure, period)

    def _totals(self, coarse: Grouping, fine: Grouping, measure: str, period: str) -> Iterator[list[int]]:
        if not self._is_new("totals", coarse, fine, measure, period):
            return
        columns = [fine.columns.index(name) for name in coarse.columns]
        parts: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for place in self._by_figure[fine, measure, period]:
            values = fine.values(self.cells[place].group)
            parts[tuple(values[column] for column in columns)].append(place)
        for place in self._by_figure[coarse, measure, period]:
            yield [place, *parts[coarse.values(self.cells[place].group)]]

    def _within(self, nested: Nested, measure: str, period: str) -> Iterator[list[int]]:
        if not self._is_new("within", nested.outer, nested.inner, measure, period):
            return
        together: dict[int, list[int]] = defaultdict(list)
        for grouping, number_of in ((nested.outer, nested.of_outer), (nested.inner, nested.of_inner)):
            for place in self._by_figure[grouping, measure, period]:
                number = number_of.get(self.cells[place].group)
                if number is not None:
                    together[number].append(place)
        yield from together.values()

    def _of_same_pupils(self, place: int, same: Iterable[Group]) -> Iterator[list[int]]:
        """Yield a figure with each of the same pupils by another grouping."""
        cell = self.cells[place]
        for by, group in same:
            other = self._place_of.get((by, cell.measure, group), {}).get(cell.period)
            if other is not None:
                yield [place, other]

    def _periods(self, grouping: Grouping, measure: str, group: str) -> Iterator[list[int]]:
        """Yield the lines of a figure's periods: only where the others come to the whole, whoever is in them.

        Only what is above the line says so: a code that nobody has in a period is no figure of that period.
        """
        ours = self._place_of[grouping, measure, group]
        for whole, parts in periods_that_add_up(ours.keys()):
            line = [ours[whole], *(ours[part] for part in parts)]
            total, *others = (self.cells[place] for place in line)
            if total.numerator == sum(one.numerator for one in others):
                yield line

    def _figures(self, grouping: Grouping, period: str, group: str) -> Iterator[list[int]]:
        """Yield the lines of the figures of one period and group."""

        def place_of(measure: str) -> int | None:
            return self._place_of.get((grouping, measure, group), {}).get(period)

        def found(measure: str) -> Cell | None:
            place = place_of(measure)
            return None if place is None else self.cells[place]

        for names in figures_that_add_up(found):
            yield [place for name in names if (place := place_of(name)) is not None]

    @cached_property
    def _same_pupils(self) -> dict[Group, list[Group]]:
        return same_pupils(self._given)

    @cached_property
    def _place_of(self) -> dict[tuple[Grouping, str, str], dict[str, int]]:
        found: dict[tuple[Grouping, str, str], dict[str, int]] = defaultdict(dict)
        for place, (cell, grouping) in enumerate(zip(self.cells, self._grouping_of, strict=True)):
            found[grouping, cell.measure, cell.group][cell.period] = place
        return found

    @cached_property
    def _by_figure(self) -> dict[tuple[Grouping, str, str], list[int]]:
        found: dict[tuple[Grouping, str, str], list[int]] = defaultdict(list)
        for place, (cell, grouping) in enumerate(zip(self.cells, self._grouping_of, strict=True)):
            found[grouping, cell.measure, cell.period].append(place)
        return found

    def told_by_difference(self, fewest: int) -> Iterator[int]:
        """Yield the places of cells that would tell, beside another that is shown, of a few pupils who are in the one and not in the other."""
        yield from told_by_difference(self.cells, self.hidden, fewest, self._grouping_of)


def told_by_difference(
    cells: Sequence[Cell], hidden: Collection[int], fewest: int, groupings: Sequence[Grouping] | None = None
) -> Iterator[int]:
    """Yield the places of cells that would tell, beside another that is shown, of a few pupils who are in the one and not in the other."""
    for found in _compared(cells, groupings).values():
        for whole, parts in PARTS_OF_FIGURES:
            places = [found.get(name) for name in (whole, *parts)]
            if any(place is None or place in hidden for place in places):
                continue
            first, *others = (cells[place].singled_out or 0 for place in places if place is not None)
            if 0 < first - sum(others) < fewest and places[-1] is not None:
                yield places[-1]


def _compared(
    cells: Sequence[Cell], groupings: Sequence[Grouping] | None
) -> dict[tuple[object, str, str], dict[str, int]]:
    """Answer the places of the figures that are compared with each other, by grouping, period and group."""
    found: dict[tuple[object, str, str], dict[str, int]] = defaultdict(dict)
    for place, cell in enumerate(cells):
        if cell.measure in _COMPARED:
            of = None if groupings is None else groupings[place]
            found[of, cell.period, cell.group][cell.measure] = place
    return found
