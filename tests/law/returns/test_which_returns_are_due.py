"""New pupil, deletion, attendance and sickness returns (regulation 13)."""

from contextlib import nullcontext
from datetime import date, timedelta
from typing import Any

import pytest

from onroll.law import Finding, NoRuleInForce, Span
from onroll.law.returns import (
    ATTENDANCE,
    DELETION,
    DELETION_DUE,
    DELETION_RETURN_CONTENTS,
    MONTHLY,
    attendance_return,
    deletion_return,
    new_pupil_return,
    sickness_return,
)
from tests.support.school_calendars import (
    AUTUMN_2026_FIRST_HALF,
    AUTUMN_2026_SECOND_HALF,
    calendar_of,
    entries_of,
)

title = "What a school must tell its local authority"
cites = "Pupil Registration Regulations 2024, regulation 13"

AUTUMN = calendar_of(AUTUMN_2026_FIRST_HALF, AUTUMN_2026_SECOND_HALF)
OF_AGE = date(2015, 3, 3)
BEGINS = date(2026, 9, 1)


class TestNewPupilReturn:
    def found(self, **more: Any) -> Finding:
        given: dict[str, Any] = {
            "entered_on": BEGINS,
            "starting_day": BEGINS,
            "school_year_starts": BEGINS,
            "most_junior_class": True,
        }
        return new_pupil_return(**given | more)

    def test_is_due_by_the_end_of_the_fifth_calendar_day(self) -> None:
        friday = date(2026, 9, 11)
        assert self.found(entered_on=friday, starting_day=friday).facts["due_on"] == date(2026, 9, 16)

    @pytest.mark.parametrize(
        ("more", "due"),
        [
            ({}, False),
            ({"starting_day": BEGINS + timedelta(days=1)}, True),
            ({"most_junior_class": False}, True),
            ({"authority_asked_on": BEGINS}, False),
            ({"authority_asked_on": BEGINS - timedelta(days=1)}, True),
        ],
    )
    def test_is_not_due_for_the_usual_start(self, more: dict[str, Any], due: bool) -> None:
        assert self.found(**more).met is due

    def test_would_be_due_if_the_authority_asked(self) -> None:
        assert self.found().would_change == ("The authority asking for returns before a name is entered.",)

    def test_rests_on_the_law_of_the_day_of_entry(self) -> None:
        day_before = self.found(entered_on=date(2024, 8, 18), most_junior_class=False)
        the_day = self.found(entered_on=date(2024, 8, 19), most_junior_class=False)
        assert [cited.provision for cited in day_before.citations] == ["5", "3(1)"]
        assert [cited.provision for cited in the_day.citations] == ["13(1) to (3)", "3(1)"]

    def test_had_no_day_before_september_2016(self) -> None:
        with pytest.raises(NoRuleInForce):
            self.found(entered_on=date(2016, 8, 31), most_junior_class=False)
        assert self.found(entered_on=date(2016, 9, 1), most_junior_class=False).met


class TestDeletionReturn:
    def found(self, **more: Any) -> Finding:
        given: dict[str, Any] = {
            "deleted_on": date(2026, 7, 21),
            "ground_met_on": date(2026, 7, 17),
            "most_senior_class": True,
            "school_year_last_day": date(2026, 7, 21),
            "authority_asked": False,
        }
        return deletion_return(**given | more)

    @pytest.mark.parametrize(
        ("more", "due"),
        [
            ({}, False),
            ({"deleted_on": date(2026, 7, 20)}, True),
            ({"deleted_on": date(2026, 7, 31)}, False),
            ({"most_senior_class": False}, True),
            ({"authority_asked": True}, True),
        ],
    )
    def test_is_not_due_for_the_usual_leavers(self, more: dict[str, Any], due: bool) -> None:
        assert self.found(**more).met is due

    def test_is_due_when_the_ground_is_met(self) -> None:
        assert self.found(authority_asked=True).facts["due_on"] == date(2026, 7, 17)

    def test_would_be_due_if_the_authority_asked(self) -> None:
        assert self.found().would_change == ("The authority asking for returns.",)

    def test_rests_on_what_it_holds_and_when_it_is_due(self) -> None:
        assert self.found(authority_asked=True).citations == (DELETION, DELETION_DUE)

    def test_holds_the_ground(self) -> None:
        assert "the ground for deletion" in DELETION_RETURN_CONTENTS


class TestAttendanceReturn:
    def found(self, span: Span, codes: str = "O O", *, born: date = OF_AGE, **more: Any) -> Finding:
        entries = entries_of(AUTUMN, {span: codes})
        return attendance_return(entries, AUTUMN, as_at=date(2026, 12, 18), born=born, **more)

    def test_is_due_at_ten_school_days(self) -> None:
        assert self.found(Span(BEGINS, date(2026, 9, 11))).met is False
        assert self.found(Span(BEGINS, date(2026, 9, 14))).met is True

    @pytest.mark.parametrize(
        ("codes", "days"), [("U U", 10), ("G N", 10), ("O \\", 0), ("I O", 0), ("V O", 0)]
    )
    def test_counts_days_with_four_codes_in_both_sessions(self, codes: str, days: int) -> None:
        assert self.found(Span(BEGINS, date(2026, 9, 14)), codes).facts["run_days"] == days

    def test_was_due_by_the_same_run_before_august_2024(self) -> None:
        spring = calendar_of(Span(date(2024, 1, 8), date(2024, 3, 28)))
        for codes in ("G U", "N O"):
            entries = entries_of(spring, {Span(date(2024, 1, 8), date(2024, 1, 19)): codes})
            for as_at, due in ((date(2024, 1, 18), False), (date(2024, 1, 19), True)):
                assert attendance_return(entries, spring, as_at=as_at, born=date(2013, 3, 3)).met is due

    def test_has_no_rule_before_september_2006(self) -> None:
        spring = calendar_of(Span(date(2006, 8, 28), date(2006, 9, 29)))
        for as_at, known in ((date(2006, 9, 1), True), (date(2006, 8, 31), False)):
            with nullcontext() if known else pytest.raises(NoRuleInForce):
                attendance_return([], spring, as_at=as_at, born=date(1996, 3, 3))

    def test_runs_over_a_holiday(self) -> None:
        assert self.found(Span(date(2026, 10, 19), date(2026, 11, 6))).facts["run_days"] == 10

    def test_is_not_due_by_days_before_compulsory_school_age(self) -> None:
        almost_five = date(2021, 9, 1)
        finding = self.found(Span(BEGINS, date(2026, 9, 14)), born=almost_five)
        assert finding.met is False
        assert finding.facts["run_days"] == 10
        assert "Within compulsory school age the longest is 0 school days" in finding.reasons[1]

    def test_opens_to_the_entries_of_its_longest_run_and_to_no_other(self) -> None:
        week = Span(date(2026, 9, 7), date(2026, 9, 11))
        entries = entries_of(AUTUMN, {week: "O U", date(2026, 9, 21): "G G"})
        finding = attendance_return(entries, AUTUMN, as_at=date(2026, 10, 23), born=OF_AGE)
        assert finding.facts == {"run_days": 5, "days": tuple(week)}
        assert {entry.on for entry in finding.entries} == set(week)
        assert len(finding.entries) == 10

    def test_says_what_it_rests_on_and_what_would_make_it_due(self) -> None:
        nine = self.found(Span(BEGINS, date(2026, 9, 11)))
        assert nine.reasons == (
            "The longest run of school days with G, N, O or U in every session is 9 school days; a return is due at 10.",
        )
        assert nine.would_change == (
            "1 more school day of the run.",
            "The local code on regular attendance.",
        )
        assert nine.citations == (ATTENDANCE, MONTHLY)
        assert self.found(Span(BEGINS, date(2026, 9, 14))).would_change == (
            "An amendment that breaks the run, or of what is known of regular attendance.",
        )

    def test_is_due_for_irregular_attendance_by_the_local_code(self) -> None:
        finding = self.found(Span(BEGINS, BEGINS), fails_to_attend_regularly=True)
        assert finding.met is True
        assert "fails to attend regularly" in finding.reasons[-1]


class TestSicknessReturn:
    def found(self, days: dict[date | Span, str], as_at: date, **more: Any) -> Finding:
        return sickness_return(entries_of(AUTUMN, days), AUTUMN, as_at=as_at, **more)

    def test_is_due_at_fifteen_school_days(self) -> None:
        ill: dict[date | Span, str] = {Span(BEGINS, date(2026, 9, 30)): "I I"}
        assert self.found(ill, date(2026, 9, 18)).met is False
        assert self.found(ill, date(2026, 9, 21)).met is True

    def test_looks_forward(self) -> None:
        ill: dict[date | Span, str] = {BEGINS: "I I"}
        assert self.found(ill, BEGINS, expected_further_days=13).met is False
        assert self.found(ill, BEGINS, expected_further_days=14).met is True

    def test_does_not_join_what_is_expected_to_a_run_that_is_over(self) -> None:
        ill: dict[date | Span, str] = {Span(BEGINS, date(2026, 9, 11)): "I I"}
        finding = self.found(ill, date(2026, 9, 25), expected_further_days=6)
        assert finding.met is None
        assert finding.facts["decide"] is True

    def test_waits_for_a_person_where_only_the_sum_reaches_fifteen(self) -> None:
        ill: dict[date | Span, str] = {
            Span(BEGINS, date(2026, 9, 11)): "I I",
            Span(date(2026, 9, 21), date(2026, 9, 28)): "I I",
        }
        as_at = date(2026, 10, 2)
        assert self.found(ill, as_at).met is None
        assert self.found(ill, as_at, is_one_illness=True).met is True
        assert self.found(ill, as_at, is_one_illness=False).met is False

    def test_counts_half_days_in_the_sum_only(self) -> None:
        finding = self.found({Span(BEGINS, date(2026, 9, 14)): "I \\"}, date(2026, 9, 14))
        assert finding.facts["days"] == 5
        assert finding.facts["run_days"] == 0

    def test_begins_again_with_the_school_year(self) -> None:
        two_years = calendar_of(Span(date(2026, 6, 1), date(2026, 7, 21)), AUTUMN_2026_FIRST_HALF)
        entries = entries_of(two_years, {Span(date(2026, 7, 6), date(2026, 9, 4)): "I I"})
        assert sickness_return(entries, two_years, as_at=date(2026, 9, 4)).facts["days"] == 4

    def test_counts_from_the_first_of_august_and_not_the_day_before(self) -> None:
        summer = calendar_of(Span(date(2025, 7, 28), date(2025, 8, 15)))
        entries = entries_of(summer, {Span(date(2025, 7, 31), date(2025, 8, 5)): "I I"})
        assert sickness_return(entries, summer, as_at=date(2025, 7, 31)).facts["days"] == 1
        assert sickness_return(entries, summer, as_at=date(2025, 8, 5)).facts["days"] == 3

    @pytest.mark.parametrize("as_at", ["2027-01-08", "2027-07-31"])
    def test_still_counts_the_autumn_after_christmas_and_to_the_end_of_july(self, as_at: str) -> None:
        year = calendar_of(AUTUMN_2026_FIRST_HALF, Span(date(2027, 1, 4), date(2027, 7, 31)))
        entries = entries_of(year, {BEGINS: "I I", date(2027, 1, 5): "I I"})
        assert sickness_return(entries, year, as_at=date.fromisoformat(as_at)).facts["days"] == 2

    def test_leaves_out_the_summer_before_in_the_spring(self) -> None:
        two_years = calendar_of(Span(date(2026, 6, 1), date(2026, 7, 21)), Span(BEGINS, date(2027, 2, 12)))
        entries = entries_of(two_years, {Span(date(2026, 7, 20), date(2026, 9, 1)): "I I"})
        assert sickness_return(entries, two_years, as_at=date(2027, 1, 8)).facts["days"] == 1

    def test_stays_due_for_a_run_of_fifteen_that_is_over(self) -> None:
        back = date(2026, 9, 25)
        assert self.found({Span(BEGINS, date(2026, 9, 18)): "I I"}, back).met is False
        assert self.found({Span(BEGINS, date(2026, 9, 21)): "I I"}, back).met is True

    @pytest.mark.parametrize(("born", "days"), [("2021-08-31", 15), ("2021-09-01", 0)])
    def test_counts_days_of_compulsory_school_age_alone(self, born: str, days: int) -> None:
        ill: dict[date | Span, str] = {Span(BEGINS, date(2026, 9, 21)): "I I"}
        finding = self.found(ill, date(2026, 9, 21), born=date.fromisoformat(born))
        assert finding.facts["days"] == days
        assert finding.met is (days == 15)

    def test_says_how_many_days_are_had_and_how_many_expected(self) -> None:
        one = {BEGINS: "I I"}
        assert self.found({**one}, BEGINS).reasons == (
            "1 day of illness, the longest run 1 school day. A return is due at 15.",
        )
        assert self.found({**one}, BEGINS, expected_further_days=3).would_change == (
            "11 more days of illness, had or expected.",
        )
        assert self.found({**one}, BEGINS, expected_further_days=14).would_change == (
            "An amendment of a session with code I.",
        )
        assert self.found({**one}, BEGINS, expected_further_days=3).reasons == (
            "1 day of illness, the longest run 1 school day, and 3 more days expected. A return is due at 15.",
        )

    def test_opens_to_the_days_of_illness_and_says_who_decides(self) -> None:
        ill: dict[date | Span, str] = {
            Span(BEGINS, date(2026, 9, 11)): "I I",
            Span(date(2026, 9, 21), date(2026, 9, 28)): "I I",
        }
        open_one = self.found(ill, date(2026, 10, 2))
        assert len(open_one.entries) == 30
        assert {entry.code for entry in open_one.entries} == {"I"}
        assert [one.who for one in open_one.missing] == ["a person the school authorises"]
        assert open_one.facts["run_days"] == 9
        decided = self.found(ill, date(2026, 10, 2), is_one_illness=True)
        assert decided.missing == ()
        assert decided.facts["decide"] is False
