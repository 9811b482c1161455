"""Support before enforcement, and the attendance contract."""

from typing import Any

import pytest

from onroll.law.notices_to_improve import Support
from onroll.law.support_first import (
    CONTRACT,
    CONTRACT_CONTENTS,
    CONTRACT_GUIDANCE,
    Stage,
    attendance_contract,
    faults_of_contract,
    formal_steps,
)

title = "Support first"
cites = "Working together to improve school attendance, support first"


class TestFormalSteps:
    @pytest.mark.parametrize(
        ("support", "met"),
        [
            ("not_appropriate", True),
            ("not_offered", False),
            ("refused", True),
            ("not_working", True),
            ("working", False),
        ],
    )
    def test_wait_until_support_was_refused_or_has_failed(self, support: str, met: bool) -> None:
        assert formal_steps(Support(support)).met is met

    def test_are_open_while_support_is_not_known(self) -> None:
        finding = formal_steps(None)
        assert finding.met is None
        assert finding.missing

    def test_come_last_of_six(self) -> None:
        assert [stage.in_words for stage in Stage] == [
            "Expect",
            "Monitor",
            "Listen and understand",
            "Facilitate support",
            "Formalise support",
            "Enforce",
        ]


class TestAttendanceContract:
    whole: dict[str, Any] = {"parent_present": True, "agreed_freely": True, "school_may_make_one": True}

    @pytest.mark.parametrize("point", list(whole))
    def test_needs_the_parent_there_and_willing(self, point: str) -> None:
        assert attendance_contract(**self.whole).met is True
        assert attendance_contract(**self.whole | {point: False}).met is False
        assert attendance_contract(**self.whole | {point: None}).met is None

    def test_rests_on_the_act_and_on_the_guidance(self) -> None:
        assert attendance_contract(**self.whole).citations == (CONTRACT, CONTRACT_GUIDANCE)

    def test_holds_five_things(self) -> None:
        names = [one.name for one in CONTRACT_CONTENTS.newest.value]
        assert len(faults_of_contract([])) == 5
        assert faults_of_contract(names) == ()
