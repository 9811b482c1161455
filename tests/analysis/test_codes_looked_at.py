"""Codes that are looked at by themselves: how often each was used, by period and group."""

from datetime import date

import pytest

from onroll.analysis.groupings import ALL, Grouping
from onroll.analysis.measures import cells
from onroll.analysis.measures.codes_looked_at import CodeLookedAt, codes_looked_at, uses_looked_at
from tests.analysis.counted import count_drawn, duckdb
from tests.analysis.drawing import marks

pytestmark = pytest.mark.one_database

ON = date(2025, 9, 12)
BY_SCHOOL = Grouping(("school",))
ENTRIES = [
    *marks("Amina", date(2025, 9, 8), "B B C D D V V V V V"),
    *marks("Bilal", date(2025, 9, 8), ["E"] * 4 + ["V"] * 6, school="Elm"),
]


def uses(grouping, **asked):
    with duckdb() as engine:
        found = cells(engine, count_drawn(engine, ENTRIES, groupings=[grouping]), [grouping])[grouping]
    return list(uses_looked_at(found, ON, **asked))


def test_are_those_of_the_law_and_before_it_the_same():
    assert codes_looked_at(ON) == codes_looked_at(date(2010, 9, 6)) == ("B", "C", "D", "E")


def test_are_counted_beside_the_possible_sessions():
    assert uses(ALL, periods=["whole"]) == [
        CodeLookedAt("B", "whole", "all", 2, 18, 2, True),
        CodeLookedAt("C", "whole", "all", 1, 18, 2, True),
        CodeLookedAt("D", "whole", "all", 2, 18, 2, False),
        CodeLookedAt("E", "whole", "all", 4, 18, 2, True),
    ]


def test_are_none_where_nobody_has_one():
    found = {(one.group, one.code): one.sessions for one in uses(BY_SCHOOL, periods=["whole"])}
    assert found["school=Ash", "E"] == 0
    assert found["school=Elm", "E"] == 4
    assert len(found) == 8


def test_are_given_for_every_period_unless_some_are_asked_for():
    assert {one.period for one in uses(ALL)} > {"whole", "autumn term", "week 2025-09-08", "weekday 1"}
    assert {one.period for one in uses(ALL, periods=["weekday 1"])} == {"weekday 1"}
