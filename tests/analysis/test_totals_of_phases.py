"""A measure over all phases of education, totalled both ways."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onroll.analysis.measures import Cell, cells
from onroll.analysis.measures.totals_of_phases import (
    BY_PHASE,
    PhaseFigure,
    Weights,
    pooled,
    totals_of_phases,
    weighted,
)
from onroll.analysis.reference import Pupil, two_totals
from onroll.analysis.ways_of_totalling import WayOfTotalling, way_of
from tests.analysis.counted import count_drawn, duckdb
from tests.analysis.drawing import marks
from tests.analysis.small_rows import few

pytestmark = pytest.mark.one_database

numbers = st.integers(0, 500)
phases = st.lists(st.builds(PhaseFigure, numbers, numbers, numbers), max_size=4)


@few
@given(phases)
def test_both_ways_are_the_references(drawn):
    expected = [two_totals.Phase(*one) for one in drawn]
    assert weighted(drawn) == two_totals.census_weighted(expected)
    assert pooled(drawn) == two_totals.pooled(expected)


def test_figures_were_weighted_until_the_school_year_2025_to_2026():
    assert way_of(date(2025, 8, 31)) is WayOfTotalling.CENSUS_WEIGHTED
    assert way_of(date(2025, 9, 1)) is WayOfTotalling.POOLED


def cell(phase, numerator, denominator, measure="absence_percent"):
    return Cell(measure, "whole", f"phase={phase}", numerator, denominator, 10)


TWO = (cell("primary", 10, 100), cell("secondary", 60, 300))


class TestTotalsOfPhases:
    def test_are_weighted_with_the_census_where_it_is_given(self):
        found = {one.way: one for one in totals_of_phases(TWO, {"primary": 300, "secondary": 100})}
        assert found[WayOfTotalling.POOLED].rate == Fraction(35, 2)
        assert found[WayOfTotalling.POOLED].weights is None
        # 10% of three quarters and 20% of one.
        assert found[WayOfTotalling.CENSUS_WEIGHTED].rate == Fraction(25, 2)
        assert found[WayOfTotalling.CENSUS_WEIGHTED].weights is Weights.CENSUS

    def test_are_weighted_with_the_enrolments_counted_otherwise_and_say_so(self):
        enrolments = (cell("primary", 1, 3, "persistent"), cell("secondary", 0, 1, "persistent"))
        found = [one for one in totals_of_phases([*TWO, *enrolments]) if one.measure == "absence_percent"]
        assert [one.rate for one in found] == [Fraction(35, 2), Fraction(25, 2)]
        assert found[1].weights is Weights.COUNTED

    def test_leave_out_schools_whose_phase_is_not_known(self):
        unknown = cell("not known", 99, 100)
        assert list(totals_of_phases([*TWO, unknown], {"primary": 1, "secondary": 1})) == list(
            totals_of_phases(TWO, {"primary": 1, "secondary": 1})
        )

    def test_are_of_per_cents_and_of_no_average(self):
        minutes = cell("primary", 10, 2, "minutes_late")
        assert list(totals_of_phases([minutes], {"primary": 1})) == []

    def test_need_the_census_of_every_phase(self):
        with pytest.raises(KeyError, match="secondary"):
            list(totals_of_phases(TWO, {"primary": 1}))

    def test_are_of_what_an_engine_counted_by_phase(self):
        monday = date(2025, 9, 8)
        entries = [
            *marks("Amina", monday, ["I"] * 2 + ["V"] * 8),
            *marks("Bilal", monday, ["V"] * 10, school="Elm"),
            *marks("Cara", monday, ["V"] * 10, school="Elm"),
        ]
        pupils = [
            Pupil("Amina", "Ash", phase="primary"),
            Pupil("Bilal", "Elm", phase="secondary"),
            Pupil("Cara", "Elm", phase="secondary"),
        ]
        with duckdb() as engine:
            scope = count_drawn(engine, entries, pupils, groupings=[BY_PHASE])
            by_phase = cells(engine, scope, [BY_PHASE])[BY_PHASE]
        rates = {
            one.way: one.rate
            for one in totals_of_phases(by_phase, {"primary": 1, "secondary": 1})
            if (one.measure, one.period) == ("absence_percent", "whole")
        }
        assert rates == {WayOfTotalling.POOLED: Fraction(20, 3), WayOfTotalling.CENSUS_WEIGHTED: 10}
