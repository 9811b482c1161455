"""The engine and the second opinion give the same whole numbers for any tables."""

from dataclasses import astuple
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings

from onroll.analysis.enrolment_rows import enrolment_rows
from onroll.analysis.reference import figures, gather, totals
from onroll.analysis.totals import national_totals
from tests.analysis.counted import count_drawn, duckdb
from tests.analysis.drawn import DrawnTables, tables

pytestmark = pytest.mark.one_database

drawn = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


@drawn
@given(tables())
def test_every_enrolment_comes_to_the_same_whether_counted_in_one_go_or_in_batches(
    asked: DrawnTables,
) -> None:
    expected = gather(asked.entries, asked.pupils, asked.calendar, on=asked.on, first_day=asked.first_day)
    for split_at in (None, "100002"):
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
