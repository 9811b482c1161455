"""The first day of compulsory school age: the prescribed day on or after the fifth birthday."""

from datetime import date

import pytest

from onroll.law import compulsory_school_age, is_of_compulsory_school_age

title = "The first day of compulsory school age"
cites = "Education Act 1996, section 8(2)"


class TestFirstDay:
    @pytest.mark.parametrize(
        ("born", "first_day"),
        [
            (date(2021, 8, 31), date(2026, 8, 31)),
            (date(2021, 12, 31), date(2026, 12, 31)),
            (date(2021, 3, 31), date(2026, 3, 31)),
        ],
    )
    def test_is_the_fifth_birthday_when_that_is_a_prescribed_day(self, born: date, first_day: date) -> None:
        assert compulsory_school_age(born).first_day == first_day

    @pytest.mark.parametrize(
        ("born", "first_day"),
        [
            (date(2021, 9, 1), date(2026, 12, 31)),
            (date(2022, 1, 1), date(2027, 3, 31)),
            (date(2021, 4, 1), date(2026, 8, 31)),
        ],
    )
    def test_is_the_next_prescribed_day_when_the_birthday_is_a_day_later(
        self, born: date, first_day: date
    ) -> None:
        assert compulsory_school_age(born).first_day == first_day

    def test_of_a_child_born_on_29_february_is_the_end_of_march(self) -> None:
        assert compulsory_school_age(date(2020, 2, 29)).first_day == date(2025, 3, 31)


class TestBeingOfCompulsorySchoolAge:
    born = date(2021, 8, 31)

    def test_is_not_so_the_day_before(self) -> None:
        assert not is_of_compulsory_school_age(self.born, date(2026, 8, 30))

    def test_is_so_on_the_first_day(self) -> None:
        assert is_of_compulsory_school_age(self.born, date(2026, 8, 31))

    def test_is_answered_for_people_born_long_ago(self) -> None:
        assert not is_of_compulsory_school_age(date(1950, 1, 1), date(2026, 9, 1))
