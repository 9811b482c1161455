"""Until when a suspension or exclusion may be cancelled."""

from datetime import date

import pytest

from onroll.law import NoRuleInForce
from onroll.law.exclusion_cancelling import may_cancel

title = "Cancelling a suspension or exclusion"
cites = "Pupil Exclusions Regulations 2012, regulation 8A"

MONDAY = date(2026, 9, 14)


class TestCancelling:
    def test_may_be_done_of_a_pupil_out_for_forty_five_school_days_and_not_for_forty_six(self) -> None:
        assert may_cancel(days_out=45, board_has_met=False, on=MONDAY).met is True
        assert may_cancel(days_out=46, board_has_met=False, on=MONDAY).met is False

    def test_may_not_be_done_once_the_board_has_met(self) -> None:
        found = may_cancel(days_out=3, board_has_met=True, on=MONDAY)
        assert found.met is False
        assert found.reasons == (
            "The governing board has met on whether the pupil comes back, and it decides.",
        )

    def test_has_a_rule_from_1_september_2023(self) -> None:
        assert may_cancel(days_out=0, board_has_met=False, on=date(2023, 9, 1)).met is True
        with pytest.raises(NoRuleInForce):
            may_cancel(days_out=0, board_has_met=False, on=date(2023, 8, 31))

    def test_cannot_be_after_fewer_days_than_none(self) -> None:
        with pytest.raises(ValueError, match="from 0"):
            may_cancel(days_out=-1, board_has_met=False, on=MONDAY)
