"""What is counted comes to the same whole numbers, whatever else is counted."""

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from onroll.analysis.counting.passes import SUMS, TOTALS, Passes
from onroll.analysis.counting.scope import Scope
from onroll.analysis.engine import Engine
from onroll.analysis.groupings import groupings
from onroll.analysis.measures import cells
from onroll.analysis.reference import gather, totals
from onroll.analysis.totals import national_totals, sums_of_enrolments
from tests.analysis.counted import count_drawn, duckdb
from tests.analysis.drawn import DrawnTables, tables
from tests.analysis.examples import FEW, HALF
from tests.analysis.test_engine_agrees_with_the_reference import BY

pytestmark = pytest.mark.one_database

# Shrinking a year of marks takes minutes: a failure shows what differs, which is small.
drawn = settings(
    max_examples=HALF,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],
)


def _count(engine: Engine, asked: DrawnTables, passes: Passes, *, split_at: str | None) -> Scope:
    return count_drawn(
        engine,
        asked.entries,
        asked.pupils,
        asked.calendar,
        on=asked.on,
        first_day=asked.first_day,
        groupings=BY,
        split_at=split_at,
        passes=passes,
    )


@drawn
@given(asked=tables(), split_at=st.sampled_from([None, "100002"]))
def test_the_totals_alone_and_the_sums_alone_are_those_of_everything(
    asked: DrawnTables, split_at: str | None
) -> None:
    expected = totals(
        gather(asked.entries, asked.pupils, asked.calendar, on=asked.on, first_day=asked.first_day)
    )
    with duckdb() as engine:
        scope = _count(engine, asked, TOTALS, split_at=split_at)
        assert national_totals(engine, scope) == expected
    with duckdb() as engine:
        scope = _count(engine, asked, SUMS, split_at=split_at)
        found = sums_of_enrolments(engine, scope)
    assert found == {key: expected[key] for key in found}


@settings(drawn, max_examples=FEW)
@given(asked=tables())
def test_days_of_everyone_alone_leave_every_other_figure_what_it_is(asked: DrawnTables) -> None:
    found = []
    by = groupings(["sex"])
    for sliced in (None, by[:1]):
        with duckdb() as engine:
            scope = count_drawn(
                engine,
                asked.entries,
                asked.pupils,
                asked.calendar,
                on=asked.on,
                first_day=asked.first_day,
                groupings=by,
                sliced=sliced,
            )
            counted = cells(engine, scope, by, sliced=by[:1])
            found.append(
                (
                    {grouping: sorted(of_it) for grouping, of_it in counted.items()},
                    national_totals(engine, scope),
                )
            )
    assert found[0] == found[1]
