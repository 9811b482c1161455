"""How many pupils moved between bands of absence, in numbers alone: for whoever may not see their names, and of several schools."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from onroll.analysis.disclosure_control import kept_back_in_sums
from onroll.analysis.periods import TERM_AFTER_TERM
from onroll.analysis.pupil_figures import movers
from onroll.analysis.report.moves import EDGES, Pair, known_sums
from onroll.law.absence_measures import PERSISTENT_ABSENCE, SEVERE_ABSENCE
from onroll.service.figures.asking import WHOLE
from onroll.service.figures.moments import Moment, figures_at, last_half_term
from onroll.service.figures.reading import Figures


def wide(edge: int) -> int:
    """Return the wide band that a band lies in; each by its lower edge."""
    return max(one for one in EDGES if one <= edge)


@dataclass(frozen=True, slots=True)
class Way:
    """A way of moving: its name in addresses, what it is called, and which pairs of wide bands are it."""

    name: str
    words: str
    has: Callable[[Pair], bool]


@dataclass(frozen=True, slots=True)
class Moves:
    """How many moved, by the wide bands before and after; and how many had something possible on one side alone."""

    counts: Mapping[Pair, int] = field(default_factory=dict)
    only_before: int = 0
    only_after: int = 0

    @property
    def compared(self) -> int:
        """Return how many had something possible on both sides."""
        return sum(self.counts.values())

    def moved(self, way: Way) -> int:
        """Return how many moved in a way."""
        return sum(number for pair, number in self.counts.items() if way.has(pair))

    def __add__(self, other: Moves) -> Moves:
        """Return what two schools come to."""
        return Moves(
            Counter(self.counts) + Counter(other.counts),
            self.only_before + other.only_before,
            self.only_after + other.only_after,
        )

    def kept_back(self, marks: list[int]) -> set[Pair]:
        """Return which pairs are not shown where small numbers are kept back: the ways and either side of each mark are known."""
        pairs = [(before, after) for before in EDGES for after in EDGES]
        ways = [
            [pair for pair in pairs if is_it(pair)]
            for is_it in (lambda pair: pair[0] < pair[1], lambda pair: pair[0] > pair[1])
        ]
        counts = Counter(self.counts)
        return kept_back_in_sums(counts, counts, [*known_sums(marks), *ways])


def pairs_of(figures: Figures) -> list[tuple[Moment, Moment]]:
    """Return the periods that are compared: the last half term with the year to date, and each term with the one after it."""
    there_are = set(figures.terms)
    terms = [(str(before), str(after)) for before, after in TERM_AFTER_TERM]
    return [
        (last_half_term(figures), Moment(WHOLE, "Year to date")),
        *(
            (Moment(before, before.capitalize()), Moment(after, after.capitalize()))
            for before, after in terms
            if {before, after} <= there_are
        ),
    ]


def name_of(before: Moment, after: Moment) -> str:
    """Name a pair of periods."""
    return f"{before.name}>{after.name}"


def count_moves(figures: Figures, before: Moment, after: Moment) -> Moves:
    """Count the moves of one school's pupils."""
    found = movers(figures_at(figures, before), figures_at(figures, after))
    counts = Counter((wide(one.band_before), wide(one.band_after)) for one in found.pupils)
    return Moves(counts, found.only_before, found.only_after)


def marks_on(figures: Figures) -> list[int]:
    """Return the thresholds of absence that the wide bands divide at."""
    found = (one.find(figures.on) for one in (PERSISTENT_ABSENCE, SEVERE_ABSENCE))
    return [per_cent for per_cent in found if per_cent is not None and per_cent in EDGES]


def ways_of(figures: Figures) -> list[Way]:
    """Return the ways of moving: over each threshold, and to a wide band of more or of less absence."""
    ways = []
    for name, title, threshold in (
        ("persistent", "persistently absent", PERSISTENT_ABSENCE),
        ("severe", "severely absent", SEVERE_ABSENCE),
    ):
        per_cent = threshold.find(figures.on)
        if per_cent is not None and per_cent in EDGES:
            ways += _over(name, title, per_cent)
    return [
        *ways,
        Way("more", "In a band of more absence", lambda pair: pair[1] > pair[0]),
        Way("less", "In a band of less absence", lambda pair: pair[1] < pair[0]),
    ]


def _over(name: str, title: str, per_cent: int) -> list[Way]:
    return [
        Way(
            f"into-{name}", f"Newly {title}: {per_cent}% or more", lambda pair: pair[0] < per_cent <= pair[1]
        ),
        Way(f"out-of-{name}", f"No longer {title}", lambda pair: pair[1] < per_cent <= pair[0]),
    ]
