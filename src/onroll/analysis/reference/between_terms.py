"""Who came into persistent or severe absence from one term to the next, and who came out.

Of the enrolments with something possible in both terms: those that were not over the threshold before can come into it, and
those that were can come out.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from onroll.analysis.reference.periods import Term
from onroll.analysis.reference.rows import Enrolment
from onroll.analysis.reference.tallies import Tally

PAIRS = ((Term.AUTUMN, Term.SPRING), (Term.SPRING, Term.SUMMER))


class Moved(NamedTuple):
    """One measure of one pair of terms: the enrolments that moved, and those that could."""

    measure: str
    period: str
    moved: Sequence[Enrolment]
    could: Sequence[Enrolment]


def moved(by_period: Mapping[str, Mapping[Enrolment, Tally]], on: date) -> Iterator[Moved]:
    """Yield every measure of every pair of terms, of some enrolments."""
    for before, after in PAIRS:
        first, then = by_period.get(before, {}), by_period.get(after, {})
        both = [
            enrolment
            for enrolment in first.keys() & then.keys()
            if first[enrolment].counts.possible and then[enrolment].counts.possible
        ]
        for name in ("persistent", "severe"):
            was = {one: getattr(first[one].counts, name)(on) for one in both}
            is_now = {one: getattr(then[one].counts, name)(on) for one in both}
            if None in was.values():
                continue
            period = f"{before} to {after}"
            below, above = [one for one in both if not was[one]], [one for one in both if was[one]]
            yield Moved(f"into_{name}", period, [one for one in below if is_now[one]], below)
            yield Moved(f"out_of_{name}", period, [one for one in above if not is_now[one]], above)
