"""Two notices to one parent for one child in three years, and what each costs."""

from datetime import date

import pytest

from onroll.law import NoRuleInForce
from onroll.law.penalty_notice_amounts import AMOUNTS_OF_2013, AMOUNTS_OF_2024, amounts
from onroll.law.penalty_notice_limit import (
    LIMIT,
    WHAT_COUNTS,
    EarlierNotice,
    NextNotice,
    NoticeState,
    next_notice,
)

title = "How many penalty notices a parent may have, and at what amount"
cites = "Working together to improve school attendance, the national framework"


def after(proposed_on: date, *issued: date, state: NoticeState = NoticeState.PAID) -> NextNotice:
    return next_notice(proposed_on=proposed_on, previous=[EarlierNotice(day, state) for day in issued])


class TestFirstNotice:
    def test_costs_80_pounds_early_and_160_after(self) -> None:
        found = after(date(2026, 10, 1))
        assert (found.permitted, found.ordinal, found.reduced_amount, found.full_amount) == (True, 1, 80, 160)

    def test_cost_60_and_120_on_the_day_before_the_framework(self) -> None:
        found = after(date(2024, 8, 18), date(2024, 5, 1), date(2024, 6, 1), date(2024, 7, 1))
        assert (found.permitted, found.ordinal, found.reduced_amount, found.full_amount) == (
            True,
            None,
            60,
            120,
        )

    def test_costs_80_and_160_from_the_first_day_of_the_framework(self) -> None:
        found = after(date(2024, 8, 19), date(2024, 8, 18))
        assert (found.ordinal, found.reduced_amount, found.full_amount) == (1, 80, 160)
        assert found.counted == ()

    def test_has_no_amount_recorded_before_september_2013(self) -> None:
        assert amounts(issued_on=date(2013, 9, 1)).full == 120
        with pytest.raises(NoRuleInForce):
            amounts(issued_on=date(2013, 8, 31))

    @pytest.mark.parametrize(
        ("proposed", "says_so"), [("2013-09-01", False), ("2013-08-31", True), ("0001-01-01", True)]
    )
    def test_before_that_has_the_first_recorded_and_says_so(self, proposed: str, says_so: bool) -> None:
        found = after(date.fromisoformat(proposed))
        assert (found.permitted, found.ordinal, found.reduced_amount, found.full_amount) == (
            True,
            None,
            60,
            120,
        )
        assert ("1 September 2013, the first that are recorded" in found.reason) is says_so
        assert found.citations == (AMOUNTS_OF_2013,)


class TestSecondNotice:
    def test_costs_160_pounds_with_no_reduction(self) -> None:
        found = after(date(2026, 10, 1), date(2024, 10, 2))
        assert (found.permitted, found.ordinal, found.reduced_amount, found.full_amount) == (
            True,
            2,
            None,
            160,
        )

    @pytest.mark.parametrize(("issued", "cost"), [("2024-08-18", (60, 120)), ("2024-08-19", (None, 160))])
    def test_cost_as_much_as_a_first_on_the_day_before_the_framework(
        self, issued: str, cost: tuple[int | None, int]
    ) -> None:
        assert amounts(issued_on=date.fromisoformat(issued), ordinal=2) == cost

    def test_is_one_on_the_last_day_of_the_three_years(self) -> None:
        assert after(date(2027, 9, 30), date(2024, 10, 1)).ordinal == 2

    def test_is_a_first_again_on_the_third_anniversary(self) -> None:
        assert after(date(2027, 10, 1), date(2024, 10, 1)).ordinal == 1

    def test_counts_a_notice_of_the_same_day(self) -> None:
        assert after(date(2026, 10, 1), date(2026, 10, 1)).ordinal == 2

    def test_leaves_out_a_notice_of_the_day_after(self) -> None:
        assert after(date(2026, 10, 1), date(2026, 10, 2)).ordinal == 1

    def test_counts_a_notice_of_the_first_day_of_the_framework(self) -> None:
        assert after(date(2026, 10, 1), date(2024, 8, 19)).ordinal == 2

    def test_leaves_out_a_notice_of_the_day_before_the_framework(self) -> None:
        assert after(date(2026, 10, 1), date(2024, 8, 18)).ordinal == 1


class TestThirdNotice:
    two = (date(2024, 10, 2), date(2025, 10, 2))

    def test_is_barred(self) -> None:
        found = after(date(2027, 9, 1), *self.two)
        assert found.permitted is False
        assert (found.ordinal, found.reduced_amount, found.full_amount) == (None, None, None)

    def test_is_barred_to_the_day_before_the_first_leaves_the_years(self) -> None:
        assert after(date(2027, 10, 1), *self.two).permitted is False
        assert after(date(2027, 10, 2), *self.two).permitted is True

    def test_says_from_when_one_would_be_permitted(self) -> None:
        assert after(date(2027, 9, 1), *self.two).permitted_again_on == date(2027, 10, 2)

    def test_counts_back_from_the_newest_where_there_are_three(self) -> None:
        three = (date(2024, 9, 1), *self.two)
        assert after(date(2026, 9, 1), *three).permitted_again_on == date(2027, 10, 2)

    def test_keeps_a_notice_of_29_february_inside_on_28_february(self) -> None:
        leap = (date(2028, 2, 29), date(2029, 1, 1))
        assert after(date(2031, 2, 28), *leap).permitted is False
        assert after(date(2031, 2, 28), *leap).permitted_again_on == date(2031, 3, 1)
        assert after(date(2031, 3, 1), *leap).permitted is True

    def test_says_when_the_others_were_issued_and_what_bars_it(self) -> None:
        found = after(date(2027, 9, 1), *self.two)
        assert "issued on 2 October 2024 and 2 October 2025" in found.reason
        assert found.citations == (LIMIT, WHAT_COUNTS)

    def test_has_no_amount(self) -> None:
        with pytest.raises(ValueError, match="a first and a second"):
            amounts(issued_on=date(2026, 9, 1), ordinal=3)


class TestWhatCounts:
    @pytest.mark.parametrize("state", ["unpaid", "paid", "convicted"])
    def test_is_a_notice_that_stood(self, state: str) -> None:
        assert after(date(2026, 10, 1), date(2025, 1, 1), state=NoticeState(state)).ordinal == 2

    @pytest.mark.parametrize("state", ["withdrawn", "acquitted"])
    def test_is_not_a_notice_that_fell(self, state: str) -> None:
        assert after(date(2026, 10, 1), date(2025, 1, 1), state=NoticeState(state)).ordinal == 1

    def test_says_that_part_of_it_is_unconfirmed(self) -> None:
        found = after(date(2026, 10, 1))
        assert found.citations == (LIMIT, WHAT_COUNTS, AMOUNTS_OF_2024)
        assert WHAT_COUNTS.is_unconfirmed
