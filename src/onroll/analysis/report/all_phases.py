"""All phases of education together, totalled both ways, where figures are given by phase."""

from collections.abc import Sequence
from fractions import Fraction

from onroll.analysis.groupings import NOT_KNOWN
from onroll.analysis.measures import measure_named
from onroll.analysis.measures.totals_of_phases import BY_PHASE, PhaseFigure, Weights, pooled, weighted
from onroll.analysis.report.contents import Contents
from onroll.analysis.report.figures import KEPT_BACK, NONE, WHOLE, share
from onroll.analysis.report.html import Html, Part, element
from onroll.analysis.report.opening import OF_ENROLMENTS
from onroll.analysis.report.tables import table

_RATES = ("attendance_percent", "absence_percent", "authorised", "unauthorised")


def all_phases(contents: Contents, groups: Sequence[str]) -> list[Part]:
    """Give every rate of the phases pooled, and weighted with the enrolments counted; nothing of a single phase."""
    phases = [group for group in groups if BY_PHASE.values(group) != (NOT_KNOWN,)]
    if len(phases) < 2:
        return []
    names = _RATES if contents.has_few_weeks() else (*_RATES, *OF_ENROLMENTS)
    return [
        table(
            "All phases together, totalled both ways",
            ("Measure", "Pooled (sums over sums)", f"Weighted with {Weights.COUNTED}"),
            [(measure_named(name).title, _both(contents, name, phases)) for name in names],
        ),
        element(
            "p",
            "Published figures of all phases were weighted up to 2024/25, with enrolments in the January census, and are pooled from 2025/26. "
            "Schools whose phase is not known are in neither.",
            class_="small-print",
        ),
    ]


def _both(contents: Contents, name: str, phases: Sequence[str]) -> list[Html]:
    """Write both totals. Where a phase is kept back so are they: two ways to one total would tell of it."""
    found = [
        (contents.figures.find(name, WHOLE, one), contents.figures.find("persistent", WHOLE, one))
        for one in phases
    ]
    figures = []
    for figure, enrolments in found:
        if figure is None:
            continue
        if (
            figure.numerator is None
            or figure.denominator is None
            or enrolments is None
            or enrolments.denominator is None
        ):
            return [_cell(KEPT_BACK), _cell(KEPT_BACK)]
        figures.append(PhaseFigure(figure.numerator, figure.denominator, enrolments.denominator))
    return [_cell(_written(pooled(figures))), _cell(_written(weighted(figures)))]


def _written(rate: Fraction | None) -> str:
    return NONE if rate is None else share(rate.numerator, rate.denominator * 100)


def _cell(text: str) -> Html:
    return element("td", text, class_="number")
