"""Which schools each set of rules binds."""

from datetime import date

import pytest

from onroll.law.dated import NoRuleInForce
from onroll.law.leave_of_absence import SchoolKind as KindForLeave
from onroll.law.penalty_notice_recipients import SchoolKind
from onroll.law.who_is_bound import RuleSet, binds

title = "Who is bound"
cites = "Pupil Registration Regulations 2024, regulations 2 and 11(1)"


def bound(rules: str) -> set[str]:
    return {kind.value for kind in SchoolKind if binds(RuleSet(rules), kind, on=date(2026, 9, 1)).met}


class TestRules:
    @pytest.mark.parametrize("rules", ["registers", "prosecution"])
    def test_of_registers_and_prosecution_bind_every_school(self, rules: str) -> None:
        assert bound(rules) == {kind.value for kind in SchoolKind}

    @pytest.mark.parametrize("rules", ["guidance", "daily_data"])
    def test_of_guidance_and_daily_data_bind_all_but_independent_schools(self, rules: str) -> None:
        assert bound(rules) == {kind.value for kind in SchoolKind} - {"independent"}

    def test_of_leave_bind_maintained_schools_and_special_schools(self) -> None:
        assert bound("leave") == {"maintained", "pupil_referral_unit", "non_maintained_special"}
        assert KindForLeave.MAINTAINED.is_bound
        assert KindForLeave.SPECIAL_NOT_MAINTAINED.is_bound

    def test_of_penalty_notices_bind_neither_independent_nor_non_maintained_special_schools(self) -> None:
        everybody = {kind.value for kind in SchoolKind}
        assert bound("penalty_notices") == everybody - {"independent", "non_maintained_special"}

    def test_say_what_holds_of_a_school_that_they_do_not_bind(self) -> None:
        found = binds(RuleSet.LEAVE, SchoolKind.ACADEMY, on=date(2026, 9, 1))
        assert "expects academies" in found.reasons[-1]

    def test_start_on_19_august_2024(self) -> None:
        assert binds(RuleSet.LEAVE, SchoolKind.MAINTAINED, on=date(2024, 8, 19)).met is True
        with pytest.raises(NoRuleInForce):
            binds(RuleSet.LEAVE, SchoolKind.MAINTAINED, on=date(2024, 8, 18))
