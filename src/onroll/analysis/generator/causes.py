"""What absence is made of, by phase and by how much of the year a pupil misses, and how long each spell of it lasts.

How common each cause has to be among the spells follows from what its code came to in England in 2025/26: the weights
are fitted, with nobody prone to everything.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from onroll.analysis.generator.kinds import NUMBERS
from onroll.analysis.generator.rates import shares_of_absence
from onroll.analysis.generator.schools import Phase

#: Pupils are told apart by what they miss: under so many per cent of the year each, and the rest.
CLASSES = (5.0, 10.0, 20.0, 50.0, 100.0)
# Who misses much is away for days, not for halves of them.
_HALF_DAYS = (1.0, 1.0, 0.9, 0.6, 0.15)
_PUPILS_TRIED = 200
_ROUNDS = 15


@dataclass(frozen=True, slots=True)
class Cause:
    """A cause of spells. A share `half` of them are one session, a share `morning` of those in the morning.

    A longer spell goes on from day to day with the chance `on` of its class, to at most `most` days. `by_class` is how
    common it is among those who miss little and those who miss much, and `prone` the share of pupils it happens to.
    """

    kind: str
    prone: float
    half: float
    morning: float
    on: tuple[float, float, float, float, float]
    most: int
    by_class: tuple[float, float, float, float, float]

    def half_of(self, class_: int) -> float:
        """Answer the share of half days among the spells of a class."""
        return self.half * _HALF_DAYS[class_]

    def sessions(self, class_: int) -> float:
        """Answer about how many sessions a spell of a class lasts."""
        on, half = self.on[class_], self.half_of(class_)
        return half + (1 - half) * 2 * (1 - on**self.most) / (1 - on)


_SHORT = (0.001,) * 5
CAUSES = (
    Cause("illness", 1.0, 0.10, 0.38, (0.42, 0.46, 0.52, 0.68, 0.86), 25, (1.0, 1.0, 1.0, 1.0, 1.0)),
    Cause("unauthorised", 0.50, 0.42, 0.42, (0.25, 0.30, 0.45, 0.75, 0.93), 45, (0.5, 0.8, 1.2, 1.7, 2.2)),
    Cause("medical", 0.50, 0.85, 0.45, _SHORT, 1, (1.5, 1.2, 0.8, 0.5, 0.25)),
    Cause("leave", 0.30, 0.40, 0.45, (0.20, 0.25, 0.40, 0.60, 0.80), 20, (1.0, 1.0, 1.0, 0.9, 0.8)),
    Cause("excluded", 0.08, 0.05, 0.40, (0.50, 0.50, 0.55, 0.60, 0.60), 5, (0.3, 0.8, 1.3, 1.3, 0.8)),
    Cause("after closing", 0.20, 1.0, 0.93, _SHORT, 1, (0.8, 1.1, 1.2, 1.0, 0.4)),
    Cause("no reason yet", 0.40, 0.60, 0.50, _SHORT, 1, (0.8, 1.0, 1.2, 1.2, 1.0)),
    Cause("performance", 0.02, 0.30, 0.50, _SHORT, 2, (1.5, 1.2, 0.5, 0.2, 0.1)),
    Cause("interview", 0.20, 0.60, 0.50, _SHORT, 1, (1.5, 1.2, 0.8, 0.4, 0.2)),
)
#: Per cent of possible sessions to come to, by cause in the order above.
SHARES_OF_CAUSES = {
    Phase.PRIMARY: (2.786, 0.794, 0.272, 0.367, 0.037, 0.169, 0.049, 0.003, 0.017),
    Phase.SECONDARY: (3.627, 2.608, 0.376, 0.426, 0.289, 0.296, 0.049, 0.005, 0.016),
    Phase.SPECIAL: (5.019, 2.800, 1.015, 1.675, 0.174, 0.323, 0.069, 0.005, 0.010),
}
# A spell ends where what a pupil misses is used up, which cuts the long ones: by so much more they have to be wanted.
_LIFTS = {
    Phase.PRIMARY: (0.97, 1.11, 0.97, 0.87, 1.25, 0.86, 0.80, 0.6, 1.1),
    Phase.SECONDARY: (0.94, 1.14, 0.98, 0.90, 1.20, 0.93, 0.78, 0.6, 1.1),
    Phase.SPECIAL: (1.00, 1.21, 1.18, 0.98, 1.40, 1.00, 0.85, 0.9, 1.3),
}


class CauseOfClass(NamedTuple):
    """A cause in a phase and class: its weight among the spells of those prone to it, and how its spells run."""

    phase: str
    class_: int
    kind: int
    weight: float
    prone: float
    half: float
    morning: float
    tail: float
    most: int


def causes() -> Iterator[CauseOfClass]:
    """Yield every cause of every phase and class."""
    for phase in Phase:
        for class_ in range(len(CLASSES)):
            for cause, weight in zip(CAUSES, weights(phase)[class_], strict=True):
                yield CauseOfClass(
                    phase, class_ + 1, NUMBERS[cause.kind], weight / cause.sessions(class_), cause.prone,
                    cause.half_of(class_), cause.morning, cause.on[class_], cause.most,
                )  # fmt: skip


@lru_cache(maxsize=3)
def weights(phase: Phase) -> tuple[tuple[float, ...], ...]:
    """Answer the weight of each cause's sessions in each class, so that all classes together come to the published mix."""
    lifted = [share * lift for share, lift in zip(SHARES_OF_CAUSES[phase], _LIFTS[phase], strict=True)]
    wanted = [share / sum(lifted) for share in lifted]
    of_classes = shares_of_absence(phase, CLASSES)
    pupils = _pupils()
    fitted = list(wanted)
    for _ in range(_ROUNDS):
        found = [0.0] * len(CAUSES)
        for class_, of_class in enumerate(of_classes):
            for place, share in enumerate(_mix(fitted, class_, pupils)):
                found[place] += of_class * share
        fitted = [one * want / have for one, want, have in zip(fitted, wanted, found, strict=True)]
    return tuple(
        tuple(one * cause.by_class[class_] for one, cause in zip(fitted, CAUSES, strict=True))
        for class_ in range(len(CLASSES))
    )


def _mix(fitted: Sequence[float], class_: int, pupils: Sequence[Sequence[float]]) -> list[float]:
    """Answer the mean share of each cause over pupils of a class, each with what they are prone to."""
    shares = [0.0] * len(CAUSES)
    for prone in pupils:
        of_pupil = [
            one * cause.by_class[class_] * by for one, cause, by in zip(fitted, CAUSES, prone, strict=True)
        ]
        whole = sum(of_pupil) * len(pupils)
        for place, one in enumerate(of_pupil):
            shares[place] += one / whole
    return shares


@lru_cache(maxsize=1)
def _pupils() -> tuple[tuple[float, ...], ...]:
    chance = random.Random("pupils and what they are prone to")  # noqa: S311 - a draw to be drawn again
    return tuple(
        tuple(1 / cause.prone if chance.random() < cause.prone else 0.0 for cause in CAUSES)
        for _ in range(_PUPILS_TRIED)
    )
