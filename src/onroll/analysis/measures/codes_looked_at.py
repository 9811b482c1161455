"""The codes whose every use is looked at by itself: how often each was used, by period and group."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import NamedTuple

from onroll.analysis.measures.cell import Cell
from onroll.analysis.measures.definitions import of_code
from onroll.law.attendance_codes import class_for_counting
from onroll.law.code_uses import CODES_LOOKED_AT


class CodeLookedAt(NamedTuple):
    """One code in one period and group: its sessions, and the possible sessions they are read beside.

    `is_possible` is False for a code that says the session was not possible here: its sessions are then no part of the others.
    `pupils` are those with something possible, not those with the code.
    """

    code: str
    period: str
    group: str
    sessions: int
    possible: int
    pupils: int
    is_possible: bool


def codes_looked_at(on: date) -> tuple[str, ...]:
    """Answer the codes that are looked at on a day; before there was such a choice, those of the first."""
    return CODES_LOOKED_AT.on(max(on, CODES_LOOKED_AT.first_day))


def uses_looked_at(
    cells: Iterable[Cell], on: date, *, periods: Collection[str] | None = None
) -> Iterator[CodeLookedAt]:
    """Yield every code looked at for every period and group of some cells, or for some periods; 0 where nobody has it."""
    codes = codes_looked_at(on)
    wanted = {"attendance_percent", *map(of_code, codes)}
    found = {
        (one.measure, one.period, one.group): one
        for one in cells
        if one.measure in wanted and (periods is None or one.period in periods)
    }
    for (measure, period, group), whole in found.items():
        if measure != "attendance_percent":
            continue
        for code in codes:
            cell = found.get((of_code(code), period, group))
            yield CodeLookedAt(
                code,
                period,
                group,
                0 if cell is None else cell.numerator,
                whole.denominator,
                whole.pupils,
                class_for_counting(code, on).is_possible,
            )
