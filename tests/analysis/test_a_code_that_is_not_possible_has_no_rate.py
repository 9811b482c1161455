"""A code whose sessions are not possible ones is a number and no share of those that are."""

from datetime import date

import pytest

from onroll.analysis.groupings import ALL
from onroll.analysis.measures import Cell, measure_named
from onroll.analysis.report.figures import Figure
from onroll.analysis.results import measure_rows
from onroll.law.attendance_codes import class_for_counting

pytestmark = pytest.mark.one_database

ON = date(2026, 3, 2)
NOT_POSSIBLE = ["D", "X", "Y1", "Y5", "Y7", "Z", "#"]
POSSIBLE = ["/", "\\", "L", "B", "E", "I", "C", "O", "N"]


@pytest.mark.parametrize("code", NOT_POSSIBLE)
def test_it_has_none_in_the_measures(code):
    assert not class_for_counting(code, ON).is_possible
    ((*_, numerator, denominator, rate),) = measure_rows(
        {ALL: [Cell(f"code {code}", "whole", "all", 26, 5_000, 40, 10)]}
    )
    assert (numerator, denominator, rate) == (26, 5_000, None)


@pytest.mark.parametrize("code", POSSIBLE)
def test_any_other_has_one(code):
    assert class_for_counting(code, ON).is_possible
    ((*_, rate),) = measure_rows({ALL: [Cell(f"code {code}", "whole", "all", 26, 5_200, 40, 10)]})
    assert rate == 0.5


def test_it_is_written_as_a_number_of_sessions():
    figure = Figure("code Y5", 26, 5_000)
    assert (figure.rate, figure.fraction) == ("not possible", "26 sessions, not counted as possible")
    assert not figure.has_rate


def test_it_is_kept_back_as_any_other_is():
    figure = Figure("code Y5", None, None)
    assert (figure.rate, figure.fraction) == ("c", "kept back")


def test_a_code_that_is_retired_counts_as_it_did():
    assert measure_named("code F").rate(1, 4) == 25.0
    assert measure_named("code Y").rate(1, 4) is None
