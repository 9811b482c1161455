"""The codes with which a school, or a part of it, may be closed."""

from datetime import date

import pytest

from onroll.law.closures import (
    codes_of_closure,
    faults_of_closure,
    is_of_a_planned_closure,
    is_planned_closure,
)

title = "Which code a closure of a school may enter"
cites = "Pupil Registration Regulations 2024, regulation 10(3), Table 3"

MONDAY = date(2026, 9, 14)


def faults(
    code: str, *, is_planned: bool = False, of_whole_school: bool = True, on: date = MONDAY
) -> list[str]:
    found = faults_of_closure(code, is_planned=is_planned, of_whole_school=of_whole_school, on=on)
    return [fault.name for fault in found]


class TestClosure:
    def test_offers_the_likeliest_first_and_the_planned_last(self) -> None:
        assert [meaning.code for meaning in codes_of_closure(MONDAY)] == [
            "Y4",
            "Y3",
            "Y1",
            "Y2",
            "Y6",
            "Y7",
            "#",
        ]

    @pytest.mark.parametrize("code", ["Y1", "Y2", "Y6"])
    def test_may_be_of_the_whole_school_or_of_groups(self, code: str) -> None:
        assert faults(code) == faults(code, of_whole_school=False) == []

    def test_of_a_part_of_the_premises_names_the_groups(self) -> None:
        assert faults("Y3", of_whole_school=False) == []
        assert faults("Y3", of_whole_school=True) == ["closure_of_a_part"]

    def test_of_the_whole_school_names_no_groups(self) -> None:
        assert faults("Y4", of_whole_school=True) == []
        assert faults("Y4", of_whole_school=False) == ["closure_of_the_whole"]

    @pytest.mark.parametrize("code", ["/", "I", "O", "Y5", "Z", "A"])
    def test_takes_no_code_that_says_something_else(self, code: str) -> None:
        assert faults(code) == ["code_not_of_a_closure"]

    def test_that_was_planned_has_one_code(self) -> None:
        assert faults("#", is_planned=True) == []
        assert faults("Y4", is_planned=True) == ["planned_closure_wants_its_code"]

    def test_that_nobody_planned_never_has_it(self) -> None:
        assert faults("#") == ["closure_was_not_planned"]
        assert faults("Y7", of_whole_school=False) == ["closure_was_not_planned"]

    def test_of_groups_that_was_planned_has_y7_as_at_a_staggered_start(self) -> None:
        assert faults("Y7", is_planned=True, of_whole_school=False) == []
        assert faults("#", is_planned=True, of_whole_school=False) == ["planned_closure_of_groups"]
        assert faults("Y7", is_planned=True) == ["planned_closure_of_the_whole"]

    def test_has_these_codes_from_19_august_2024(self) -> None:
        assert faults("Y4", on=date(2024, 8, 19)) == []
        assert faults("Y4", on=date(2024, 8, 18)) == ["code_not_of_a_closure"]
        assert codes_of_closure(date(2024, 8, 18)) == ()

    def test_is_planned_by_its_code(self) -> None:
        assert is_planned_closure("#", MONDAY)
        assert not is_planned_closure("Y4", MONDAY)
        assert not is_planned_closure("Y7", MONDAY)
        assert [code for code in ("#", "Y7", "Y4", "Y3") if is_of_a_planned_closure(code, MONDAY)] == [
            "#",
            "Y7",
        ]
