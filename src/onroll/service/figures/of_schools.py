"""What is kept of each school beside the figures of a trust or an authority.

It is read of what was counted of each school, in the night, so that a page of several schools reads one file and no school's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any

from onroll.analysis.pupil_figures.near_thresholds import SESSIONS_TO_CROSS
from onroll.service.access.scope import Scope
from onroll.service.figures.asking import WHOLE, Question
from onroll.service.figures.bodies import Body, of_school
from onroll.service.figures.checks_counted import checks_counted
from onroll.service.figures.moments import Moment, last_half_term_of, weeks_of
from onroll.service.figures.moves_counted import Moves, count_moves, name_of, pairs_of
from onroll.service.figures.reading import Figures, NoFigures, figures_of

#: Under which name it is kept beside the figures.
_SCHOOLS = "of_schools"


@dataclass(frozen=True, slots=True)
class OfASchool:
    """What is kept of one school: its moves by pair of periods, who is near the threshold of a notice, and what checks found."""

    moves: Mapping[str, Moves] = field(default_factory=dict)
    towards: int = 0
    findings: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OfSchools:
    """The same of every school, by its URN, and the pairs of periods there are, by name."""

    pairs: Mapping[str, tuple[Moment, Moment]] = field(default_factory=dict)
    schools: Mapping[str, OfASchool] = field(default_factory=dict)


def near_from(figures: Figures) -> int | None:
    """Return from how many sessions of the last school weeks a pupil is near the threshold of a notice; None where there is none."""
    threshold = figures.kept.scope.threshold
    return None if threshold is None else max(1, threshold[0] - SESSIONS_TO_CROSS)


def count_towards(figures: Figures) -> int:
    """Count a school's pupils near the threshold of a penalty notice, or at it."""
    fewest = near_from(figures)
    if fewest is None:
        return 0
    return len(figures.kept.enrolments(["pupil"], "possible > 0 AND in_ten_weeks >= ?", fewest))


def keep_of_schools(body: Body, year: int) -> dict[str, Any]:
    """Return what is kept of a body's schools, from what was counted of each of them."""
    weeks = sorted({week for figures in _each(body, year) for week in weeks_of(figures)})
    before = last_half_term_of(weeks)
    kept = {figures.body.schools[0].urn: _kept(figures, before) for figures in _each(body, year)}
    pairs = {name: said for one in kept.values() for name, said in one.pop("pairs").items()}
    return {_SCHOOLS: {"pairs": pairs, "schools": kept}}


def _each(body: Body, year: int) -> Iterator[Figures]:
    for school in body.schools:
        with ExitStack() as opened:
            try:
                figures = opened.enter_context(
                    figures_of(Scope.everything(), of_school(school), Question(year=year))
                )
            except NoFigures:
                continue
            if figures.year.first_day.year == year:
                yield figures


def _kept(figures: Figures, before: Moment) -> dict[str, Any]:
    pairs = [(before, Moment(WHOLE, "Year to date")), *pairs_of(figures)[1:]]
    return {
        "pairs": {name_of(*pair): [[one.name, one.words] for one in pair] for pair in pairs},
        "moves": {name_of(*pair): _written(count_moves(figures, *pair)) for pair in pairs},
        "towards": count_towards(figures),
        "findings": dict(checks_counted(figures.kept.about).findings),
    }


def _written(moves: Moves) -> list[Any]:
    return [moves.only_before, moves.only_after, *([*pair, number] for pair, number in moves.counts.items())]


def of_schools(figures: Figures) -> OfSchools:
    """Return what was kept of a body's schools; nothing of figures counted by an earlier version."""
    kept = figures.kept.about.get(_SCHOOLS, {"pairs": {}, "schools": {}})
    return OfSchools(
        {name: (Moment(*before), Moment(*after)) for name, (before, after) in kept["pairs"].items()},
        {urn: _read(one) for urn, one in kept["schools"].items()},
    )


def _read(one: Mapping[str, Any]) -> OfASchool:
    moves = {
        name: Moves({(before, after): number for before, after, number in counts}, only_before, only_after)
        for name, (only_before, only_after, *counts) in one["moves"].items()
    }
    return OfASchool(moves, one["towards"], one["findings"])
