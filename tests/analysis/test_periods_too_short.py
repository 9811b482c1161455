"""Persistent absence is not given over too few school weeks, unless it is insisted on."""

import pytest

from onroll.analysis.pupil_figures import TooFewWeeks, refuse_short
from onroll.analysis.pupil_figures.short_periods import has_too_few, why_refused


def test_five_weeks_are_too_few_and_six_are_not():
    assert (has_too_few(5), has_too_few(6)) == (True, False)


def test_too_few_weeks_are_refused_with_words():
    with pytest.raises(TooFewWeeks, match="the period has 5 school weeks, and over fewer than 6") as refused:
        refuse_short(5)
    assert refused.value.weeks == 5
    refuse_short(6)


def test_too_few_weeks_are_given_to_whoever_insists():
    refuse_short(1, insisted=True)


def test_words_count_weeks_as_people_do():
    assert "has no school week," in why_refused(0)
    assert "has 1 school week," in why_refused(1)
