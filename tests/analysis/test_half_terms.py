"""Half terms: the summer's by the census, the others by each school's own holiday."""

from datetime import date, timedelta

import pytest

from onroll.analysis.groupings import Grouping
from onroll.analysis.measures import cells
from onroll.analysis.reference import cells as reference_cells
from onroll.analysis.reference import gather
from tests.analysis.counted import count_drawn, duckdb
from tests.analysis.drawing import marks

pytestmark = pytest.mark.one_database

BY_SCHOOL = Grouping(("school",))
SEPTEMBER, JANUARY = date(2025, 9, 8), date(2026, 1, 5)
#: Mondays: seven school weeks, half term, seven more; then six and six; then the summer's two halves.
YEAR = [
    *(SEPTEMBER + timedelta(weeks=week) for week in (*range(7), *range(8, 15))),
    *(JANUARY + timedelta(weeks=week) for week in (*range(6), *range(7, 12))),
    *(date(2026, 4, 13) + timedelta(weeks=week) for week in (*range(6), *range(7, 14))),
]


def weeks(*mondays, school="Ash"):
    """Answer a week of presence from each Monday on."""
    return [row for monday in mondays for row in marks("Amina", monday, ["V"] * 10, school=school)]


def possible(entries, **asked):
    """Answer the possible sessions of each half term by school, on which the engine and the reference agree."""
    with duckdb() as engine:
        scope = count_drawn(engine, entries, groupings=[BY_SCHOOL], **asked)
        found = cells(engine, scope, [BY_SCHOOL])[BY_SCHOOL]
    ours = {
        (one.group, one.period): one.denominator
        for one in found
        if one.measure == "attendance_percent" and one.period.startswith("half term")
    }
    expected = {
        (f"school={one.group[0]}", one.period): one.denominator
        for one in reference_cells(gather(entries, **asked), ["school"])
        if one.measure == "attendance_percent" and one.period.startswith("half term")
    }
    assert ours == expected
    return {(group.removeprefix("school="), period[-1]): number for (group, period), number in ours.items()}


def test_a_year_has_six_and_they_add_up_to_it():
    assert possible(weeks(*YEAR)) == {
        ("Ash", "1"): 70,
        ("Ash", "2"): 70,
        ("Ash", "3"): 60,
        ("Ash", "4"): 50,
        ("Ash", "5"): 60,
        ("Ash", "6"): 70,
    }


def test_schools_divide_the_autumn_at_their_own_week_off():
    other = [SEPTEMBER + timedelta(weeks=week) for week in (*range(6), *range(8, 15))]
    found = possible([*weeks(*YEAR[:14]), *weeks(*other, school="Elm")])
    assert found == {("Ash", "1"): 70, ("Ash", "2"): 70, ("Elm", "1"): 60, ("Elm", "2"): 70}


def test_a_term_is_in_no_half_until_the_week_off_is_seen_on_both_sides():
    assert possible(weeks(*YEAR[:7])) == {}
    assert possible(weeks(*YEAR[:8])) == {("Ash", "1"): 70, ("Ash", "2"): 10}


def test_a_week_shut_by_snow_divides_no_term_that_has_a_half_term():
    # Shut in the third week of January, and off for half term after the sixth.
    spring = [JANUARY + timedelta(weeks=week) for week in (0, 1, 3, 4, 5, 7, 8, 9, 10, 11)]
    assert possible(weeks(*spring)) == {("Ash", "3"): 50, ("Ash", "4"): 50}


def test_of_two_weeks_off_that_divide_as_evenly_the_first_does():
    # One, then one, then one: each gap leaves one on one side and two on the other.
    apart = [SEPTEMBER + timedelta(weeks=week) for week in (0, 2, 4)]
    assert possible(weeks(*apart)) == {("Ash", "1"): 10, ("Ash", "2"): 20}


def test_the_summer_divides_at_the_week_of_the_spring_bank_holiday_whatever_the_school_does():
    before, after = date(2026, 5, 18), date(2026, 5, 25)
    assert possible(weeks(before, after)) == {("Ash", "5"): 10, ("Ash", "6"): 10}


def test_a_week_is_where_its_first_session_is():
    # New Year's Eve and the day after New Year's Day.
    entries = [
        *weeks(*YEAR[:14]),
        *marks("Amina", date(2025, 12, 31), "V V . . V V"),
        *weeks(JANUARY, JANUARY + timedelta(weeks=2)),
    ]
    assert possible(entries) == {("Ash", "1"): 70, ("Ash", "2"): 74, ("Ash", "3"): 10, ("Ash", "4"): 10}


def test_the_year_before_has_none():
    assert possible(weeks(date(2025, 6, 23), *YEAR[:8]), first_day=date(2025, 6, 1)) == {
        ("Ash", "1"): 70,
        ("Ash", "2"): 10,
    }


def test_weeks_before_the_figures_still_show_where_the_term_divides():
    assert possible(weeks(*YEAR[:9]), first_day=YEAR[6]) == {("Ash", "1"): 10, ("Ash", "2"): 20}
