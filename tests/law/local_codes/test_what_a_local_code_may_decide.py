"""An authority's code is data that cannot weaken national law."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from onroll.law import Session, SessionEntry, ThresholdCount
from onroll.law.local_code import (
    LocalCode,
    WeakensNationalLaw,
    enough_at_issue,
    faults_of_local_code,
    read_local_code,
)
from onroll.law.local_code_settings import SETTINGS, ThirdTimeRoute
from onroll.law.local_codes import example, example_names
from tests.support.school_calendars import AUTUMN_2026_FIRST_HALF, AUTUMN_2026_SECOND_HALF, calendar_of

title = "What a local code may decide"
cites = "Penalty Notices Regulations 2007, regulations 14 to 18"

AUTUMN = calendar_of(AUTUMN_2026_FIRST_HALF, AUTUMN_2026_SECOND_HALF)
BARE: dict[str, Any] = {
    "authority": "Wessingham Council",
    "first_day": date(2026, 9, 1),
    "source": "Its code of conduct, on paper",
}


def faults(**settings: Any) -> list[str]:
    return [fault.name for fault in faults_of_local_code(BARE | settings)]


class TestExamples:
    def test_are_three(self) -> None:
        assert example_names() == ("buckinghamshire", "norfolk", "rotherham")

    @pytest.mark.parametrize("name", example_names())
    def test_weaken_nothing_and_can_be_written_and_read_back(self, name: str) -> None:
        code = example(name)
        assert read_local_code(code.settings) == code

    def test_have_norfolks_period_of_six_school_weeks_and_thirty_school_days(self) -> None:
        found = example("norfolk").improvement_period(
            starts_on=date(2026, 9, 7), school_weeks=6, calendar=AUTUMN
        )
        assert found.last_day == date(2026, 10, 16)

    def test_differ_over_five_school_weeks(self) -> None:
        allowed = {
            name: example(name)
            .improvement_period(starts_on=date(2026, 9, 7), school_weeks=5, calendar=AUTUMN)
            .allowed
            for name in example_names()
        }
        assert allowed == {"buckinghamshire": False, "norfolk": False, "rotherham": True}

    def test_keep_to_the_national_weeks_where_the_code_leaves_room(self) -> None:
        code = LocalCode(**BARE)
        for weeks, allowed in ((2, False), (3, True), (6, True), (7, False)):
            found = code.improvement_period(starts_on=date(2026, 9, 7), school_weeks=weeks, calendar=AUTUMN)
            assert found.allowed is allowed

    def test_are_refused_by_a_name_there_is_not(self) -> None:
        with pytest.raises(LookupError, match="norfolk"):
            example("mercia")


class TestLocalMaximum:
    def test_of_school_days_ends_a_longer_period(self) -> None:
        code = LocalCode(**BARE, improvement_most_school_days=15)
        found = code.improvement_period(starts_on=date(2026, 9, 7), school_weeks=4, calendar=AUTUMN)
        assert found.last_day == date(2026, 9, 25)


class TestWeakening:
    @pytest.mark.parametrize(
        ("setting", "national", "weaker"),
        [
            ("threshold_sessions", 10, 11),
            ("threshold_sessions", 10, 9),
            ("threshold_school_weeks", 10, 6),
            ("threshold_codes", ["U", "O", "N", "G"], ["G", "O"]),
            ("most_notices", 2, 3),
            ("years_looked_back", 3, 2),
            ("first_notice_reduced", 80, 60),
            ("first_notice_full", 160, 120),
            ("second_notice", 160, 80),
            ("days_at_the_reduced_amount", 21, 22),
            ("days_to_pay", 28, 42),
            ("notice_follows_threshold_by_itself", False, True),
            ("support_first", True, False),
            ("support_first", True, 1),
        ],
    )
    def test_a_national_value_is_refused_and_repeating_it_is_not(
        self, setting: str, national: object, weaker: object
    ) -> None:
        assert faults(**{setting: national}) == []
        assert faults(**{setting: weaker}) == [f"{setting}_changed"]

    @pytest.mark.parametrize(
        ("setting", "last_allowed", "first_refused"),
        [
            ("improvement_least_school_weeks", 3, 2),
            ("improvement_most_school_weeks", 6, 7),
            ("improvement_most_school_days", 15, 14),
            ("early_notice_after_school_days", 15, 14),
            ("leave_least_sessions", 10, 11),
        ],
    )
    def test_a_number_past_its_bound_is_refused(
        self, setting: str, last_allowed: int, first_refused: int
    ) -> None:
        assert faults(**{setting: last_allowed}) == []
        assert len(faults(**{setting: first_refused})) == 1

    def test_a_period_with_its_ends_reversed_is_refused(self) -> None:
        weeks = {"improvement_least_school_weeks": 5, "improvement_most_school_weeks": 4}
        assert faults(**weeks) == ["improvement_school_weeks_reversed"]

    def test_an_issuer_the_law_does_not_name_is_refused(self) -> None:
        assert faults(issuers=["head_teacher", "constable"]) == []
        assert faults(issuers=["head_teacher", "governor"]) == ["issuers_outside"]

    def test_a_third_notice_is_refused_as_a_route(self) -> None:
        assert faults(third_time_routes=[route.value for route in ThirdTimeRoute]) == []
        assert faults(third_time_routes=["penalty_notice"]) == ["third_time_routes_barred"]

    def test_payment_in_parts_is_refused(self) -> None:
        assert faults(instalments=False) == []
        assert faults(instalments=True) == ["instalments_allowed"]

    def test_cites_the_law_it_would_weaken(self) -> None:
        (fault,) = faults_of_local_code(BARE | {"most_notices": 3})
        assert "Working together" in fault.citation.text
        assert "national law says 2" in fault.message

    @pytest.mark.parametrize(
        ("setting", "value"),
        [
            ("most_notices", 3),
            ("improvement_most_school_weeks", 7),
            ("leave_least_sessions", 11),
            ("third_time_routes", ["penalty_notice"]),
            ("first_day", date(2024, 8, 18)),
            ("mascot", "an owl"),
            ("decided_by", "a lottery"),
        ],
    )
    def test_is_refused_by_the_name_of_its_setting(self, setting: str, value: Any) -> None:
        assert [one.setting for one in faults_of_local_code(BARE | {setting: value})] == [setting]

    def test_before_the_framework_is_refused(self) -> None:
        assert faults(first_day=date(2024, 8, 19)) == []
        assert faults(first_day=date(2024, 8, 18)) == ["before_the_framework"]

    def test_cannot_be_built_by_going_round_the_reader(self) -> None:
        with pytest.raises(WeakensNationalLaw, match="6 school weeks"):
            LocalCode(**BARE, improvement_most_school_weeks=8)


class TestReading:
    @pytest.mark.parametrize("name", ["authority", "first_day", "source"])
    def test_needs_the_authority_the_first_day_and_the_source(self, name: str) -> None:
        given = {key: value for key, value in BARE.items() if key != name}
        assert [fault.name for fault in faults_of_local_code(given)] == [f"{name}_missing"]

    @pytest.mark.parametrize("name", sorted(SETTINGS))
    def test_names_a_setting_of_the_wrong_type(self, name: str) -> None:
        assert faults(**{name: 1.5}) == [f"{name}_unreadable"]

    def test_does_not_take_a_moment_for_a_day(self) -> None:
        assert faults(first_day=datetime(2026, 9, 1, tzinfo=UTC)) == ["first_day_unreadable"]

    def test_counts_days_from_one(self) -> None:
        assert faults(referral_days=1) == []
        assert faults(referral_days=0) == ["referral_days_unreadable"]

    def test_takes_a_day_in_writing(self) -> None:
        assert read_local_code(BARE | {"first_day": "2026-09-01"}).first_day == date(2026, 9, 1)

    def test_names_a_setting_that_is_not_the_authoritys_to_decide(self) -> None:
        assert faults(ordinary_fine=20) == ["ordinary_fine_unknown"]

    def test_lists_everything_wrong_at_once(self) -> None:
        with pytest.raises(WeakensNationalLaw) as refused:
            read_local_code({"most_notices": 3, "referral_days": "soon"})
        assert len(refused.value.faults) == 5


class TestCodeNAtIssue:
    def met(self, known: int, unresolved: int, way: str | None) -> bool | None:
        codes = "O" * known + "N" * unresolved
        sessions = tuple(
            SessionEntry(date(2026, 9, 7 + place // 2), (Session.AM, Session.PM)[place % 2], code)
            for place, code in enumerate(codes)
        )
        count = ThresholdCount(True, None, sessions, unresolved, (), 0)
        code = LocalCode(**BARE) if way is None else read_local_code(BARE | {"unresolved_at_issue": way})
        return enough_at_issue(count, code, as_at=date(2026, 10, 2)).met

    @pytest.mark.parametrize(
        ("known", "unresolved", "silent", "left_out", "counted"),
        [
            (10, 0, True, True, True),
            (9, 0, False, False, False),
            (9, 1, None, False, True),
            (8, 1, False, False, False),
            (10, 1, None, True, True),
        ],
    )
    def test_holds_up_is_left_out_or_counts(
        self, known: int, unresolved: int, silent: bool | None, left_out: bool, counted: bool
    ) -> None:
        assert self.met(known, unresolved, None) is silent
        assert self.met(known, unresolved, "hold_up_the_notice") is silent
        assert self.met(known, unresolved, "left_out") is left_out
        assert self.met(known, unresolved, "counted") is counted

    def test_says_that_silence_is_filled_by_our_own_choice(self) -> None:
        count = ThresholdCount(False, None, (), 0, (), 0)
        ours = enough_at_issue(count, None, as_at=date(2026, 10, 2)).citations
        assert [cited.strength.value for cited in ours] == ["law", "ours"]
