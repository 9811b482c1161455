"""Bank holidays agree with the published list, past and to come."""

from datetime import date

import pytest

from onroll.law.bank_holidays import bank_holidays, bank_holidays_between, easter_sunday


def days_of(year: int) -> list[str]:
    return [f"{one.day:%m-%d}" for one in bank_holidays(year)]


class TestBankHolidays:
    @pytest.mark.parametrize(
        ("year", "days"),
        [
            (2026, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28"),
            (2027, "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28"),
            (2028, "01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26"),
            (2022, "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27"),
        ],
    )
    def test_are_those_published(self, year: int, days: str) -> None:
        assert days_of(year) == days.split()

    def test_move_the_early_may_holiday_of_2020_to_ve_day(self) -> None:
        assert "05-08" in days_of(2020)
        assert "05-04" not in days_of(2020)

    def test_say_so_when_a_day_stands_for_another(self) -> None:
        assert bank_holidays(2026)[-1].title == "Boxing Day (substitute day)"

    def test_of_a_span_include_both_ends(self) -> None:
        found = bank_holidays_between(date(2026, 12, 28), date(2027, 1, 1))
        assert [one.day for one in found] == [date(2026, 12, 28), date(2027, 1, 1)]

    def test_of_a_span_leave_out_the_day_before_and_after(self) -> None:
        assert bank_holidays_between(date(2026, 12, 29), date(2026, 12, 31)) == ()


class TestEasterSunday:
    @pytest.mark.parametrize(
        "day", [date(2025, 4, 20), date(2026, 4, 5), date(2027, 3, 28), date(2028, 4, 16), date(2038, 4, 25)]
    )
    def test_is_the_first_sunday_after_the_paschal_full_moon(self, day: date) -> None:
        assert easter_sunday(day.year) == day
