"""The code of a closure says how much of the school has closed."""

from datetime import date

import pytest

from onroll.law.attendance_codes import NotInForce
from onroll.law.closures import faults_of_closure

ON = date(2026, 11, 27)


def faults(code: str, *, whole_school: bool) -> list[str]:
    return [fault.name for fault in faults_of_closure(code, whole_school=whole_school, on=ON)]


class TestTheCodeOfAClosure:
    def test_is_y4_for_the_whole_school(self) -> None:
        assert faults("Y4", whole_school=True) == []

    def test_is_not_y4_for_some_groups(self) -> None:
        assert faults("Y4", whole_school=False) == ["whole_closure_of_a_part"]

    def test_is_y3_for_some_groups(self) -> None:
        assert faults("Y3", whole_school=False) == []

    def test_is_not_y3_for_the_whole_school(self) -> None:
        assert faults("Y3", whole_school=True) == ["part_closure_of_the_whole_school"]

    @pytest.mark.parametrize("code", ["Y1", "Y2", "Y6", "#"])
    @pytest.mark.parametrize("whole_school", [True, False])
    def test_may_be_one_that_says_nothing_of_how_much(self, code: str, whole_school: bool) -> None:
        assert faults(code, whole_school=whole_school) == []

    def test_says_what_to_choose_instead(self) -> None:
        (fault,) = faults_of_closure("Y3", whole_school=True, on=ON)
        assert "Choose the groups that cannot be taken in, or choose Y4." in fault.message

    def test_is_in_force_from_19_august_2024(self) -> None:
        assert faults_of_closure("Y4", whole_school=True, on=date(2024, 8, 19)) == ()

    def test_is_not_in_force_on_18_august_2024(self) -> None:
        with pytest.raises(NotInForce):
            faults_of_closure("Y4", whole_school=True, on=date(2024, 8, 18))
