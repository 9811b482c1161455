"""The last day of compulsory school age: a school leaving date, the last Friday in June."""

from contextlib import nullcontext
from datetime import date

import pytest

from onroll.law import (
    compulsory_school_age,
    is_of_compulsory_school_age,
    school_leaving_date,
)

title = "The last day of compulsory school age"
cites = "Education Act 1996, section 8(3)"


class TestSchoolLeavingDate:
    @pytest.mark.parametrize(
        "day",
        [
            date(2025, 6, 27),
            date(2026, 6, 26),
            date(2027, 6, 25),
            date(2028, 6, 30),
            date(2029, 6, 29),
        ],
    )
    def test_is_the_last_friday_in_june(self, day: date) -> None:
        assert school_leaving_date(day.year) == day


class TestLastDay:
    def test_is_the_leaving_date_for_a_birthday_before_it(self) -> None:
        assert compulsory_school_age(date(2010, 6, 25)).last_day == date(2026, 6, 26)

    def test_is_the_leaving_date_for_a_birthday_on_it(self) -> None:
        assert compulsory_school_age(date(2010, 6, 26)).last_day == date(2026, 6, 26)

    def test_is_the_leaving_date_for_a_birthday_before_the_next_school_year(self) -> None:
        assert compulsory_school_age(date(2010, 8, 31)).last_day == date(2026, 6, 26)

    def test_is_a_year_later_for_a_birthday_on_the_first_day_of_the_next(self) -> None:
        assert compulsory_school_age(date(2010, 9, 1)).last_day == date(2027, 6, 25)

    def test_follows_the_schools_own_first_day_where_it_is_known(self) -> None:
        born, starts = date(2010, 9, 2), date(2026, 9, 3)
        assert compulsory_school_age(born).last_day == date(2027, 6, 25)
        assert compulsory_school_age(born, school_year_starts=starts).last_day == date(2026, 6, 26)

    @pytest.mark.parametrize("wrong", [date(2025, 9, 1), date(2027, 9, 1), date(2026, 1, 5)])
    def test_refuses_the_first_day_of_another_school_year(self, wrong: date) -> None:
        with pytest.raises(ValueError, match="autumn 2026"):
            compulsory_school_age(date(2010, 9, 2), school_year_starts=wrong)

    def test_is_of_compulsory_school_age_to_its_end(self) -> None:
        born = date(2010, 8, 31)
        assert is_of_compulsory_school_age(born, date(2026, 6, 26))
        assert not is_of_compulsory_school_age(born, date(2026, 6, 27))
        assert date(2026, 6, 26) in compulsory_school_age(born)
        assert date(2026, 6, 27) not in compulsory_school_age(born)

    def test_is_of_compulsory_school_age_from_its_start(self) -> None:
        age = compulsory_school_age(date(2021, 9, 1))
        assert date(2026, 12, 31) in age
        assert date(2026, 12, 30) not in age

    @pytest.mark.parametrize(("starts", "known"), [(date(2026, 8, 1), True), (date(2026, 7, 31), False)])
    def test_takes_no_school_year_to_begin_before_august(self, starts: date, known: bool) -> None:
        with nullcontext() if known else pytest.raises(ValueError, match="autumn 2026"):
            compulsory_school_age(date(2010, 3, 3), school_year_starts=starts)

    def test_rests_on_the_act_and_its_orders(self) -> None:
        cited = compulsory_school_age(date(2010, 1, 1)).citations
        assert "Education Act 1996, section 8(3)" in {citation.short_text for citation in cited}
        assert len(cited) == 4
        assert len({citation.text for citation in cited}) == 4
