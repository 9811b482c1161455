"""The threshold over a whole authority: one count a school week for each pupil, and no entries.

`penalty_notices.threshold` answers for one pupil, with reasons. This answers for a hundred thousand, by the same rule.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import accumulate, chain, repeat

from onroll.law.penalty_notices import THRESHOLD_SCHOOL_WEEKS, THRESHOLD_SESSIONS


def weeks_met(counts: Sequence[int], *, as_at: date) -> int | None:
    """Answer the place, from 0, of the first school week in which the threshold is met; None where it never is.

    `counts` are sessions with G, N, O or U in each of a pupil's school weeks, in order, none before 19 August 2024.
    Raises `NoRuleInForce` before that day.
    """
    return next(first_weeks_met((counts,), as_at=as_at))


def first_weeks_met(pupils: Iterable[Sequence[int]], *, as_at: date) -> Iterator[int | None]:
    """Yield `weeks_met` for each pupil, in order."""
    needed, window = THRESHOLD_SESSIONS.on(as_at), THRESHOLD_SCHOOL_WEEKS.on(as_at)
    for counts in pupils:
        if sum(counts) < needed:
            yield None
            continue
        totals = list(accumulate(counts))
        # What had been counted by the week before the window began.
        before = chain(repeat(0, window), totals)
        yield next(
            (
                week
                for week, (now, then) in enumerate(zip(totals, before, strict=False))
                if now - then >= needed
            ),
            None,
        )
