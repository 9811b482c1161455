"""Who moved between bands of absence from one period to another.

Only enrolments with something possible in both periods are compared; the others are counted, so that nobody is lost. A count is over
the enrolments compared that were in the band before.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from onroll.analysis.pupil_figures.bands import band_of
from onroll.analysis.pupil_figures.figures import PupilFigures


class Move(NamedTuple):
    """How many (`numerator`) of those in one band before (`denominator`) are in another after.

    Bands are named by their lower edges, in per cent. A band that is the same twice is those who stayed. `pupils` is how many
    children those who moved are: one may be enrolled at two schools.
    """

    before: int
    after: int
    numerator: int
    denominator: int
    pupils: int


class Mover(NamedTuple):
    """One enrolment in two periods, and its bands. Not everybody moved: `has_moved` says."""

    before: PupilFigures
    after: PupilFigures
    band_before: int
    band_after: int

    @property
    def has_moved(self) -> bool:
        """Whether the band is another than before."""
        return self.band_before != self.band_after

    @property
    def is_worse(self) -> bool:
        """Whether the pupil moved to a band of more absence."""
        return self.band_after > self.band_before


@dataclass(frozen=True, slots=True)
class Movers:
    """Everybody compared, the counts by pair of bands, and how many had something possible in one period alone."""

    pupils: tuple[Mover, ...]
    only_before: int
    only_after: int

    @property
    def compared(self) -> int:
        """How many had something possible in both periods."""
        return len(self.pupils)

    @property
    def moves(self) -> tuple[Move, ...]:
        """The counts by pair of bands, in order; none for a move that nobody made."""
        pairs = Counter((one.band_before, one.band_after) for one in self.pupils)
        of_band = Counter(one.band_before for one in self.pupils)
        return tuple(
            Move(
                before,
                after,
                number,
                of_band[before],
                len({one.before.pupil for one in self.who(before, after)}),
            )
            for (before, after), number in sorted(pairs.items())
        )

    def who(self, before: int, after: int) -> tuple[Mover, ...]:
        """Answer the pupils behind one count."""
        return tuple(one for one in self.pupils if (one.band_before, one.band_after) == (before, after))

    @property
    def better(self) -> tuple[Mover, ...]:
        """Those now in a band of less absence, who moved furthest first."""
        return _furthest(one for one in self.pupils if one.has_moved and not one.is_worse)

    @property
    def worse(self) -> tuple[Mover, ...]:
        """Those now in a band of more absence, who moved furthest first."""
        return _furthest(one for one in self.pupils if one.is_worse)


def movers(before: Iterable[PupilFigures], after: Iterable[PupilFigures]) -> Movers:
    """Compare two periods, each with one row an enrolment."""
    first, then = _by_enrolment(before), _by_enrolment(after)
    both = sorted(first.keys() & then.keys())
    return Movers(
        pupils=tuple(Mover(first[one][0], then[one][0], first[one][1], then[one][1]) for one in both),
        only_before=len(first) - len(both),
        only_after=len(then) - len(both),
    )


def _by_enrolment(rows: Iterable[PupilFigures]) -> Mapping[tuple[str, str], tuple[PupilFigures, int]]:
    """Answer each enrolment with something possible, and its band."""
    return {one.enrolment: (one, band) for one in rows if (band := band_of(one)) is not None}


def _furthest(pupils: Iterable[Mover]) -> tuple[Mover, ...]:
    return tuple(
        sorted(pupils, key=lambda one: (-abs(one.band_after - one.band_before), one.before.enrolment))
    )
