"""The schools of a made-up authority: how many of each phase, how large, and how poor their neighbourhoods are."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

#: No real school has a number so high.
FIRST_URN = 900_001
MOST_SCHOOLS = 99_000
#: A unique pupil number has three digits for the pupils a school takes in a year.
LARGEST_YEAR_GROUP = 999
_AUTHORITIES_FROM = 950
_ESTABLISHMENTS_FROM = 2000
_ESTABLISHMENTS = 5000


class Phase(StrEnum):
    """The phase of a school, in the order of the published files."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    SPECIAL = "special"


#: The year groups of each phase; Reception is 0.
YEARS = {Phase.PRIMARY: range(7), Phase.SECONDARY: range(7, 12), Phase.SPECIAL: range(1, 12)}
SIXTH_FORM = range(12, 14)
# Of schools and of pupils, England 2025/26.
_SHARE_OF_SCHOOLS = {Phase.SECONDARY: 0.16, Phase.SPECIAL: 0.045}
_SHARE_OF_PUPILS = {Phase.PRIMARY: 0.53, Phase.SECONDARY: 0.449, Phase.SPECIAL: 0.021}
# How far sizes spread about the middle one, as the standard deviation of their logarithm.
_SPREAD = {Phase.PRIMARY: 0.55, Phase.SECONDARY: 0.40, Phase.SPECIAL: 0.45}
_SIXTH_FORMS = 0.5
_SIXTH_FORM_SHARE = 0.55
# How shares spread over schools, as a beta distribution: 24.6% of pupils have free school meals, 46% in special schools.
_MEALS = {Phase.PRIMARY: (1.45, 4.45), Phase.SECONDARY: (1.45, 4.45), Phase.SPECIAL: (4.6, 5.4)}
_MINORITY = (0.96, 2.04)
_MOST = 0.95

#: How far schools differ for no reason that is known of them.
LEANING_OF_SCHOOLS = 0.12


@dataclass(frozen=True, slots=True)
class School:
    """One school of the plan. Shares run from 0 to 1; `leaning` moves the absence of all its pupils."""

    number: int
    phase: Phase
    cohorts: tuple[tuple[int, int], ...]
    pattern: int
    meals_share: float
    minority_share: float
    leaning: float

    @property
    def urn(self) -> str:
        """The school's number, as a URN is written."""
        return str(FIRST_URN + self.number)

    @property
    def issuer(self) -> str:
        """The seven digits with which the school's own unique pupil numbers begin."""
        authority, establishment = divmod(self.number, _ESTABLISHMENTS)
        return f"{_AUTHORITIES_FROM + authority}{_ESTABLISHMENTS_FROM + establishment}"

    @property
    def pupils(self) -> int:
        """How many pupils the school has at its fullest."""
        return sum(pupils for _, pupils in self.cohorts)


def planned_schools(schools: int, pupils: int, seed: int, patterns: int) -> tuple[School, ...]:
    """Plan the schools of an authority, in the order of their numbers, with exactly so many pupils in all."""
    chance = random.Random(f"schools {seed}")  # noqa: S311 - a draw to be drawn again
    phases = _phases(schools)
    sizes = _sizes(phases, pupils, chance)
    chance.shuffle(order := list(range(schools)))
    drawn = [
        _school(number, phases[which], sizes[which], chance, patterns) for number, which in enumerate(order)
    ]
    evened = {school.number: school for phase in Phase for school in _evened(phase, drawn)}
    return tuple(evened[number] for number in range(schools))


def batches(schools: tuple[School, ...], pupils: int) -> Iterator[tuple[School, ...]]:
    """Yield whole schools, in order, in lots of about so many pupils."""
    lot: list[School] = []
    held = 0
    for school in schools:
        if lot and held + school.pupils > pupils:
            yield tuple(lot)
            lot, held = [], 0
        lot.append(school)
        held += school.pupils
    yield tuple(lot)


def _phases(schools: int) -> list[Phase]:
    secondary = max(round(schools * _SHARE_OF_SCHOOLS[Phase.SECONDARY]), 1 if schools > 1 else 0)
    special = max(round(schools * _SHARE_OF_SCHOOLS[Phase.SPECIAL]), 1 if schools > 4 else 0)
    primary = schools - secondary - special
    return [Phase.PRIMARY] * primary + [Phase.SECONDARY] * secondary + [Phase.SPECIAL] * special


def _sizes(phases: list[Phase], pupils: int, chance: random.Random) -> list[int]:
    """Share the pupils out among the schools: one each, and the rest by weight."""
    weights = [chance.lognormvariate(0, _SPREAD[phase]) for phase in phases]
    of_phase = {
        phase: sum(w for w, of in zip(weights, phases, strict=True) if of is phase) for phase in Phase
    }
    present = sum(_SHARE_OF_PUPILS[phase] for phase in Phase if phase in phases)
    shares = [
        weight / of_phase[phase] * _SHARE_OF_PUPILS[phase] / present
        for weight, phase in zip(weights, phases, strict=True)
    ]
    return _shared_out(pupils - len(phases), shares, least=1)


def _shared_out(total: int, shares: list[float], least: int = 0) -> list[int]:
    """Share a whole number out by shares that add up to one, the largest remainders last."""
    parts = [int(total * share) for share in shares]
    by_remainder = sorted(range(len(shares)), key=lambda n: parts[n] - total * shares[n])
    for n in by_remainder[: total - sum(parts)]:
        parts[n] += 1
    return [part + least for part in parts]


def _school(number: int, phase: Phase, size: int, chance: random.Random, patterns: int) -> School:
    years = list(YEARS[phase])
    shares = [chance.uniform(0.9, 1.1) for _ in years]
    if phase is Phase.SECONDARY and chance.random() < _SIXTH_FORMS:
        years += SIXTH_FORM
        shares += [_SIXTH_FORM_SHARE] * len(SIXTH_FORM)
    sizes = _shared_out(size, [share / sum(shares) for share in shares])
    return School(
        number=number,
        phase=phase,
        cohorts=tuple((year, pupils) for year, pupils in zip(years, sizes, strict=True) if pupils),
        pattern=chance.randrange(patterns),
        meals_share=chance.betavariate(*_MEALS[phase]),
        minority_share=chance.betavariate(*_MINORITY),
        leaning=chance.gauss(0, LEANING_OF_SCHOOLS),
    )


def _evened(phase: Phase, schools: list[School]) -> Iterator[School]:
    """Yield a phase's schools with their differences evened out, so that the phase as a whole is like the country's."""
    of_phase = [school for school in schools if school.phase is phase]
    pupils = sum(school.pupils for school in of_phase)
    meals = _times(_MEALS[phase], [(school.meals_share, school.pupils) for school in of_phase])
    minority = _times(_MINORITY, [(school.minority_share, school.pupils) for school in of_phase])
    mean = sum(school.leaning * school.pupils for school in of_phase) / max(pupils, 1)
    for school in of_phase:
        yield replace(
            school,
            meals_share=min(school.meals_share * meals, _MOST),
            minority_share=min(school.minority_share * minority, _MOST),
            leaning=school.leaning - mean,
        )


def _times(beta: tuple[float, float], shares: list[tuple[float, int]]) -> float:
    """Answer the factor that brings shares, weighed by pupils, to the mean of their distribution."""
    weighed = sum(share * pupils for share, pupils in shares)
    return beta[0] / sum(beta) * sum(pupils for _, pupils in shares) / weighed if weighed else 1.0
