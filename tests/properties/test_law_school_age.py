"""Whenever a child was born, compulsory school age runs as section 8 says."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from onroll.law import compulsory_school_age
from onroll.law.anniversaries import birthday

births = st.dates(date(1995, 1, 1), date(2040, 12, 31))
FRIDAY = 4


class TestAnyChild:
    @given(births)
    def test_starts_on_a_prescribed_day_with_none_between_it_and_the_birthday(self, born: date) -> None:
        first_day = compulsory_school_age(born).first_day
        day = birthday(born, 5)
        while (day.month, day.day) not in {(3, 31), (8, 31), (12, 31)}:
            day += timedelta(days=1)
        assert first_day == day

    @given(births)
    def test_ends_on_the_last_friday_of_a_june(self, born: date) -> None:
        last_day = compulsory_school_age(born).last_day
        assert (last_day.month, last_day.weekday()) == (6, FRIDAY)
        assert (last_day + timedelta(days=7)).month == 7

    @given(births)
    def test_ends_in_the_school_year_in_which_the_child_reaches_sixteen(self, born: date) -> None:
        last_day = compulsory_school_age(born).last_day
        assert date(last_day.year - 1, 9, 1) <= birthday(born, 16) < date(last_day.year, 9, 1)

    @given(births, births)
    def test_never_starts_or_ends_sooner_for_a_younger_child(self, one: date, other: date) -> None:
        older, younger = (compulsory_school_age(born) for born in sorted((one, other)))
        assert older.first_day <= younger.first_day
        assert older.last_day <= younger.last_day
