"""How many enrolments moved between bands of absence from one term to the next: a table that keeps small counts back.

The bands are few and wide, so that a school's own report can show some. A reader knows what the rows, the columns and the parts on
either side of a threshold come to; none of these sums gives a small count away.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onroll.analysis.counting.scope import Scope
from onroll.analysis.disclosure_control import kept_back_in_sums
from onroll.analysis.engine import Engine
from onroll.analysis.periods import Term
from onroll.analysis.pupil_figures.counted import moves

#: Per cent of possible sessions missed at which the bands of the table start.
EDGES = (0, 5, 10, 20, 50)
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class MovesOfTerms:
    """The counts of a pair of terms by the bands before and after, in per cent; None is kept back, and a pair not there is nobody."""

    before: Term
    after: Term
    counts: Mapping[Pair, int | None]

    @property
    def has_any(self) -> bool:
        """Whether anybody had something possible in both terms."""
        return bool(self.counts)


def band_in_words(edge: int) -> str:
    """Write a band as it is printed, from its lower edge."""
    place = EDGES.index(edge) + 1
    return f"{edge}% or more" if place == len(EDGES) else f"{edge}% to under {EDGES[place]}%"


def moves_of_terms(
    engine: Engine, scope: Scope, before: Term, after: Term, *, suppress: bool, marks: Sequence[int]
) -> MovesOfTerms:
    """Count the moves of a pair of terms; `marks` are the per cents at which other figures divide the same enrolments."""
    found = moves(engine, scope, before, after, edges=EDGES)
    counts = Counter({(one.before, one.after): one.numerator for one in found})
    pupils = Counter({(one.before, one.after): one.pupils for one in found})
    hidden = kept_back_in_sums(counts, pupils, known_sums(marks)) if suppress else set()
    return MovesOfTerms(
        before, after, {pair: None if pair in hidden else number for pair, number in counts.items()}
    )


def known_sums(marks: Sequence[int]) -> list[list[Pair]]:
    """Answer the lines whose sums are known: rows, columns, either side of each mark before and after, and all."""
    rows = [[(before, after) for after in EDGES] for before in EDGES]
    columns = [[(before, after) for before in EDGES] for after in EDGES]
    everything = [pair for row in rows for pair in row]
    parts = [
        [pair for pair in everything if (pair[0] >= mark, pair[1] >= mark) == side]
        for mark in marks
        for side in ((False, False), (False, True), (True, False), (True, True))
    ]
    return [*rows, *columns, *parts, everything]
