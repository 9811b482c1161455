"""Whoever works out what is kept back of an authority, from everything that is shown side by side, comes to no figure of few pupils."""

from collections.abc import Sequence

import pytest

from onroll.analysis.disclosure_control import is_small, kept_back_together
from onroll.analysis.groupings import ALL, Grouping, groupings
from onroll.analysis.measures import cells
from onroll.analysis.nested_groups import nested
from tests.analysis.attacker import Attacker, Place, all_together, one_after_another
from tests.analysis.authority import authority
from tests.analysis.counted import count_drawn, duckdb
from tests.analysis.examples import EXAMPLES

pytestmark = pytest.mark.one_database

BY = groupings(["sex", "school", "sex,fsm", "district", "year_group", "registration_group"])
#: Those that have weeks and days of the week.
SLICED = BY[:3]
SEEDS = range(1, 1 + EXAMPLES // 10)


@pytest.mark.parametrize("seed", SEEDS)
def test_one_after_another(seed: int) -> None:
    attacker, small, hidden = attacked(seed, BY)
    assert small <= hidden
    assert small.isdisjoint(one_after_another(attacker.sums, attacker.known(hidden)))


@pytest.mark.parametrize("seed", [4, *SEEDS])
def test_everybodys_all_together(seed: int) -> None:
    attacker, small, hidden = attacked(seed, (ALL,))
    assert small
    assert small.isdisjoint(all_together(attacker.sums, attacker.known(hidden)))


def attacked(seed: int, by: Sequence[Grouping]) -> tuple[Attacker, set[Place], set[Place]]:
    """Answer who works out figures by some groups, which of the figures are of few, and which are kept back."""
    entries, pupils = authority(seed)
    with duckdb() as engine:
        scope = count_drawn(engine, entries, pupils, groupings=by, sliced=SLICED)
        found, within = cells(engine, scope, by, sliced=SLICED), nested(engine, by)
        labels = ", ".join(one.label("e") for one in by)
        rows = engine.rows(f"SELECT {labels} FROM enrolments e WHERE e.possible > 0")
    attacker = Attacker(found, dict(zip(by, zip(*rows, strict=True), strict=True)), scope.on)
    hidden = {
        (grouping, *cell[:3])
        for grouping, kept in kept_back_together(found, nested=within).items()
        for cell in kept
    }
    # That nobody has a code is told by its not being there, and is nobody's.
    small = {place for place, cell in attacker.cells.items() if cell.numerator and is_small(cell)}
    return attacker, small, hidden
