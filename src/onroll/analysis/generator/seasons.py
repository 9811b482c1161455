"""When in the year, and on which days of the week, pupils are away."""

from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate

from onroll.analysis.generator.schools import Phase
from onroll.analysis.generator.terms import Pattern

#: Places are looked up by so many steps through the year's absence.
STEPS = 1000
# Overall absence by week of each half term, England 2024/25 and 2025/26; the summer's shape is taken from the spring's.
_WEEKS = (
    (4.75, 5.71, 5.96, 6.0, 5.76, 6.16, 7.15),
    (6.06, 5.88, 7.03, 7.06, 7.31, 7.9, 9.4),
    (6.8, 6.4, 6.4, 6.5, 6.8, 7.6),
    (6.2, 6.3, 6.6, 7.0, 7.8, 9.6),
    (6.6, 6.4, 6.5, 6.7, 7.2, 8.0),
    (6.6, 6.5, 6.7, 6.9, 7.2, 7.6, 8.9),
)
# Overall absence by term, England 2024/25.
_TERMS = {
    Phase.PRIMARY: (5.169, 5.304, 5.283),
    Phase.SECONDARY: (7.910, 8.683, 9.420),
    Phase.SPECIAL: (12.735, 13.130, 12.796),
}
# Overall absence by day of the week, autumn 2023.
_DAYS = {
    Phase.PRIMARY: (4.869, 4.442, 4.215, 4.299, 5.240),
    Phase.SECONDARY: (7.633, 7.662, 7.506, 7.664, 8.830),
    Phase.SPECIAL: (11.55, 11.51, 11.54, 11.89, 13.24),
}
#: Single days alone can follow the week, so they follow it by so much more.
SINGLE_DAYS = {Phase.PRIMARY: 2.4, Phase.SECONDARY: 2.6, Phase.SPECIAL: 2.8}
#: Holidays taken in term, by half term: a share of them each.
HOLIDAYS = (0.13, 0.14, 0.11, 0.11, 0.18, 0.33)
#: Visits of a registration group, by half term: the chance of one.
VISITS = (0.14, 0.16, 0.15, 0.17, 0.28, 0.58)


@lru_cache(maxsize=32)
def weights(pattern: Pattern, phase: Phase) -> tuple[float, ...]:
    """Answer how likely each school day is, of one in all, for the absence of a phase."""
    weeks = {
        half: sorted({day.week for day in pattern.school_days if day.half_term == half}) for half in range(6)
    }
    raw = []
    for day in pattern.school_days:
        held = weeks[day.half_term]
        raw.append(_between(_WEEKS[day.half_term], held.index(day.week), len(held)))
    means = []
    for term in range(3):
        of_term = [r for r, day in zip(raw, pattern.school_days, strict=True) if day.half_term // 2 == term]
        means.append(sum(of_term) / len(of_term))
    level = [
        r / means[day.half_term // 2] * _TERMS[phase][day.half_term // 2]
        for r, day in zip(raw, pattern.school_days, strict=True)
    ]
    return tuple(one / sum(level) for one in level)


def upto(pattern: Pattern, phase: Phase) -> list[float]:
    """Answer the share of a year's absence before each school day, and before the end."""
    return [0.0, *accumulate(weights(pattern, phase))]


def places(pattern: Pattern, phase: Phase) -> list[float]:
    """Answer how many school days have passed at each step through the year's absence."""
    before = upto(pattern, phase)
    found = []
    for step in range(STEPS + 1):
        share = min(step / STEPS, before[-1])
        day = min(bisect_right(before, share) - 1, len(before) - 2)
        found.append(day + (share - before[day]) / (before[day + 1] - before[day]))
    return found


def days_of_the_week(phase: Phase) -> list[float]:
    """Answer the shares of single days up to Monday, Tuesday, Wednesday and Thursday."""
    mean = sum(_DAYS[phase]) / 5
    tilted = [max(1 + (day / mean - 1) * SINGLE_DAYS[phase], 0.05) for day in _DAYS[phase]]
    return [share / sum(tilted) for share in accumulate(tilted)][:4]


def _between(curve: tuple[float, ...], nth: int, count: int) -> float:
    """Answer a curve's value at the nth of so many weeks."""
    if count == 1:
        return curve[0]
    at = nth * (len(curve) - 1) / (count - 1)
    low = min(int(at), len(curve) - 2)
    return curve[low] + (at - low) * (curve[low + 1] - curve[low])
