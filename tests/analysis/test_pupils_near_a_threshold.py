"""How many sessions a pupil is from a threshold of absence, and who is near one."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onroll.analysis.groupings import ALL
from onroll.analysis.measures import cells
from onroll.analysis.pupil_figures import NoSuchThreshold, distance, may_still_miss, near
from onroll.analysis.reference import near_thresholds as reference
from tests.analysis.counted import count_drawn, duckdb
from tests.analysis.drawing import marks
from tests.analysis.small_rows import counts_of, drawn_figures, few, figures

per_cents = st.sampled_from((10, 15, 20, 50, 1, 33, 99))


class TestDistance:
    def test_is_the_sessions_to_miss_one_after_another_until_the_tenth_is_reached(self):
        # 7 of 100, and 10 of 103, are under a tenth: 11 of 104 is not.
        found = distance(figures("Amina", 93, 7), 10)
        assert (found.to_cross, found.to_come_back, found.is_over) == (4, None, False)

    def test_counts_the_session_that_reaches_exactly_a_tenth(self):
        assert distance(figures("Amina", 18, 1), 10).to_cross == 1

    def test_is_the_sessions_to_attend_until_the_share_is_less_than_a_tenth(self):
        # 10 of 100 is a tenth; 10 of 101 is less.
        at_it = distance(figures("Bilal", 90, 10), 10)
        assert (at_it.to_cross, at_it.to_come_back, at_it.is_over) == (None, 1, True)
        assert distance(figures("Bilal", 90, 11), 10).to_come_back == 10

    def test_of_half_is_one_session_for_each_missed(self):
        assert distance(figures("Cara", 10, 12), 50).to_come_back == 3
        assert distance(figures("Cara", 12, 10), 50).to_cross == 2

    def test_is_none_where_nothing_was_possible(self):
        assert distance(figures("guest", 0, 0), 10) is None

    @pytest.mark.parametrize("per_cent", [0, 100])
    def test_refuses_a_threshold_nobody_could_come_back_from(self, per_cent):
        with pytest.raises(NoSuchThreshold, match=f"^{per_cent}% cannot be a threshold"):
            distance(figures("Amina", 1, 1), per_cent)

    @pytest.mark.parametrize("per_cent", [1, 99])
    def test_takes_the_least_and_the_most(self, per_cent):
        assert distance(figures("Amina", 1, 1), per_cent) is not None

    @few
    @given(drawn_figures, per_cents)
    def test_is_what_trying_session_after_session_comes_to(self, row, per_cent):
        found, counts = distance(row, per_cent), counts_of(row)
        expected = (
            reference.sessions_to_cross(counts, per_cent),
            reference.sessions_to_come_back(counts, per_cent),
        )
        assert ((found.to_cross, found.to_come_back) if found else (None, None)) == expected


class TestNear:
    def test_holds_those_within_so_many_sessions_the_nearest_first(self):
        rows = [figures("six", 95, 5), figures("four", 93, 7), figures("five", 94, 6), figures("none", 0, 0)]
        found = near(rows, 10)
        assert [(one.figures.pupil, one.to_cross) for one in found.below] == [("four", 4), ("five", 5)]
        assert found.counted == 3

    def test_holds_those_who_would_soon_be_back_under(self):
        rows = [figures("far", 90, 13), figures("close", 90, 11), figures("at it", 90, 10)]
        found = near(rows, 10)
        assert [(one.figures.pupil, one.to_come_back) for one in found.above] == [("at it", 1), ("close", 10)]
        assert found.below == ()

    def test_is_as_near_as_asked(self):
        rows = [figures("four", 93, 7), figures("close", 90, 11)]
        assert len(near(rows, 10, to_cross=3, to_come_back=9).below) == 0
        assert len(near(rows, 10, to_cross=4, to_come_back=9).below) == 1
        assert len(near(rows, 10, to_cross=3, to_come_back=9).above) == 0
        assert len(near(rows, 10, to_cross=3, to_come_back=10).above) == 1


class TestMayStillMiss:
    def test_leaves_the_pupil_under_the_threshold_at_the_end(self):
        # Of 200 in all, 19 may be missed: 20 is a tenth.
        assert may_still_miss(figures("Amina", 93, 7), 10, 100) == 12

    def test_is_none_where_all_the_sessions_to_come_would_not_be_enough(self):
        assert may_still_miss(figures("Bilal", 80, 20), 10, 100) is None
        assert may_still_miss(figures("Bilal", 81, 19), 10, 100) == 0

    def test_is_no_more_than_there_are_to_come(self):
        assert may_still_miss(figures("Cara", 100, 0), 50, 3) == 3

    @few
    @given(drawn_figures, per_cents, st.integers(0, 60))
    def test_is_the_most_of_all_that_could_be_tried(self, row, per_cent, to_come):
        expected = reference.sessions_that_may_be_missed(counts_of(row), per_cent, to_come)
        assert may_still_miss(row, per_cent, to_come) == expected


class TestTheMeasure:
    def test_counts_five_sessions_and_not_six(self):
        near_by = {}
        with duckdb() as engine:
            for name, absent in (("six away", 5), ("five away", 6), ("one away", 9), ("at it", 10)):
                entries = marks(name, date(2025, 9, 8), ["I"] * absent + ["V"] * (100 - absent))
                found = cells(engine, count_drawn(engine, entries), [ALL])[ALL]
                near_by[name] = next(
                    one.numerator
                    for one in found
                    if (one.measure, one.period) == ("near_persistent", "whole")
                )
        assert near_by == {"six away": 0, "five away": 1, "one away": 1, "at it": 0}
