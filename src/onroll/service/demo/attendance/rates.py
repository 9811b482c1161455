"""Each pupil's absence over the year: the published distribution, dealt out by what makes absence likelier."""

from __future__ import annotations

import math
import random
from collections import defaultdict
from statistics import NormalDist

from onroll.service.demo.attendance import published
from onroll.service.demo.attendance.published import MIXTURES, Mixture
from onroll.service.demo.chance import stream
from onroll.service.demo.children import Child, Population, Stay
from onroll.service.demo.places import SCHOOL, SIXTH_FORM

#: Nobody is absent every session of a year: that would be a case for deletion, not for a demo.
_MOST = 92.0
#: How far chance, beside the groups, orders pupils: the spread of the body of the distribution.
_CHANCE = 0.85
_NORMAL = NormalDist()


def draw_rates(seed: int, population: Population) -> dict[tuple[int, str], float]:
    """Return the percentage of possible sessions each pupil misses at each school over the year."""
    draws = stream(seed, "rates")
    drawn_together: dict[tuple[str, bool], list[tuple[float, int, str]]] = defaultdict(list)
    for child in population.children:
        for stay in child.stays:
            key = (SCHOOL[stay.school].calibration, child.year in SIXTH_FORM)
            drawn_together[key].append((_likelihood(draws, child), child.number, stay.school))
    weights = {
        (child.number, stay.school): _share_of_year(stay, population)
        for child in population.children
        for stay in child.stays
    }
    rates: dict[tuple[int, str], float] = {}
    for (phase, _), pupils in drawn_together.items():
        # Dealt in order from evenly spaced points, so that even a small school has the distribution and not a chance of it.
        dealt = {
            (number, school): quantile(MIXTURES[phase], (place + 0.5) / len(pupils))
            for place, (_, number, school) in enumerate(sorted(pupils))
        }
        factor = _factor(phase, dealt, weights)
        rates |= {key: min(_MOST, rate * factor) for key, rate in dealt.items()}
    return rates


def _share_of_year(stay: Stay, population: Population) -> float:
    first, last = population.terms.first_day, population.terms.last_day
    return ((stay.last_day or last) - max(stay.starting_day, first)).days / (last - first).days


def _factor(phase: str, rates: dict[tuple[int, str], float], weights: dict[tuple[int, str], float]) -> float:
    """Return what brings a phase's rate over sessions to the published one, whoever happens to come and go."""
    if phase not in published.ABSENCE:
        return 1.0
    over_sessions = sum(rate * weights[key] for key, rate in rates.items()) / sum(
        weights[key] for key in rates
    )
    return (published.ABSENCE[phase] + _ALLOWED[phase]) / over_sessions


#: Points a phase may stand above the published rate, so that as many of its pupils are persistently absent as should be.
_ALLOWED = {published.PRIMARY: 0.5, published.SECONDARY: 0.1, published.SPECIAL: 0.0}


def quantile(mixture: Mixture, share: float) -> float:
    """Return the yearly absence that this share of pupils lie below, in percent."""
    low, high = -3.0, 6.0
    for _ in range(40):
        middle = (low + high) / 2
        below = (1 - mixture.tail - mixture.middle) * _NORMAL.cdf(
            (middle - mixture.body_mean) / mixture.body_spread
        )
        below += mixture.middle * _NORMAL.cdf((middle - mixture.middle_mean) / mixture.middle_spread)
        below += mixture.tail * _NORMAL.cdf((middle - mixture.tail_mean) / mixture.tail_spread)
        low, high = (middle, high) if below < share else (low, middle)
    return min(_MOST, math.exp(low) * mixture.scale)


def _likelihood(draws: random.Random, child: Child) -> float:
    return (
        draws.gauss(0, _CHANCE)
        + (math.log(published.FREE_MEALS) if child.family.has_free_meals else 0)
        + math.log(published.NEEDS[child.needs])
        + math.log(published.ETHNICITY[child.family.ethnicity])
        + math.log(published.YEAR_GROUPS[child.year])
    )
