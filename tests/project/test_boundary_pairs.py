"""Each number of the law, and each first day, is held on both sides by a case or by a sentence: moved by one, it is noticed."""

from datetime import date
from typing import Any

import pytest

from onroll.law import Dated, From, all_dated_values
from onroll.law.penalty_notice_amounts import Amounts
from tests.support.boundary_pairs import changes_of, may_be_asked_by_a_case, others, unnoticed

VALUES = all_dated_values()
# A case may ask about the rule and is not told this of it.
NOT_FOUND_BY_A_CASE = {"offences.MONTHS_TO_WARN_AT"}


@pytest.mark.parametrize("name", VALUES)
def test_a_value_is_held_on_both_sides(name: str) -> None:
    assert unnoticed(VALUES[name]) == []


@pytest.mark.parametrize("name", [name for name in VALUES if name not in NOT_FOUND_BY_A_CASE])
def test_a_number_that_a_case_may_turn_on_is_held_by_shipped_cases(name: str) -> None:
    if may_be_asked_by_a_case(VALUES[name]):
        assert unnoticed(VALUES[name], by_cases=True) == []


class TestWhatIsMoved:
    def value(self, *steps: tuple[str, Any]) -> Dated[Any]:
        cited = next(iter(VALUES.values())).newest.citation
        return Dated(
            "A value",
            steps=[From(date.fromisoformat(day), one, cited) for day, one in steps],
            reviewed_on=date(2026, 11, 22),
        )

    def test_is_each_first_day_and_each_number_both_ways(self) -> None:
        words = [change.words for change in changes_of(self.value(("2013-09-01", 60), ("2024-08-19", 80)))]
        assert words == [
            "from 2013-08-31 and not 2013-09-01: 60",
            "from 2013-09-02 and not 2013-09-01: 60",
            "from 2013-09-01 59 and not 60",
            "from 2013-09-01 61 and not 60",
            "from 2024-08-18 and not 2024-08-19: 80",
            "from 2024-08-20 and not 2024-08-19: 80",
            "from 2024-08-19 79 and not 80",
            "from 2024-08-19 81 and not 80",
        ]

    def test_is_not_a_day_on_which_only_the_citation_changed(self) -> None:
        words = [change.words for change in changes_of(self.value(("2013-09-01", 21), ("2024-08-19", 21)))]
        assert not any(word.startswith(("from 2024-08-18", "from 2024-08-20")) for word in words)

    def test_is_noticed_by_nothing_where_nothing_asks(self) -> None:
        assert len(unnoticed(self.value(("2024-08-19", 3)))) == 2

    @pytest.mark.parametrize(
        ("value", "moved"),
        [
            (True, [False]),
            (3, [2, 4]),
            (frozenset("GO"), [frozenset("O"), frozenset("G")]),
            (((3, 31),), [((2, 31),), ((4, 31),), ((3, 30),), ((3, 32),)]),
            (Amounts(None, 160), [Amounts(None, 159), Amounts(None, 161)]),
            ({"a": 1, "b": 2}, [{"b": 2}, {"a": 1}]),
            (None, []),
        ],
    )
    def test_is_every_number_and_every_member_within_a_value(
        self, value: object, moved: list[object]
    ) -> None:
        assert list(others(value)) == moved
