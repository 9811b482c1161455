"""Who came into persistent absence from one term to the next, and who came out."""

from datetime import date

import pytest

from onroll.analysis.groupings import ALL
from onroll.analysis.measures import cells
from onroll.analysis.reference import cells as reference_cells
from onroll.analysis.reference import gather
from tests.analysis.counted import count_drawn, duckdb
from tests.analysis.drawing import marks

pytestmark = pytest.mark.one_database

AUTUMN, SPRING, SUMMER = date(2025, 9, 8), date(2026, 1, 5), date(2026, 4, 13)
UNDER, AT_A_TENTH, HALF = ["I"] + ["V"] * 10, ["I"] + ["V"] * 9, ["I", "V"] * 5


def figures(entries):
    with duckdb() as engine:
        found = cells(engine, count_drawn(engine, entries), [ALL])[ALL]
    ours = {
        (one.measure, one.period): (one.numerator, one.denominator, one.pupils, one.singled_out)
        for one in found
        if " to " in one.period
    }
    expected = {
        (one.measure, one.period): (one.numerator, one.denominator, one.pupils, one.singled_out)
        for one in reference_cells(gather(entries))
        if " to " in one.period
    }
    assert ours == expected
    return ours


def test_those_under_a_tenth_may_come_in_and_those_at_it_may_come_out():
    found = figures(
        [
            *marks("comes in", AUTUMN, UNDER),
            *marks("comes in", SPRING, AT_A_TENTH),
            *marks("comes out", AUTUMN, AT_A_TENTH),
            *marks("comes out", SPRING, UNDER),
            *marks("stays out", AUTUMN, UNDER),
            *marks("stays out", SPRING, UNDER),
            *marks("joins in spring", SPRING, HALF),
            *marks("leaves at Christmas", AUTUMN, HALF),
        ]
    )
    assert found["into_persistent", "autumn term to spring term"] == (1, 2, 2, 1)
    assert found["out_of_persistent", "autumn term to spring term"] == (1, 1, 1, 1)
    assert found["into_severe", "autumn term to spring term"] == (0, 3, 3, 0)
    assert ("out_of_severe", "autumn term to spring term") not in found


def test_spring_and_summer_are_compared_as_well():
    found = figures([*marks("Amina", SPRING, HALF), *marks("Amina", SUMMER, UNDER)])
    assert found["out_of_severe", "spring term to summer term"] == (1, 1, 1, 1)
    assert {period for _, period in found} == {"spring term to summer term"}
