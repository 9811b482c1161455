"""Pupils who moved between bands of absence from one period to another.

A band is five per cent wide, its lower bound included, and the last is half and more. Enrolments with something possible in both
periods are counted: of those in a band before, how many are in each band after.
"""

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from onroll.analysis.reference.counting import Counts
from onroll.analysis.reference.rows import Enrolment
from onroll.analysis.reference.tallies import Tally

WIDTH = 5
LAST_BAND = 50


class Move(NamedTuple):
    """How many of those in one band before were in another after. Bands are named by their lower bounds, in per cent."""

    before: int
    after: int
    numerator: int
    denominator: int


def band(counts: Counts) -> int:
    """Answer the lower bound of the band of an absence, in per cent, by whole numbers."""
    return min(LAST_BAND, counts.absent * 100 // (counts.possible * WIDTH) * WIDTH)


def movers(before: Mapping[Enrolment, Tally], after: Mapping[Enrolment, Tally]) -> list[Move]:
    """Count the moves between two periods, from band to band; no row for a move that nobody made."""
    both = [
        (band(before[enrolment].counts), band(after[enrolment].counts))
        for enrolment in before.keys() & after.keys()
        if before[enrolment].counts.possible and after[enrolment].counts.possible
    ]
    of_band = Counter(first for first, _ in both)
    return [Move(*bands, number, of_band[bands[0]]) for bands, number in sorted(Counter(both).items())]
