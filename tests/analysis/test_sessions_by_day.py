"""Sessions by day come out of blocks, three days added up together or one by one; and several things are worked out at once."""

from contextlib import nullcontext
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from onroll.analysis.counting import by_day
from onroll.analysis.counting.passes import Pass
from onroll.analysis.counting.side_by_side import at_once
from onroll.analysis.groupings import ALL, Grouping
from tests.analysis.counted import count_drawn, duckdb
from tests.analysis.drawn import DrawnTables, tables
from tests.analysis.examples import FEW

pytestmark = pytest.mark.one_database


@settings(max_examples=FEW, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.generate])  # fmt: skip
@given(asked=tables())
def test_days_added_up_one_by_one_come_to_the_same(asked: DrawnTables) -> None:
    found = []
    for together in (by_day.TOGETHER, 1):
        with patch.object(by_day, "TOGETHER", together), duckdb() as engine:
            count_drawn(
                engine, asked.entries, asked.pupils, asked.calendar,
                on=asked.on, first_day=asked.first_day, groupings=(ALL, Grouping(("sex",))),
                passes=frozenset({Pass.DAYS}),
            )  # fmt: skip
            found.append(
                [engine.rows(f"SELECT * FROM {table} ORDER BY ALL") for table in ("days_by_group", "faults")]
            )
    assert found[0] == found[1]


@pytest.mark.parametrize(("pupils", "together"), [(2**21 - 1, 3), (2**21, 1)])
def test_days_are_added_up_one_by_one_where_a_school_has_too_many_pupils(pupils: int, together: int) -> None:
    with duckdb() as engine:
        engine.make("said", f"SELECT {pupils} AS pupils, 1 AS days")
        assert by_day._together(engine) == together


class TestSeveralThingsAtOnce:
    def test_are_answered_in_the_order_given(self) -> None:
        with duckdb(threads=2) as engine:
            works = [lambda one, number=number: one.rows(f"SELECT {number}")[0][0] for number in range(5)]
            assert at_once(engine.side_by_side(2), works) == [0, 1, 2, 3, 4]

    def test_are_done_one_after_another_where_there_is_one_engine(self) -> None:
        assert at_once(nullcontext(["engine"]), [str.upper, str.title]) == ["ENGINE", "Engine"]

    def test_raise_what_went_wrong(self) -> None:
        with duckdb(threads=2) as engine, pytest.raises(ZeroDivisionError):
            at_once(engine.side_by_side(2), [lambda one: 1 // 0, lambda one: one.rows("SELECT 1")])
