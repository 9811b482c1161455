"""A provider stands while its checks do; what it answers has the code of the place, or of the absence."""

from datetime import date, timedelta

import pytest

from onroll.law.dated import NoRuleInForce
from onroll.law.off_site_provision import (
    CODE_ELSEWHERE,
    ArrangedBy,
    Check,
    checks_asked,
    code_of_answer,
    may_stand,
)

DAY = date(2026, 9, 14)
ONE_DAY = timedelta(days=1)
ALL = dict.fromkeys(Check, DAY)


class TestAProvider:
    def test_stands_on_the_last_day_of_its_checks_and_not_after(self) -> None:
        assert may_stand(ArrangedBy.SCHOOL, ALL, on=DAY).met is True
        later = may_stand(ArrangedBy.SCHOOL, ALL, on=DAY + ONE_DAY)
        assert later.met is False
        assert later.facts["lapsed"] == tuple(Check)

    @pytest.mark.parametrize("check", list(Check))
    def test_is_not_known_to_stand_without_each_check(self, check: Check) -> None:
        made = {one: None for one in Check if one is not check}
        found = may_stand(ArrangedBy.SCHOOL, made, on=DAY)
        assert found.met is None
        assert found.facts["absent"] == (check,)

    def test_needs_no_day_for_a_check_to_end(self) -> None:
        assert may_stand(ArrangedBy.AUTHORITY, dict.fromkeys(Check), on=DAY).met is True

    def test_of_another_school_is_not_checked_for_what_that_school_answers_for(self) -> None:
        asked = checks_asked(ArrangedBy.OTHER_SCHOOL)
        assert asked == (Check.AGREEMENT, Check.TIMES, Check.CONTACT)
        assert may_stand(ArrangedBy.OTHER_SCHOOL, dict.fromkeys(asked), on=DAY).met is True


class TestTheCode:
    @pytest.mark.parametrize(
        ("by", "code"),
        [(ArrangedBy.SCHOOL, "B"), (ArrangedBy.AUTHORITY, "K"), (ArrangedBy.OTHER_SCHOOL, "D")],
    )
    def test_is_of_who_stands_behind_it(self, by: ArrangedBy, code: str) -> None:
        assert CODE_ELSEWHERE.on(DAY)[by].code == code
        assert code_of_answer(by, came=True, no_reason_yet="N", on=DAY) == code

    def test_of_a_pupil_who_did_not_come_is_no_reason_yet(self) -> None:
        assert code_of_answer(ArrangedBy.SCHOOL, came=False, no_reason_yet="N", on=DAY) == "N"
        assert code_of_answer(ArrangedBy.AUTHORITY, came=False, no_reason_yet="N", on=DAY) == "N"

    def test_of_a_pupil_registered_at_the_other_school_stays_whatever_it_answers(self) -> None:
        assert code_of_answer(ArrangedBy.OTHER_SCHOOL, came=False, no_reason_yet="N", on=DAY) == "D"

    def test_begins_with_the_regulations(self) -> None:
        first = date(2024, 8, 19)
        assert code_of_answer(ArrangedBy.SCHOOL, came=True, no_reason_yet="N", on=first) == "B"
        with pytest.raises(NoRuleInForce):
            code_of_answer(ArrangedBy.SCHOOL, came=True, no_reason_yet="N", on=first - ONE_DAY)
