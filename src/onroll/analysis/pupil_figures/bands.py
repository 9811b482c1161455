"""Bands of absence: five per cent of a pupil's own possible sessions wide, the last of them half and more.

The edges are those of the official distribution of absence (Pupil absence in schools in England, absence bands). A band holds its
lower edge: a pupil who missed exactly a tenth is in the band from 10.
"""

from bisect import bisect_right
from collections.abc import Mapping

from onroll.analysis.pupil_figures.figures import PupilFigures

#: Per cent of possible sessions missed at which each band starts; the last has no end.
EDGES = (0, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50)
_NEXT: Mapping[int, int | None] = dict(zip(EDGES, [*EDGES[1:], None], strict=True))


def band_of(figures: PupilFigures) -> int | None:
    """Answer the lower edge of the band a pupil is in, in per cent; None where nothing was possible."""
    if not figures.possible:
        return None
    # Whole per cents below are enough: every edge is a whole one.
    return EDGES[bisect_right(EDGES, figures.absent * 100 // figures.possible) - 1]


def in_words(edge: int) -> str:
    """Write a band as it is printed, from its lower edge."""
    end = _NEXT[edge]
    return f"{edge}% or more" if end is None else f"{edge}% to under {end}%"
