"""One figure of one measure."""

from typing import NamedTuple


class Cell(NamedTuple):
    """One figure: whole numbers, and how many pupils it rests on.

    `singled_out` is how many its numerator picks out, where it counts pupils or what is theirs alone.
    """

    measure: str
    period: str
    group: str
    numerator: int
    denominator: int
    pupils: int
    singled_out: int | None = None
