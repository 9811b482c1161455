"""How far a pupil is from a threshold of absence, by trying one session more after another."""

from onroll.analysis.reference.counting import Counts


def sessions_to_cross(counts: Counts, per_cent: int) -> int | None:
    """Count the sessions to miss, one after another, until the threshold is reached; None where it is already, or nothing was possible."""
    return None if _is_over(counts.absent, counts.possible, per_cent) else _to_cross(counts, per_cent)


def sessions_to_come_back(counts: Counts, per_cent: int) -> int | None:
    """Count the sessions to attend, one after another, until the pupil is under the threshold; None where that is so already."""
    absent, possible = counts.absent, counts.possible
    if not _is_over(absent, possible, per_cent):
        return None
    more = 0
    while _is_over(absent, possible + more, per_cent):
        more += 1
    return more


def sessions_that_may_be_missed(counts: Counts, per_cent: int, to_come: int) -> int | None:
    """Try every number of the sessions to come, and answer the most that leaves the pupil under the threshold."""
    at_the_end = counts.possible + to_come
    fitting = [
        missed
        for missed in range(to_come + 1)
        if at_the_end and not _is_over(counts.absent + missed, at_the_end, per_cent)
    ]
    return max(fitting, default=None)


def _to_cross(counts: Counts, per_cent: int) -> int | None:
    if not counts.possible:
        return None
    more = 0
    while not _is_over(counts.absent + more, counts.possible + more, per_cent):
        more += 1
    return more


def _is_over(absent: int, possible: int, per_cent: int) -> bool:
    return possible > 0 and absent * 100 >= possible * per_cent
