"""Spark and DuckDB count the same whole numbers, and so does the second opinion."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple, replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from onroll.analysis.counting.scope import Scope
from onroll.analysis.counting.whole import LEFT
from onroll.analysis.duckdb_engine import DuckDBEngine
from onroll.analysis.enrolment_rows import enrolment_rows
from onroll.analysis.groupings import groupings
from onroll.analysis.measures import cells
from onroll.analysis.reference import figures, gather, totals
from onroll.analysis.spark.engine import SparkEngine
from onroll.analysis.spark.handing_over import hand_over
from onroll.analysis.totals import national_totals
from tests.analysis.counted import count_drawn, duckdb
from tests.analysis.drawn import (
    FIRST_DAYS,
    DrawnTables,
    calendars_from,
    entries_from,
    pupils_from,
)

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

pytestmark = [pytest.mark.one_database, pytest.mark.spark]

BY = groupings(["sex,fsm", "school"])
# Spark takes seconds to begin and milliseconds a row, so that many tables are counted as one.
TABLES_AT_ONCE = 6
drawn = settings(
    max_examples=1,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],
)


class ManyTables(DrawnTables):
    """Too many to be written out: what differs is told by the table it is in."""

    def __repr__(self) -> str:
        return f"ManyTables({len(self.entries)} entries)"


@st.composite
def many_tables(draw: DrawFn) -> ManyTables:
    """Draw several tables of one time, each with schools and pupils of its own, and put them together."""
    first_day, weeks_long = draw(st.sampled_from(FIRST_DAYS)), draw(st.integers(4, 14))
    entries, pupils, calendar = [], [], []
    for number in range(TABLES_AT_ONCE):
        rows = draw(entries_from(first_day, weeks_long))
        last_day = max(row.date for row in rows)
        entries += [
            replace(row, school=f"{number}'{row.school}", pupil=f"{number},{row.pupil}") for row in rows
        ]
        pupils += [
            replace(row, school=f"{number}'{row.school}", pupil=f"{number},{row.pupil}")
            for row in draw(st.just([]) | pupils_from(first_day, last_day))
        ]
        calendar += [
            replace(row, school=f"{number}'{row.school}")
            for row in draw(st.just([]) | calendars_from(first_day, weeks_long))
        ]
    # The first tables ever drawn are the simplest, and a waste of Spark's time.
    assume(len({row.code for row in entries}) > 12)
    return ManyTables(entries, pupils, calendar, None, None)


@drawn
@given(asked=many_tables())
def test_every_table_that_counting_leaves_is_the_same(asked: DrawnTables, spark: "SparkSession") -> None:
    with duckdb() as expected, counted_by_spark(spark, asked) as (found, scope):
        assert scope == _count(expected, asked)
        for table in LEFT:
            assert _sorted(found, table) == _sorted(expected, table), table
        assert national_totals(found, scope) == national_totals(expected, scope)
        assert cells(found, scope, BY) == cells(expected, scope, BY)
        second = gather(asked.entries, asked.pupils, asked.calendar)
        assert national_totals(found, scope) == totals(second)
        assert [
            (*row[:6], None if row[6] is None else Decimal(int(row[6])) / 10, *row[7:])
            for row in found.rows(enrolment_rows(scope))
        ] == [astuple(one) for one in figures(second)]


@contextmanager
def counted_by_spark(spark: "SparkSession", asked: DrawnTables) -> Iterator[tuple[DuckDBEngine, Scope]]:
    with duckdb() as to, SparkEngine(spark) as counting:
        scope = _count(counting, asked)
        hand_over(counting, to)
        yield to, scope


def _count(engine: DuckDBEngine | SparkEngine, asked: DrawnTables) -> Scope:
    return count_drawn(engine, asked.entries, asked.pupils, asked.calendar, groupings=BY)


def _sorted(engine: DuckDBEngine, table: str) -> Sequence[tuple[object, ...]]:
    if not engine.rows(f"SELECT 1 FROM duckdb_tables() WHERE table_name = '{table}'"):
        return []
    columns = sorted(name for name, *_ in engine.rows(f"DESCRIBE {table}"))
    return engine.rows(f"SELECT {', '.join(columns)} FROM {table} ORDER BY ALL")
