"""Of two rows of one pupil at one school, which says what groups the pupil is in: the same one whatever the order of the rows."""

from dataclasses import fields
from datetime import date

import pytest

from onroll.analysis.groupings import Grouping
from onroll.analysis.measures import cells
from onroll.analysis.reference import Pupil, gather
from onroll.analysis.reference.groups import values
from onroll.analysis.tables import GROUPS, PUPILS
from tests.analysis.counted import count_drawn, duckdb
from tests.analysis.drawing import marks

pytestmark = pytest.mark.one_database

SEPTEMBER, OCTOBER, JUNE, JULY = date(2025, 9, 1), date(2025, 10, 1), date(2026, 6, 1), date(2026, 7, 1)
ENTRIES = marks("Amina", date(2025, 9, 8), ["/", "\\"] * 5)
SEX = Grouping(("sex",))


def row(sex, starting_day, leaving_day=None, **groups):
    return Pupil("Amina", "Ash", sex=sex, starting_day=starting_day, leaving_day=leaving_day, **groups)


@pytest.mark.parametrize(
    ("says", "does_not"),
    [
        (row("F", OCTOBER, JUNE), row("M", SEPTEMBER)),
        (row("F", SEPTEMBER), row("M", None)),
        (row("F", SEPTEMBER, JULY), row("M", SEPTEMBER, JUNE)),
        (row("F", SEPTEMBER, None), row("M", SEPTEMBER, JULY)),
        (row("M", SEPTEMBER), row("F", SEPTEMBER)),
        (row("F", SEPTEMBER), row("", SEPTEMBER)),
        (row("F", SEPTEMBER, year_group="8"), row("M", SEPTEMBER, year_group="7")),
        (row("M", SEPTEMBER, trust="North"), row("F", SEPTEMBER, trust="South")),
    ],
    ids=[
        "the one that started last",
        "one with a starting day before one without",
        "of one day, the one that leaves last",
        "none is the last leaving day of all",
        "of one stay, the last in order",
        "something before blank",
        "the first column that differs settles it",
        "an earlier column settles it before a later one",
    ],
)
def test_the_engine_and_the_reference_ask_the_same_row(says, does_not):
    for pupils in ([says, does_not], [does_not, says]):
        assert values(gather(ENTRIES, pupils), ["sex"]) == {("Ash", "Amina"): (says.sex,)}
        with duckdb() as engine:
            scope = count_drawn(engine, ENTRIES, pupils, groupings=[SEX])
            assert {cell.group for cell in cells(engine, scope, [SEX])[SEX]} == {f"sex={says.sex}"}


def test_the_reference_has_the_groups_of_the_contract_in_its_order():
    groups = [field.name for field in fields(Pupil) if field.name in GROUPS and field.name != "school"]
    assert groups == [name for name in (column.name for column in PUPILS.columns) if name in groups]
    assert set(groups) == set(GROUPS) - {"school"}
