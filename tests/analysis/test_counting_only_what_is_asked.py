"""What is counted comes to the same whole numbers, whatever else is counted and however many batches at a time."""

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from onroll.analysis.counting.passes import EVERYTHING, SUMS, TOTALS, Passes
from onroll.analysis.counting.scope import Scope
from onroll.analysis.engine import Engine
from onroll.analysis.enrolment_rows import enrolment_rows
from onroll.analysis.measures import cells
from onroll.analysis.reference import gather, totals
from onroll.analysis.totals import national_totals, sums_of_enrolments
from tests.analysis.counted import count_drawn, duckdb
from tests.analysis.drawn import DrawnTables, tables
from tests.analysis.examples import EXAMPLES
from tests.analysis.test_engine_agrees_with_the_reference import BY, IN_ONE_GO_OR_BATCHES

pytestmark = pytest.mark.one_database

# Shrinking a year of marks takes minutes: a failure shows what differs, which is small.
drawn = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],
)


def _count(
    engine: Engine, asked: DrawnTables, passes: Passes = EVERYTHING, *, split_at: str | None = None
) -> Scope:
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
@given(asked=tables(), split_at=IN_ONE_GO_OR_BATCHES)
def test_the_totals_alone_are_those_of_everything(asked: DrawnTables, split_at: str | None) -> None:
    expected = totals(
        gather(asked.entries, asked.pupils, asked.calendar, on=asked.on, first_day=asked.first_day)
    )
    with duckdb() as engine:
        scope = _count(engine, asked, TOTALS, split_at=split_at)
        assert national_totals(engine, scope) == expected


@drawn
@given(asked=tables(), split_at=IN_ONE_GO_OR_BATCHES)
def test_the_sums_alone_are_those_of_everything(asked: DrawnTables, split_at: str | None) -> None:
    expected = totals(
        gather(asked.entries, asked.pupils, asked.calendar, on=asked.on, first_day=asked.first_day)
    )
    with duckdb() as engine:
        scope = _count(engine, asked, SUMS, split_at=split_at)
        found = sums_of_enrolments(engine, scope)
    assert found == {key: expected[key] for key in found}


@settings(drawn, max_examples=max(EXAMPLES // 3, 3))
@given(asked=tables())
def test_days_of_everyone_alone_leave_every_other_figure_what_it_is(asked: DrawnTables) -> None:
    found = []
    for sliced in (None, BY[:1]):
        with duckdb() as engine:
            scope = count_drawn(
                engine,
                asked.entries,
                asked.pupils,
                asked.calendar,
                on=asked.on,
                first_day=asked.first_day,
                groupings=BY,
                sliced=sliced,
            )
            counted = cells(engine, scope, BY, sliced=BY[:1])
            found.append(
                (
                    {grouping: sorted(of_it) for grouping, of_it in counted.items()},
                    national_totals(engine, scope),
                )
            )
    assert found[0] == found[1]


@drawn
@given(asked=tables())
def test_batches_counted_at_the_same_time_come_to_what_they_do_one_after_the_other(
    asked: DrawnTables,
) -> None:
    found = []
    for threads in (1, 2):
        with duckdb(threads) as engine:
            scope = _count(engine, asked, split_at="100002")
            found.append(
                (
                    engine.rows(enrolment_rows(scope)),
                    national_totals(engine, scope),
                    {grouping: set(of_it) for grouping, of_it in cells(engine, scope, BY).items()},
                )
            )
    assert found[0] == found[1]
