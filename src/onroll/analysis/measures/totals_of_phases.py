"""Every measure over all phases of education, totalled both ways and named.

Pooled, the phases' numerators are over their denominators. Weighted, each phase's own rate counts for its enrolments: those of the January
census where they are given, as published up to 2024/25, and otherwise those counted here, which is said. Rates are exact; round them once.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from onroll.analysis.groupings import NOT_KNOWN, Grouping
from onroll.analysis.measures.cell import Cell
from onroll.analysis.measures.definitions import Shown, measure_named
from onroll.analysis.periods import Term
from onroll.analysis.ways_of_totalling import WayOfTotalling

BY_PHASE = Grouping(("phase",))
_ENROLMENTS = "persistent"


class Weights(StrEnum):
    """What a phase's rate is weighted with."""

    CENSUS = "enrolments in the January census"
    COUNTED = "enrolments counted here"


class PhaseFigure(NamedTuple):
    """One phase's numerator and denominator, and the enrolments its rate is weighted with."""

    numerator: int
    denominator: int
    enrolments: int


class TotalOfPhases(NamedTuple):
    """One measure of all phases, for a period, by one way. `rate` is an exact per cent; `weights` is None of what is pooled."""

    measure: str
    period: str
    way: WayOfTotalling
    rate: Fraction
    phases: tuple[str, ...]
    weights: Weights | None


def pooled(phases: Iterable[PhaseFigure]) -> Fraction | None:
    """Answer the sum of the numerators over that of the denominators, in per cent; None of nothing."""
    found = list(phases)
    whole = sum(one.denominator for one in found)
    return Fraction(100 * sum(one.numerator for one in found), whole) if whole else None


def weighted(phases: Iterable[PhaseFigure]) -> Fraction | None:
    """Answer the phases' rates weighted with their enrolments, in per cent; None of nothing.

    A phase with nothing to divide by has no rate, and its enrolments weigh nothing.
    """
    found = [one for one in phases if one.denominator]
    weight = sum(one.enrolments for one in found)
    if not weight:
        return None
    return (
        sum((Fraction(100 * one.numerator * one.enrolments, one.denominator) for one in found), Fraction())
        / weight
    )


def totals_of_phases(
    cells: Iterable[Cell], census: Mapping[str, int] | None = None
) -> Iterator[TotalOfPhases]:
    """Yield both totals of every per cent and period, from the cells by phase; phases that are not known are left out.

    `census` is each phase's enrolments in the January census. Raises `KeyError` for a phase it lacks.
    """
    by_figure: dict[tuple[str, str], dict[str, Cell]] = defaultdict(dict)
    for cell in cells:
        (phase,) = BY_PHASE.values(cell.group)
        if phase != NOT_KNOWN:
            by_figure[cell.measure, cell.period][phase] = cell
    counted = {phase: cell.denominator for phase, cell in by_figure[_ENROLMENTS, str(Term.WHOLE)].items()}
    for (measure, period), phases in by_figure.items():
        if measure_named(measure).shown is not Shown.PER_CENT:
            continue
        figures = [
            PhaseFigure(
                one.numerator, one.denominator, counted.get(phase, 0) if census is None else census[phase]
            )
            for phase, one in phases.items()
        ]
        for way, rate, weights in (
            (WayOfTotalling.POOLED, pooled(figures), None),
            (
                WayOfTotalling.CENSUS_WEIGHTED,
                weighted(figures),
                Weights.COUNTED if census is None else Weights.CENSUS,
            ),
        ):
            if rate is not None:
                yield TotalOfPhases(measure, period, way, rate, tuple(phases), weights)
