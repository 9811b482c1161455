"""Sums of sessions by class, and the cells of the measures that are over the possible sessions."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from onroll.analysis.measures.cell import Cell
from onroll.analysis.measures.definitions import FAMILIES, SESSIONS, of_code
from onroll.law.code_meaning import StatisticalClass

#: The sums that session measures are made of, in the order queries give them.
NAMES = ("possible", "attended", "authorised", "unauthorised", "late")
_CLASSES = tuple(str(found) for found in StatisticalClass if found.is_possible)


def spelled(sessions: str) -> str:
    """Spell the sums of a group of rows joined to `codes` as c; `sessions` is how many a row stands for."""
    sums = [f"CAST(sum({sessions} * c.{name}) AS BIGINT)" for name in NAMES]
    sums += [
        f"CAST(sum(CASE WHEN c.class = '{name}' THEN {sessions} ELSE 0 END) AS BIGINT)" for name in _CLASSES
    ]
    return ", ".join(sums)


def named(row: Iterable[Any]) -> dict[str, int]:
    """Put the names to a row of sums."""
    sums = dict(zip((*NAMES, *_CLASSES), (int(value or 0) for value in row), strict=True))
    return {**sums, "absent": sums["authorised"] + sums["unauthorised"]}


def cells_of_sums(
    period: str, group: str, sums: Mapping[str, int], pupils: int, singled_out: Callable[[str], int]
) -> Iterator[Cell]:
    """Yield the cells of every measure of sessions; `singled_out` answers how many enrolments have the sessions of a measure."""
    if not sums["possible"]:
        return
    for measure in (*SESSIONS, *FAMILIES):
        yield Cell(
            measure.name,
            period,
            group,
            sums[measure.numerator],
            sums[measure.denominator],
            pupils,
            None if measure.of_everybody else singled_out(measure.name),
        )


def cell_of_code(
    period: str,
    group: str,
    code: str,
    sessions: int,
    possible: int,
    pupils: int,
    singled_out: Callable[[str], int],
) -> Iterator[Cell]:
    """Yield the cell of a code, where anything was possible."""
    if possible:
        measure = of_code(code)
        yield Cell(measure, period, group, sessions, possible, pupils, singled_out(measure))
