"""How much of the year each pupil misses: drawn so that the bands of a phase are the published ones.

A pupil's leaning is a normal draw moved by what is known of them. Its rank among the pupils of a phase is looked up
in the distribution of annual absence, so that groups differ and the whole does not.
"""

import math
import random
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from onroll.analysis.generator.pupils import ETHNICITIES, LEANING, SHARES
from onroll.analysis.generator.schools import LEANING_OF_SCHOOLS, YEARS, Phase

#: Leanings run from the first of these to the last, a knot a step.
LOWEST, HIGHEST, STEP = -4.0, 7.0, 0.05
KNOTS = round((HIGHEST - LOWEST) / STEP) + 1
_SAMPLE = 40_000
_MOST = 99.0


@dataclass(frozen=True, slots=True)
class Mixture:
    """Annual absence of a phase, in per cent: two lognormals, the second of pupils who miss most of the year."""

    weight: float
    middle: float
    spread: float
    severe_middle: float
    severe_spread: float
    level: float

    def below(self, per_cent: float, factor: float = 1.0, severe: float = 1.0) -> float:
        """Answer the share of pupils below so many per cent, the bodies of both parts moved by factors."""
        weight = self.weight * severe
        common = math.log(per_cent / (self.level * factor))
        rare = math.log(per_cent / self.level)
        return (1 - weight) * _normal((common - self.middle) / self.spread) + weight * _normal(
            (rare - self.severe_middle) / self.severe_spread
        )


#: Fitted to the absence bands of 2022/23, the level moved to 2025/26.
MIXTURES = {
    Phase.PRIMARY: Mixture(0.0094, 1.475, 0.808, 4.108, 0.456, 0.920),
    Phase.SECONDARY: Mixture(0.0511, 1.636, 0.880, 4.020, 0.574, 0.919),
    Phase.SPECIAL: Mixture(0.0528, 1.923, 0.960, 4.243, 0.336, 0.945),
}
# Per cent of pupils persistently and severely absent by year group, England 2022/23, Year 1 first.
_PERSISTENT = (19.45, 16.56, 15.52, 15.58, 15.91, 15.99, 20.22, 25.71, 29.15, 30.03, 30.69)
_SEVERE = (0.86, 0.74, 0.71, 0.75, 0.78, 0.83, 1.77, 2.94, 4.0, 4.64, 4.71)
_PERSISTENT_AT = 10.0
# Of a few weeks at a school, whole sessions make rough per cents: all are moved down by what that brings in.
_LESS_ROUGHNESS = {Phase.PRIMARY: 0.975, Phase.SECONDARY: 0.965, Phase.SPECIAL: 0.985}


@lru_cache(maxsize=64)
def curve(phase: Phase, year_group: int) -> tuple[float, ...]:
    """Answer the per cent of the year missed at each knot of leaning, for pupils of a phase and year group."""
    factor, severe = _factors(phase, year_group)
    mixture = MIXTURES[phase]
    grid = [math.exp(n / 100) / 100 for n in range(921)]
    shares = [mixture.below(per_cent, factor, severe) for per_cent in grid]
    return tuple(_at(rank, shares, grid) * _LESS_ROUGHNESS[phase] for rank in _ranks(phase))


def shares_of_absence(phase: Phase, bounds: Sequence[float]) -> list[float]:
    """Answer the share of a phase's absence that falls to pupils who miss up to each bound, from the one before."""
    mixture = MIXTURES[phase]
    steps = [n / 10 for n in range(1, 991)]
    falls = [(step, mixture.below(step) - mixture.below(max(step - 0.1, 1e-6))) for step in steps]
    falls.append((_MOST, 1 - mixture.below(_MOST)))
    whole = sum(step * share for step, share in falls)
    lows = [0.0, *bounds[:-1]]
    return [
        sum(step * share for step, share in falls if low < step <= high) / whole
        for low, high in zip(lows, bounds, strict=True)
    ]


def _at(rank: float, shares: Sequence[float], grid: Sequence[float]) -> float:
    place = bisect_left(shares, rank)
    return min(grid[min(place, len(grid) - 1)], _MOST)


@lru_cache(maxsize=3)
def _ranks(phase: Phase) -> tuple[float, ...]:
    """Answer the share of a phase's pupils below each knot of leaning, by drawing many."""
    chance = random.Random(f"leanings of {phase}")  # noqa: S311 - a draw to be drawn again
    counts = [0] * (KNOTS + 1)
    for _ in range(_SAMPLE):
        knot = (_drawn(phase, chance) - LOWEST) / STEP
        counts[min(max(math.ceil(knot), 0), KNOTS)] += 1
    return tuple(below / _SAMPLE for below in list(accumulate(counts))[:KNOTS])


def _drawn(phase: Phase, chance: random.Random) -> float:
    """Draw a leaning, with groups as common as in the pupils that are made."""
    shares = SHARES[phase]
    special = chance.random()
    leaning = chance.gauss(0, LEANING_OF_SCHOOLS) + chance.gauss(0, LEANING.spread)
    leaning += LEANING.meals * (chance.random() < shares.meals)
    leaning += LEANING.plan * (special < shares.plan)
    leaning += LEANING.support * (shares.plan <= special < shares.plan + shares.support)
    leaning += shares.part_of_year_leaning * (chance.random() < shares.part_of_year)
    if chance.random() < shares.minority:
        leaning += chance.choices(ETHNICITIES, [one.share for one in ETHNICITIES])[0].leaning
    return leaning


@lru_cache(maxsize=64)
def _factors(phase: Phase, year_group: int) -> tuple[float, float]:
    """Answer what moves a phase's common and severe absence to a year group's."""
    if phase is Phase.SPECIAL:
        return 1.0, 1.0
    years = [year for year in YEARS[phase] if year]
    year = min(max(year_group, years[0]), years[-1])
    persistent = _PERSISTENT[year - 1] / (sum(_PERSISTENT[one - 1] for one in years) / len(years))
    severe = _SEVERE[year - 1] / (sum(_SEVERE[one - 1] for one in years) / len(years))
    return _factor_for(MIXTURES[phase], persistent, severe), severe


def _factor_for(mixture: Mixture, persistent: float, severe: float) -> float:
    """Find the factor at which so many times the phase's share misses a tenth, by halving."""
    wanted = (1 - mixture.below(_PERSISTENT_AT)) * persistent
    low, high = 0.25, 4.0
    for _ in range(50):
        middle = (low + high) / 2
        low, high = (
            (middle, high) if 1 - mixture.below(_PERSISTENT_AT, middle, severe) < wanted else (low, middle)
        )
    return low


def _normal(z: float) -> float:
    return 0.5 * math.erfc(-z / math.sqrt(2))
