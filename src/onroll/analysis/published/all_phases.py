"""“Total”, the row of all phases: counts that add up, and rates by the way of totalling of their year."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from onroll.analysis.published.columns import CENSUS_SIZES, ENROLMENTS, SIZES, TOTALS, Layout
from onroll.analysis.published.rows import TOTAL, NotAPublishedFile, Number, PublishedRow, added_up
from onroll.analysis.ways_of_totalling import WayOfTotalling, way_of

Figure = tuple[str, str, Number, Number]
_PHASES = 3


def census_weighted(rates: Mapping[str, Number], enrolments: Mapping[str, Number]) -> Decimal:
    """Weigh each phase's rate by the pupils its schools had in the January census.

    Raises `ZeroDivisionError` where no school had any.
    """
    weighed = sum(Decimal(rates[phase]) * Decimal(enrolments[phase]) for phase in rates)
    return Decimal(weighed) / Decimal(sum(enrolments[phase] for phase in rates))


class AllPhases:
    """Holds the phases of each place and period until its Total can be compared with them."""

    def __init__(self) -> None:
        self.totals: Counter[WayOfTotalling] = Counter()
        self._lines: dict[tuple[str, ...], int] = {}
        self._waiting: dict[tuple[tuple[str, ...], ...], dict[str, PublishedRow]] = {}
        self._phases: set[str] = set()

    @staticmethod
    def are_weighted(row: PublishedRow) -> bool:
        """Answer whether a rate of all phases was weighted in the row's year."""
        return way_of(row.day) is WayOfTotalling.CENSUS_WEIGHTED

    def add(self, layout: Layout, row: PublishedRow) -> Iterator[Figure]:
        """Take a row; once Total and its three phases are there, yield each figure as published and as worked out.

        Raises `NotAPublishedFile` for a row that comes twice.
        """
        line = self._lines.setdefault((*row.period, *row.place, row.phase), row.line)
        if line != row.line:
            raise NotAPublishedFile(
                f"{row.where}: the row stands in the file twice, first on line {line}. Take one of them away."
            )
        self._phases.add(row.phase)
        key = (row.period, row.place)
        held = self._waiting.setdefault(key, {})
        held[row.phase] = row
        if TOTAL in held and len(held) == _PHASES + 1:
            yield from self._compared(layout, self._waiting.pop(key))

    def left(self, layout: Layout) -> Iterator[Figure]:
        """Yield the figures of places that have not every phase, if the file has: they have no such school."""
        if len(self._phases) == _PHASES + 1:
            for held in self._waiting.values():
                if TOTAL in held and len(held) > 1:
                    yield from self._compared(layout, held)

    def _compared(self, layout: Layout, held: Mapping[str, PublishedRow]) -> Iterator[Figure]:
        total = held[TOTAL]
        phases = {phase: one for phase, one in held.items() if phase != TOTAL}
        weighted = self.are_weighted(total)
        # Before, the means over days were of other days in each phase.
        yield from _sums(layout, CENSUS_SIZES if weighted else SIZES, total, phases)
        self.totals[WayOfTotalling.CENSUS_WEIGHTED if weighted else WayOfTotalling.POOLED] += 1
        if weighted:
            yield from _weighted(layout, total, phases)


def _sums(
    layout: Layout, sizes: Iterable[str], total: PublishedRow, phases: Mapping[str, PublishedRow]
) -> Iterator[Figure]:
    for name in (*TOTALS, *dict(layout.codes), *sizes):
        published, parts = total.numbers[name], _known(name, phases)
        if published is not None and len(parts) == len(phases):
            yield name, total.where, published, added_up(parts.values())


def _weighted(layout: Layout, total: PublishedRow, phases: Mapping[str, PublishedRow]) -> Iterator[Figure]:
    enrolments = _known(ENROLMENTS, phases)
    for name in dict(layout.rates):
        published, rates = total.numbers[name], _known(name, phases)
        if (
            published is not None
            and len(rates) == len(enrolments) == len(phases)
            and any(enrolments.values())
        ):
            yield name, total.where, published, census_weighted(rates, enrolments)


def _known(name: str, phases: Mapping[str, PublishedRow]) -> dict[str, Number]:
    """Answer a column's numbers by phase, those suppressed left out."""
    return {phase: number for phase, row in phases.items() if (number := row.numbers[name]) is not None}
