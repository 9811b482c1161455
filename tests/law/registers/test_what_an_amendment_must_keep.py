"""An amendment keeps the original, what replaced it, why, when, who and in what role."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from onroll.law import ProposedAmendment, faults_of_amendment

title = "What an amendment must keep"
cites = "Pupil Registration Regulations 2024, regulation 6"

WHOLE = ProposedAmendment(
    original="N",
    amended="I",
    reason="Mother telephoned: chicken pox",
    made_on=date(2026, 9, 15),
    made_by="Orla Fennimore",
    role="Attendance officer",
    entered_on=date(2026, 9, 14),
)


def faults(**changes: Any) -> list[str]:
    return [fault.name for fault in faults_of_amendment(replace(WHOLE, **changes))]


class TestAmendment:
    def test_with_all_six_has_nothing_wrong(self) -> None:
        assert faults() == []

    @pytest.mark.parametrize(
        ("left_out", "fault"),
        [
            ({"original": None}, "original_missing"),
            ({"amended": None}, "amended_missing"),
            ({"reason": " "}, "reason_missing"),
            ({"made_on": None}, "date_missing"),
            ({"made_by": ""}, "name_missing"),
            ({"role": ""}, "role_missing"),
        ],
    )
    def test_needs_each_of_the_six(self, left_out: dict[str, Any], fault: str) -> None:
        assert faults(**left_out) == [fault]

    def test_may_fill_in_what_was_blank(self) -> None:
        assert faults(original="") == []

    def test_may_make_blank_what_was_filled_in(self) -> None:
        assert faults(amended="") == []

    def test_must_change_something(self) -> None:
        assert faults(amended="N") == ["nothing_amended"]

    def test_may_be_made_on_the_day_of_the_entry(self) -> None:
        assert faults(made_on=date(2026, 9, 14)) == []

    def test_cannot_be_made_the_day_before_the_entry(self) -> None:
        assert faults(made_on=date(2026, 9, 13)) == ["amended_before_entry"]

    def test_names_everything_missing_at_once(self) -> None:
        nothing = ProposedAmendment(None, None, "", None, "", "")
        assert len(faults_of_amendment(nothing)) == 6
