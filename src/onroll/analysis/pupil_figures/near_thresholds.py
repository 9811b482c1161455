"""How far each pupil is from a threshold of absence, in sessions, and who is near one.

All of it is arithmetic on the pupil's own possible sessions so far. A pupil under the threshold crosses it after so many more
possible sessions, if every one of them is missed; a pupil at or over it comes back under it after so many more, if every one of them is
attended. Nothing is predicted. How near is near is a choice of Onroll's own, and may be given.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from onroll.analysis.pupil_figures.figures import PupilFigures, refuse_no_threshold

#: A pupil is near below who would cross by missing this many more sessions, or fewer: half a school week.
SESSIONS_TO_CROSS = 5
#: A pupil is near above who would come back by attending this many more sessions, or fewer: two school weeks.
SESSIONS_TO_COME_BACK = 20


@dataclass(frozen=True, slots=True)
class Distance:
    """How one pupil stands to a threshold. One of the two numbers of sessions is None: the pupil is under it, or is not."""

    figures: PupilFigures
    per_cent: int
    to_cross: int | None
    to_come_back: int | None

    @property
    def is_over(self) -> bool:
        """Whether the pupil is at the threshold, or over it."""
        return self.to_cross is None


@dataclass(frozen=True, slots=True)
class NearThreshold:
    """The pupils near a threshold, the nearest first: under it, and over it. `counted` had something possible."""

    per_cent: int
    counted: int
    below: tuple[Distance, ...]
    above: tuple[Distance, ...]


def distance(figures: PupilFigures, per_cent: int) -> Distance | None:
    """Work out how far a pupil is from a threshold; None where nothing was possible. Raises `NoSuchThreshold`."""
    refuse_no_threshold(per_cent)
    possible, absent = figures.possible, figures.absent
    if not possible:
        return None
    if figures.misses(per_cent):
        # The fewest sessions k, all attended, with absent * 100 < (possible + k) * per_cent.
        return Distance(figures, per_cent, None, (absent * 100 - possible * per_cent) // per_cent + 1)
    # The fewest sessions k, all missed, with (absent + k) * 100 >= (possible + k) * per_cent.
    return Distance(figures, per_cent, -((absent * 100 - possible * per_cent) // (100 - per_cent)), None)


def near(
    rows: Iterable[PupilFigures],
    per_cent: int,
    *,
    to_cross: int = SESSIONS_TO_CROSS,
    to_come_back: int = SESSIONS_TO_COME_BACK,
) -> NearThreshold:
    """Find the pupils near a threshold on either side. Raises `NoSuchThreshold`."""
    refuse_no_threshold(per_cent)
    found = [one for row in rows if (one := distance(row, per_cent)) is not None]
    below = ((one.to_cross, one) for one in found if one.to_cross is not None)
    above = ((one.to_come_back, one) for one in found if one.to_come_back is not None)
    return NearThreshold(
        per_cent, len(found), _nearest(below, within=to_cross), _nearest(above, within=to_come_back)
    )


def may_still_miss(figures: PupilFigures, per_cent: int, to_come: int) -> int | None:
    """Answer how many of the sessions still to come may be missed with the pupil under the threshold at their end.

    None where the pupil would be at it, or over, having attended them all. Raises `NoSuchThreshold`.
    """
    refuse_no_threshold(per_cent)
    at_the_end = figures.possible + to_come
    # The most absences with absent * 100 < at_the_end * per_cent.
    most = (at_the_end * per_cent - 1) // 100
    return None if most < figures.absent or not at_the_end else min(most - figures.absent, to_come)


def _nearest(found: Iterable[tuple[int, Distance]], *, within: int) -> tuple[Distance, ...]:
    close = [(sessions, one) for sessions, one in found if sessions <= within]
    return tuple(one for _, one in sorted(close, key=lambda each: (each[0], each[1].figures.enrolment)))
