"""What absence is made of, by phase and by how much of the year a pupil misses, and how long each spell of it lasts.

The shares are set so that each code comes to what was published for England in 2025/26.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from onroll.analysis.generator.kinds import NUMBERS
from onroll.analysis.generator.schools import Phase

#: Pupils are told apart by what they miss: under 5%, 10%, 20% and 50% of the year, and the rest.
CLASSES = range(1, 6)


@dataclass(frozen=True, slots=True)
class Cause:
    """A cause of spells. `half` of them are one session, a share `morning` of those in the morning.

    A longer spell goes on from day to day with the chance `on` of its class, to at most `most` days. `by_class` is how
    common it is among those who miss little and those who miss much.
    """

    kind: str
    half: float
    morning: float
    on: tuple[float, float, float, float, float]
    most: int
    by_class: tuple[float, float, float, float, float]

    def sessions(self, class_: int) -> float:
        """Answer about how many sessions a spell lasts."""
        on = self.on[class_ - 1]
        return self.half + (1 - self.half) * 2 * (1 - on**self.most) / (1 - on)


_SHORT = (0.001,) * 5
CAUSES = (
    Cause("illness", 0.10, 0.35, (0.42, 0.46, 0.52, 0.68, 0.86), 25, (1.0, 1.0, 1.0, 1.0, 1.0)),
    Cause("unauthorised", 0.42, 0.40, (0.25, 0.30, 0.45, 0.75, 0.93), 45, (0.5, 0.8, 1.2, 1.7, 2.2)),
    Cause("medical", 0.85, 0.50, _SHORT, 1, (1.5, 1.2, 0.8, 0.5, 0.25)),
    Cause("leave", 0.40, 0.50, (0.20, 0.25, 0.40, 0.60, 0.80), 20, (1.0, 1.0, 1.0, 0.9, 0.8)),
    Cause("excluded", 0.05, 0.40, (0.50, 0.50, 0.55, 0.60, 0.60), 5, (0.3, 0.8, 1.3, 1.3, 0.8)),
    Cause("after closing", 1.0, 0.93, _SHORT, 1, (0.8, 1.1, 1.2, 1.0, 0.4)),
    Cause("no reason yet", 0.60, 0.50, _SHORT, 1, (0.8, 1.0, 1.2, 1.2, 1.0)),
    Cause("performance", 0.30, 0.50, _SHORT, 2, (1.5, 1.2, 0.5, 0.2, 0.1)),
    Cause("interview", 0.60, 0.50, _SHORT, 1, (1.5, 1.2, 0.8, 0.4, 0.2)),
)
#: Per cent of possible sessions to come to, by cause in the order above.
SHARES_OF_CAUSES = {
    Phase.PRIMARY: (2.786, 0.794, 0.272, 0.367, 0.037, 0.169, 0.049, 0.003, 0.017),
    Phase.SECONDARY: (3.627, 2.608, 0.376, 0.426, 0.289, 0.296, 0.049, 0.005, 0.016),
    Phase.SPECIAL: (5.019, 2.800, 1.015, 1.675, 0.174, 0.323, 0.069, 0.005, 0.010),
}


class CauseOfClass(NamedTuple):
    """The draws between `low` and `high` that a cause answers to, in a phase and class, and its spells."""

    phase: str
    class_: int
    kind: int
    low: float
    high: float
    half: float
    morning: float
    tail: float
    most: int


def causes() -> Iterator[CauseOfClass]:
    """Yield every cause of every phase and class; the draws of one class leave no gap."""
    for phase, shares in SHARES_OF_CAUSES.items():
        for class_ in CLASSES:
            # A share of sessions, as a share of spells.
            spells = [
                share * cause.by_class[class_ - 1] / cause.sessions(class_)
                for cause, share in zip(CAUSES, shares, strict=True)
            ]
            low = 0.0
            for cause, share in zip(CAUSES, spells, strict=True):
                high = 1.0 if cause is CAUSES[-1] else low + share / sum(spells)
                yield CauseOfClass(
                    phase, class_, NUMBERS[cause.kind], low, high,
                    cause.half, cause.morning, cause.on[class_ - 1], cause.most,
                )  # fmt: skip
                low = high
