"""When in the year, and on which days of the week, pupils are away."""

from bisect import bisect_right
from collections import Counter
from functools import lru_cache
from itertools import accumulate

from onroll.analysis.generator.schools import Phase
from onroll.analysis.generator.terms import Pattern

#: Places are looked up by so many steps through the year's absence.
STEPS = 1000
_SUMMER = 2
# Overall absence by week of each half term, after England 2024/25 and 2025/26; the summer's shape is taken from the
# spring's. Spells run over weeks and level them, so the first and last weeks stand out a little more here.
_WEEKS = (
    (4.0, 4.3, 5.6, 6.0, 6.0, 5.7, 6.1, 7.3),
    (6.0, 5.7, 7.0, 7.1, 7.4, 8.1, 10.6),
    (6.9, 6.4, 6.4, 6.5, 6.8, 7.8),
    (6.0, 6.2, 6.6, 7.1, 8.0, 11.0),
    (6.6, 6.4, 6.5, 6.7, 7.0, 7.4),
    (6.6, 6.5, 6.7, 6.9, 7.2, 7.6, 9.4),
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
# The share of absence that is single days, which alone can follow the week, and how longer spells fall over it.
_SINGLE_DAYS = {Phase.PRIMARY: 0.34, Phase.SECONDARY: 0.34, Phase.SPECIAL: 0.30}
_LONGER = (0.98, 0.99, 1.035, 1.0, 0.995)
#: Holidays taken in term, by half term: a share of them each.
HOLIDAYS = (0.17, 0.17, 0.08, 0.09, 0.17, 0.32)
# Holidays and study leave are laid by themselves: what spells come to in a term is the rest.
_HOLIDAYS_IN_ALL = {Phase.PRIMARY: 0.535, Phase.SECONDARY: 0.314, Phase.SPECIAL: 0.407}
_STUDY_LEAVE_IN_SUMMER = {Phase.PRIMARY: 0.0, Phase.SECONDARY: 0.34, Phase.SPECIAL: 0.0}
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
    terms = [day.half_term // 2 for day in pattern.school_days]
    days = Counter(terms)
    in_term = [sum(r for r, term in zip(raw, terms, strict=True) if term == one) for one in range(3)]
    level = [r / in_term[term] * _rest_of_term(phase, term, days) for r, term in zip(raw, terms, strict=True)]
    return tuple(one / sum(level) for one in level)


def _rest_of_term(phase: Phase, term: int, days: Counter[int]) -> float:
    """Answer a term's absence, in days of it, less what is laid by itself."""
    holidays = sum(HOLIDAYS[term * 2 : term * 2 + 2]) * _HOLIDAYS_IN_ALL[phase] * days.total()
    study = _STUDY_LEAVE_IN_SUMMER[phase] * days[term] if term == _SUMMER else 0.0
    return _TERMS[phase][term] * days[term] - holidays - study


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
    mean, single = sum(_DAYS[phase]) / 5, _SINGLE_DAYS[phase]
    days = [
        max((day / mean - (1 - single) * longer) / single, 0.05)
        for day, longer in zip(_DAYS[phase], _LONGER, strict=True)
    ]
    return [share / sum(days) for share in accumulate(days)][:4]


def _between(curve: tuple[float, ...], nth: int, count: int) -> float:
    """Answer a curve's value at the nth of so many weeks."""
    if count == 1:
        return curve[0]
    at = nth * (len(curve) - 1) / (count - 1)
    low = min(int(at), len(curve) - 2)
    return curve[low] + (at - low) * (curve[low + 1] - curve[low])
