"""The engine and the second opinion give the same whole numbers for any tables."""

from dataclasses import astuple
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from onroll.analysis.enrolment_rows import enrolment_rows
from onroll.analysis.groupings import Grouping, groupings
from onroll.analysis.measures import cells, measure_named
from onroll.analysis.measures.definitions import Periods
from onroll.analysis.reference import Tables, figures, gather, totals
from onroll.analysis.reference import measures as second_opinion
from onroll.analysis.reference.periods import LONG, WHOLE
from onroll.analysis.totals import national_totals
from tests.analysis.counted import count_drawn, duckdb
from tests.analysis.drawn import DrawnTables, tables
from tests.analysis.examples import EXAMPLES

pytestmark = pytest.mark.one_database

# Shrinking a year of marks takes minutes: a failure shows what differs, which is small.
drawn = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],
)

#: Where the pupils of a second batch begin, if there is one.
IN_ONE_GO_OR_BATCHES = st.sampled_from([None, "100002"])
BY = groupings(["sex", "sex,fsm", "school"])


def _gathered(asked: DrawnTables) -> Tables:
    return gather(asked.entries, asked.pupils, asked.calendar, on=asked.on, first_day=asked.first_day)


@drawn
@given(asked=tables(), split_at=IN_ONE_GO_OR_BATCHES)
def test_every_enrolment_and_every_total_comes_to_the_same(asked: DrawnTables, split_at: str | None) -> None:
    expected = _gathered(asked)
    with duckdb() as engine:
        scope = count_drawn(
            engine,
            asked.entries,
            asked.pupils,
            asked.calendar,
            on=asked.on,
            first_day=asked.first_day,
            split_at=split_at,
        )
        found = [
            (*row[:6], None if row[6] is None else Decimal(int(row[6])) / 10, *row[7:])
            for row in engine.rows(enrolment_rows(scope))
        ]
        assert found == [astuple(one) for one in figures(expected)]
        assert national_totals(engine, scope) == totals(expected)


@drawn
@given(asked=tables(), split_at=IN_ONE_GO_OR_BATCHES)
def test_every_measure_of_every_period_and_group_is_the_same(
    asked: DrawnTables, split_at: str | None
) -> None:
    expected = _gathered(asked)
    with duckdb() as engine:
        scope = count_drawn(
            engine,
            asked.entries,
            asked.pupils,
            asked.calendar,
            on=asked.on,
            first_day=asked.first_day,
            groupings=BY,
            split_at=split_at,
        )
        for grouping, found in cells(engine, scope, BY).items():
            assert {tuple(cell) for cell in found} == _expected_cells(expected, grouping)


def _expected_cells(expected: Tables, grouping: Grouping) -> set[tuple[object, ...]]:
    return {
        (*second_opinion.written(grouping.columns, cell), cell.pupils, cell.singled_out)
        for cell in second_opinion.cells(expected, grouping.columns)
        if _is_offered(cell.measure, cell.period)
    }


def _is_offered(measure: str, period: str) -> bool:
    periods = measure_named(measure).periods
    if periods in (Periods.ALL, Periods.BETWEEN):
        return True
    return period == WHOLE or (periods is Periods.TERMS and period in LONG)
