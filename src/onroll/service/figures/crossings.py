"""Groups crossed, worked out once: what was counted in a night stays as it is until it is counted again.

Crossing two characteristics of an authority goes through every pupil's row, and settling what is kept back through every
term. A web process remembers the last few that anybody asked for.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from functools import lru_cache

from onroll.analysis.disclosure_control import kept_back_together
from onroll.analysis.groupings import Grouping
from onroll.analysis.kept import Kept
from onroll.analysis.measures import Cell
from onroll.analysis.nested_groups import lies_within
from onroll.analysis.periods import Term
from onroll.analysis.same_pupils import TOLD_ALIKE_BY, same_pupils

_LONG = tuple(map(str, Term))
#: How many a process remembers; one of three hundred groups takes two megabytes.
_REMEMBERED = 16


@dataclass(frozen=True, slots=True)
class Crossing:
    """A crossing's cells of the terms asked for, and which of them are not shown where small ones are kept back."""

    cells: tuple[Cell, ...]
    kept_back: frozenset[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is crossed; the file itself is no part of it, only which edition of it."""

    edition: tuple[object, ...]
    grouping: Grouping
    periods: frozenset[str]
    kept: Kept = field(compare=False)


def crossing(kept: Kept, grouping: Grouping, periods: Collection[str]) -> Crossing:
    """Return a crossing's cells of some terms, by their names."""
    return _worked_out(_Asked(kept.edition, grouping, frozenset(periods), kept))


@lru_cache(maxsize=_REMEMBERED)
def _worked_out(asked: _Asked) -> Crossing:
    # The other terms are looked at too, so that none gives away what is kept back of those asked for.
    others = [term for term in _LONG if term not in asked.periods]
    cells = asked.kept.crossed(asked.grouping, periods=sorted(asked.periods), beside=others)
    return Crossing(
        tuple(cell for cell in cells if cell.period in asked.periods),
        frozenset(one for one in _kept_back(asked, cells) if one[1] in asked.periods),
    )


def _told_alike(asked: _Asked, grouping: Grouping) -> list[Cell]:
    return asked.kept.cells(grouping, measures=[TOLD_ALIKE_BY], periods=[Term.WHOLE])


def _kept_back(asked: _Asked, cells: Collection[Cell]) -> set[tuple[str, str, str]]:
    """Answer which are not shown, beside what was counted of the same pupils: by one of the characteristics, by where they are, or by another."""
    given = {cell.measure for cell in cells}
    beside = {
        one: asked.kept.cells(one, measures=given, periods=_LONG)
        for one in asked.kept.groupings
        if one.is_part_of(asked.grouping)
        or lies_within(asked.grouping, one)
        or same_pupils({asked.grouping: cells, one: _told_alike(asked, one)})
    }
    by_night = {one: asked.kept.kept_back(one) for one in beside}
    hidden = kept_back_together(
        {**beside, asked.grouping: list(cells)},
        nested=asked.kept.groups_within(asked.grouping),
        also=by_night,
    )
    return {cell[:3] for cell in hidden[asked.grouping]}
