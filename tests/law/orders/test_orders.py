"""Education supervision orders, parenting orders, and the notice before a school attendance order."""

from datetime import date
from typing import Any

import pytest

from onroll.law import NoRuleInForce, Span
from onroll.law.orders import (
    DAYS_TO_SATISFY,
    education_supervision,
    parenting,
    satisfy_by,
    school_attendance,
    supervision_extension,
    supervision_may_be_sought,
)

title = "Orders"
cites = "Children Act 1989, section 36; Sentencing Act 2020; Education Act 1996, sections 437 to 443"


class TestEducationSupervisionOrder:
    def test_runs_for_a_year(self) -> None:
        assert education_supervision(date(2026, 9, 7)).runs == Span(date(2026, 9, 7), date(2027, 9, 6))

    def test_may_be_extended_on_application_in_its_last_three_months(self) -> None:
        found = education_supervision(date(2026, 9, 7)).extension_may_be_applied_for
        assert found == Span(date(2027, 6, 7), date(2027, 9, 6))

    @pytest.mark.parametrize(
        ("applied_on", "years", "met"),
        [
            ("2027-06-06", 1, False),
            ("2027-06-07", 3, True),
            ("2027-06-07", 4, False),
            ("2027-09-06", 1, True),
            ("2027-09-07", 1, False),
            ("2027-09-06", 0, False),
        ],
    )
    def test_is_extended_by_up_to_three_years_in_that_time(
        self, applied_on: str, years: int, met: bool
    ) -> None:
        found = supervision_extension(
            last_day=date(2027, 9, 6), applied_on=date.fromisoformat(applied_on), years=years
        )
        assert found.met is met

    def test_is_not_for_a_child_in_care(self) -> None:
        given: dict[str, Any] = {"of_compulsory_school_age": True, "not_properly_educated": True}
        assert supervision_may_be_sought(**given, in_care=True).met is False
        assert supervision_may_be_sought(**given, in_care=None).met is None
        assert supervision_may_be_sought(**given, in_care=False).met is True


class TestParentingOrder:
    @pytest.mark.parametrize(
        ("months", "programme", "met"),
        [(12, 3, True), (13, 3, False), (12, 4, False), (1, 0, True), (0, 0, False)],
    )
    def test_runs_for_at_most_twelve_months_with_three_of_a_programme(
        self, months: int, programme: int, met: bool
    ) -> None:
        found = parenting(months=months, programme_months=programme, made_on=date(2026, 9, 7))
        assert found.met is met

    def test_has_no_rule_recorded_before_the_sentencing_act(self) -> None:
        assert parenting(months=12, programme_months=3, made_on=date(2020, 12, 1)).met is True
        with pytest.raises(NoRuleInForce):
            parenting(months=12, programme_months=3, made_on=date(2020, 11, 30))


class TestNoticeBeforeASchoolAttendanceOrder:
    def test_gives_fifteen_days_beginning_with_the_day_of_service(self) -> None:
        assert satisfy_by(date(2026, 9, 1)) == date(2026, 9, 15)

    def test_awaits_the_act_of_2026_switched_off(self) -> None:
        (announced,) = DAYS_TO_SATISFY.announced
        assert announced.expected is None
        assert "still to be appointed" in announced.reason


class TestSchoolAttendanceOrder:
    whole: dict[str, bool | None] = {
        "of_compulsory_school_age": True,
        "period_over": True,
        "authority_satisfied": False,
        "expedient_to_attend_school": True,
    }

    def test_must_be_served_where_the_parent_has_not_satisfied_the_authority(self) -> None:
        assert school_attendance(**self.whole).met is True

    @pytest.mark.parametrize("point", list(whole))
    def test_needs_every_point(self, point: str) -> None:
        assert school_attendance(**self.whole | {point: not self.whole[point]}).met is False
        assert school_attendance(**self.whole | {point: None}).met is None
