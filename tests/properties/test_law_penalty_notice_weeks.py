"""The threshold by weekly counts is the threshold by entries."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from onroll.law import BOTH_SESSIONS, threshold_count
from onroll.law.penalty_notice_weeks import first_weeks_met, weeks_met

MONDAY = date(2026, 8, 31)
AS_AT = date(2027, 7, 31)


class TestAnyYear:
    @given(st.lists(st.sampled_from([0, 0, 0, 1, 2, 4, 9, 10]), min_size=1, max_size=39))
    def test_meets_the_threshold_in_the_same_week(self, counts: list[int]) -> None:
        weeks = [MONDAY + timedelta(weeks=number) for number in range(len(counts))]
        entries = [
            (week + timedelta(days=number // 2), BOTH_SESSIONS[number % 2], "O")
            for week, count in zip(weeks, counts, strict=True)
            for number in range(count)
        ]
        met_on = threshold_count(entries, weeks, as_at=AS_AT).first_met_on
        place = weeks_met(counts, as_at=AS_AT)
        assert place == (None if met_on is None else (met_on - MONDAY).days // 7)

    def test_looks_back_ten_school_weeks_and_no_further(self) -> None:
        assert weeks_met([5, *[0] * 8, 5], as_at=AS_AT) == 9
        assert weeks_met([5, *[0] * 9, 5], as_at=AS_AT) is None
        assert weeks_met([5, 4], as_at=AS_AT) is None


class TestManyPupils:
    @given(st.lists(st.lists(st.sampled_from([0, 1, 2, 9, 10]), max_size=20), max_size=5))
    def test_are_answered_one_for_each_pupil_in_order(self, pupils: list[list[int]]) -> None:
        one_by_one = [weeks_met(counts, as_at=AS_AT) for counts in pupils]
        assert list(first_weeks_met(pupils, as_at=AS_AT)) == one_by_one
