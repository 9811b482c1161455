"""The engine and the second opinion give the same whole numbers for any tables."""

from dataclasses import astuple
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, Phase, given, settings

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
from tests.analysis.examples import HALF

pytestmark = pytest.mark.one_database

# Shrinking a year of marks takes minutes: a failure shows what differs, which is small.
drawn = settings(
    max_examples=HALF,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],
)

#: How many threads count, and where the schools of a second batch begin, if there is one.
WAYS = {
    "in one go": (1, None),
    "one batch after the other": (1, "100002"),
    "two batches at the same time": (2, "100002"),
}
BY = groupings(["sex", "sex,fsm", "school"])


def _gathered(asked: DrawnTables) -> Tables:
    return gather(asked.entries, asked.pupils, asked.calendar, on=asked.on, first_day=asked.first_day)


@pytest.mark.parametrize(("threads", "split_at"), WAYS.values(), ids=WAYS)
@drawn
@given(asked=tables())
def test_every_enrolment_total_and_measure_comes_to_the_same(
    threads: int, split_at: str | None, asked: DrawnTables
) -> None:
    expected = _gathered(asked)
    with duckdb(threads) as engine:
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
        found = [
            (*row[:6], None if row[6] is None else Decimal(int(row[6])) / 10, *row[7:])
            for row in engine.rows(enrolment_rows(scope))
        ]
        assert found == [astuple(one) for one in figures(expected)]
        assert national_totals(engine, scope) == totals(expected)
        for grouping, of_it in cells(engine, scope, BY).items():
            assert {tuple(cell) for cell in of_it} == _expected_cells(expected, grouping)


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
