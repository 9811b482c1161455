"""What if the threshold of absence were another: who would enter it, and who would leave.

The same pupils, the same sessions, the same comparison of whole numbers; only the per cent differs.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from onroll.analysis.pupil_figures.figures import PupilFigures, refuse_no_threshold


@dataclass(frozen=True, slots=True)
class WhatIf:
    """Who is at a threshold or over it now, and who would be if it were another. `counted` had something possible.

    Somebody enters only where the threshold is lowered, and leaves only where it is raised.
    """

    now: int
    instead: int
    counted: int
    stays: tuple[PupilFigures, ...]
    enters: tuple[PupilFigures, ...]
    leaves: tuple[PupilFigures, ...]

    @property
    def number_now(self) -> int:
        """How many are at the threshold as it is, or over it."""
        return len(self.stays) + len(self.leaves)

    @property
    def number_instead(self) -> int:
        """How many would be at the other, or over it."""
        return len(self.stays) + len(self.enters)


def what_if(rows: Iterable[PupilFigures], now: int, instead: int) -> WhatIf:
    """Compare two thresholds, in per cent of each pupil's own possible sessions. Raises `NoSuchThreshold`.

    `now` is the law's number for the period (`onroll.law.absence_measures`); pupils come in order of school and id.
    """
    for per_cent in (now, instead):
        refuse_no_threshold(per_cent)
    counted = sorted(one for one in rows if one.possible)
    judged = [(one, one.misses(now), one.misses(instead)) for one in counted]
    return WhatIf(
        now=now,
        instead=instead,
        counted=len(counted),
        stays=tuple(one for one, was, would_be in judged if was and would_be),
        enters=tuple(one for one, was, would_be in judged if would_be and not was),
        leaves=tuple(one for one, was, would_be in judged if was and not would_be),
    )
