"""One figure of one measure."""

from typing import NamedTuple


class Cell(NamedTuple):
    """One figure: whole numbers, and how many pupils it rests on.

    `singled_out` is how many enrolments its numerator rests on: all of them where it counts pupils, or what is theirs alone; of sessions,
    weeks and minutes no more than ten are told apart, and ten stands for ten and more. Of figures of everybody nobody asks: None.
    """

    measure: str
    period: str
    group: str
    numerator: int
    denominator: int
    pupils: int
    singled_out: int | None = None
