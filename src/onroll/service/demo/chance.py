"""Chance that is the same every time: a stream of draws for a seed and what it is drawn for."""

from __future__ import annotations

import random
from bisect import bisect
from collections.abc import Sequence
from itertools import accumulate
from typing import TypeVar

T = TypeVar("T")


def stream(seed: int, *drawn_for: object) -> random.Random:
    """Return the draws for this seed and subject; another subject's draws do not disturb them."""
    return random.Random("/".join(map(str, (seed, *drawn_for))))  # noqa: S311 - nothing secret hangs on it


def one_of(draws: random.Random, weighted: dict[T, float]) -> T:
    """Draw a key by its weight."""
    return draws.choices(list(weighted), list(weighted.values()))[0]


def whole(draws: random.Random, amount: float) -> int:
    """Round up or down by chance, so that many roundings add up to the amount."""
    return int(amount) + (draws.random() < amount % 1)


class Weighted:
    """Places to draw from by weight, many times."""

    def __init__(self, weights: Sequence[float]) -> None:
        self._sums = list(accumulate(weights))

    def draw(self, draws: random.Random, first: int = 0, end: int | None = None) -> int:
        """Draw a place from `first` up to `end`, which is left out."""
        end = len(self._sums) if end is None else end
        low = self._sums[first - 1] if first else 0.0
        aim = low + draws.random() * (self._sums[end - 1] - low)
        return min(bisect(self._sums, aim, first, end), end - 1)
