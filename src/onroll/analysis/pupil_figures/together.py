"""Before and after for several pupils together: sums over sums, and how many missed less."""

from collections.abc import Iterable
from typing import NamedTuple

from onroll.analysis.pupil_figures.before_and_after import BeforeAndAfter, Window


class Together(NamedTuple):
    """Several pupils' windows added up, each round the pupil's own day.

    `less`, `more` and `same` count pupils by whether their own share of absence went down, up or neither.
    """

    pupils: int
    absent_before: int
    possible_before: int
    absent_after: int
    possible_after: int
    less: int
    more: int
    same: int


def together(compared: Iterable[BeforeAndAfter]) -> Together:
    """Add up pupils' windows. Their weeks may differ in number; each pupil's two are the same."""
    found = list(compared)
    ways = [_way(one.before, one.after) for one in found]
    return Together(
        pupils=len(found),
        absent_before=sum(one.before.absent for one in found),
        possible_before=sum(one.before.possible for one in found),
        absent_after=sum(one.after.absent for one in found),
        possible_after=sum(one.after.possible for one in found),
        less=sum(way < 0 for way in ways),
        more=sum(way > 0 for way in ways),
        same=sum(way == 0 for way in ways),
    )


def _way(before: Window, after: Window) -> int:
    """Compare two shares as whole numbers: below nothing where the one after is less."""
    return after.absent * before.possible - before.absent * after.possible
