"""Six months to prosecute, the exceptions, and the travelling-trade defence."""

from datetime import date
from typing import Any

import pytest

from onroll.law.aggravated_offence import aggravated
from onroll.law.dated import NoRuleInForce
from onroll.law.offences import (
    EXCEPTIONS,
    NOT_ATTENDING_REGULARLY,
    OFFENCES,
    ORDER_CONSIDERED,
    TIME_LIMIT,
    TRAVELLING_TRADE,
    WHO_PROSECUTES,
    before_prosecution,
    boarder,
    exceptions,
    greatest_penalty,
    time_limit,
    travelling_trade,
    travelling_trade_defence,
)

title = "Offences and defences"
cites = "Education Act 1996, section 444; Magistrates' Courts Act 1980, section 127"


class TestTimeLimit:
    @pytest.mark.parametrize(
        ("last_offence", "lay_by"),
        [
            ("2026-09-07", "2027-03-07"),
            ("2026-08-31", "2027-02-28"),
            ("2027-08-31", "2028-02-29"),
            ("2026-02-28", "2026-08-28"),
            ("2026-03-31", "2026-09-30"),
        ],
    )
    def test_is_the_same_day_six_months_on_or_that_months_end(self, last_offence: str, lay_by: str) -> None:
        found = time_limit(date.fromisoformat(last_offence))
        assert found.lay_information_by == date.fromisoformat(lay_by)

    def test_rests_on_the_act_of_1980(self) -> None:
        assert time_limit(date(2026, 9, 7)).citations == (TIME_LIMIT,)

    def test_is_warned_of_at_five_months(self) -> None:
        assert time_limit(date(2026, 9, 7)).warn_on == date(2027, 2, 7)


class TestAttendancesOfATravellingChild:
    @pytest.mark.parametrize(("attendances", "met"), [(199, False), (200, True)])
    def test_must_be_200_in_twelve_months(self, attendances: int, met: bool) -> None:
        found = travelling_trade_defence(age=6, attendances_in_twelve_months=attendances)
        assert found.met is met

    @pytest.mark.parametrize(("age", "met"), [(5, None), (6, False)])
    def test_are_asked_from_the_age_of_six(self, age: int, met: bool | None) -> None:
        assert travelling_trade_defence(age=age, attendances_in_twelve_months=0).met is met

    def test_are_counted_from_nought_and_rest_on_the_defence(self) -> None:
        for age in (0, 6):
            found = travelling_trade_defence(age=age, attendances_in_twelve_months=0)
            assert found.citations == (TRAVELLING_TRADE,)

    def test_are_of_a_child_of_some_age(self) -> None:
        with pytest.raises(ValueError, match="from 0"):
            travelling_trade_defence(age=-1, attendances_in_twelve_months=200)

    def test_are_not_below_nought(self) -> None:
        with pytest.raises(ValueError, match="from 0"):
            travelling_trade_defence(age=6, attendances_in_twelve_months=-1)


class TestTravellingTrade:
    def met(self, **changes: Any) -> bool | None:
        given: dict[str, Any] = {
            "no_fixed_abode": True,
            "trade_requires_travel": True,
            "attended_as_trade_permits": True,
            "age": 6,
            "attendances_in_twelve_months": 200,
        }
        return travelling_trade(**(given | changes)).met

    def test_is_made_out_on_every_limb(self) -> None:
        assert self.met() is True
        assert self.met(attendances_in_twelve_months=199) is False
        assert self.met(attendances_in_twelve_months=199, age=5) is True

    @pytest.mark.parametrize("limb", ["no_fixed_abode", "trade_requires_travel", "attended_as_trade_permits"])
    def test_fails_on_one_and_waits_for_what_is_not_known(self, limb: str) -> None:
        assert self.met(**{limb: False}) is False
        assert self.met(**{limb: None}) is None


class TestExceptions:
    none: dict[str, bool | None] = dict.fromkeys(
        ["sickness_or_unavoidable_cause", "leave", "religious_day", "travel_duty_failed", "travelling_trade"],
        False,
    )

    def test_leave_the_offence_standing_where_none_applies(self) -> None:
        finding = exceptions(**self.none)
        assert finding.met is True
        assert finding.citations == (EXCEPTIONS, TRAVELLING_TRADE)

    @pytest.mark.parametrize("name", list(none))
    def test_answer_the_absence_one_by_one(self, name: str) -> None:
        answered = exceptions(**self.none | {name: True})
        assert answered.met is False
        assert name.split("_")[0] in answered.reasons[0]
        assert exceptions(**self.none | {name: None}).met is None

    def test_name_what_answers_it(self) -> None:
        assert exceptions(**self.none | {"leave": True}).reasons == (
            "It is not so that the absence is not answered by leave.",
        )


class TestBeforeProsecution:
    def met(self, **changes: Any) -> bool | None:
        given: dict[str, Any] = {
            "on": date(2027, 3, 7),
            "last_offence_on": date(2026, 9, 7),
            "by_authority": True,
            "no_exception_applies": True,
            "evidence_sufficient": True,
            "in_the_public_interest": True,
            "supervision_order_considered": True,
        }
        finding = before_prosecution(**(given | changes))
        assert finding.facts["lay_information_by"] == date(2027, 3, 7)
        assert finding.citations == (NOT_ATTENDING_REGULARLY, WHO_PROSECUTES, ORDER_CONSIDERED, TIME_LIMIT)
        return finding.met

    def test_the_last_day_of_six_months_is_in_time_and_the_next_is_not(self) -> None:
        assert self.met() is True
        assert self.met(on=date(2027, 3, 8)) is False

    @pytest.mark.parametrize(
        "point",
        [
            "by_authority",
            "no_exception_applies",
            "evidence_sufficient",
            "in_the_public_interest",
            "supervision_order_considered",
            "notice_period_over",
        ],
    )
    def test_every_point_must_stand(self, point: str) -> None:
        assert self.met(**{point: False}) is False
        assert self.met(**{point: None}) is None


class TestPenalties:
    def test_are_a_fine_and_for_the_graver_offence_prison(self) -> None:
        found = {one.name: (one.fine, one.months_of_prison) for one in OFFENCES.newest.value}
        assert found["not_attending"] == (1_000, 0)
        assert found["not_attending_knowingly"] == (2_500, 3)


class TestBoarder:
    whole: dict[str, bool | None] = {
        "absent_in_term": True,
        "leave": False,
        "sickness_or_unavoidable_cause": False,
    }

    def test_fails_to_attend_when_absent_in_term_without_leave_or_cause(self) -> None:
        assert boarder(**self.whole).met is True

    @pytest.mark.parametrize("point", list(whole))
    def test_does_not_where_one_point_is_otherwise(self, point: str) -> None:
        assert boarder(**self.whole | {point: not self.whole[point]}).met is False
        assert boarder(**self.whole | {point: None}).met is None


class TestTheGraverOffence:
    SHOWN: dict[str, bool | None] = {
        "fails_to_attend_regularly": True,
        "parent_knows": True,
        "failed_to_cause_attendance": True,
        "reasonable_justification": False,
    }

    def test_stands_where_all_is_shown_and_nothing_justifies_it(self) -> None:
        assert aggravated(**self.SHOWN).met is True

    @pytest.mark.parametrize("name", sorted(SHOWN))
    def test_fails_on_any_point(self, name: str) -> None:
        assert aggravated(**self.SHOWN | {name: not self.SHOWN[name]}).met is False

    @pytest.mark.parametrize("name", sorted(SHOWN))
    def test_cannot_be_told_while_a_point_is_not_known(self, name: str) -> None:
        found = aggravated(**self.SHOWN | {name: None})
        assert found.met is None
        assert len(found.missing) == 1

    def test_asks_the_parent_for_a_justification(self) -> None:
        (missing,) = aggravated(**self.SHOWN | {"reasonable_justification": None}).missing
        assert missing.who == "a parent"

    def test_leaves_the_lesser_offence_to_the_court(self) -> None:
        found = aggravated(**self.SHOWN | {"parent_knows": False})
        assert found.facts["court_may_convict_of_444_1"] is True
        assert greatest_penalty("not_attending", on=date(2026, 9, 1)).fine == 1_000


class TestAParentingOrder:
    def test_broken_has_a_fine_that_was_read_of_the_sentencing_council(self) -> None:
        found = greatest_penalty("parenting_order", on=date(2026, 9, 1))
        assert found.fine == 1_000
        assert "Sentencing Council" in found.citation.note


class TestTheGreatestPenalty:
    def test_is_answered_from_1_september_2007(self) -> None:
        assert greatest_penalty("not_attending_knowingly", on=date(2007, 9, 1)).fine == 2_500
        with pytest.raises(NoRuleInForce):
            greatest_penalty("not_attending_knowingly", on=date(2007, 8, 31))
