"""Whoever works out what is kept back of an authority, from everything that is shown side by side, comes to no figure of few pupils."""

import pytest

from onroll.analysis.disclosure_control import is_small, kept_back_together
from onroll.analysis.groupings import groupings
from onroll.analysis.measures import cells
from onroll.analysis.nested_groups import nested
from tests.analysis.attacker import Attacker, one_after_another
from tests.analysis.authority import authority
from tests.analysis.counted import count_drawn, duckdb
from tests.analysis.examples import EXAMPLES

pytestmark = pytest.mark.one_database

BY = groupings(["sex", "school", "sex,fsm", "district", "year_group", "registration_group"])
#: Those that have weeks and days of the week.
SLICED = BY[:3]


@pytest.mark.parametrize("seed", range(1, 1 + EXAMPLES // 10))
def test_one_after_another(seed: int) -> None:
    entries, pupils = authority(seed)
    with duckdb() as engine:
        scope = count_drawn(engine, entries, pupils, groupings=BY, sliced=SLICED)
        found, within = cells(engine, scope, BY, sliced=SLICED), nested(engine, BY)
        labels = ", ".join(one.label("e") for one in BY)
        rows = engine.rows(f"SELECT {labels} FROM enrolments e WHERE e.possible > 0")
    attacker = Attacker(found, dict(zip(BY, zip(*rows, strict=True), strict=True)), scope.on)
    hidden = {
        (grouping, *cell[:3])
        for grouping, kept in kept_back_together(found, nested=within).items()
        for cell in kept
    }
    # That nobody has a code is told by its not being there, and is nobody's.
    small = {place for place, cell in attacker.cells.items() if cell.numerator and is_small(cell)}
    assert small <= hidden
    assert small.isdisjoint(one_after_another(attacker.sums, attacker.known(hidden)))
