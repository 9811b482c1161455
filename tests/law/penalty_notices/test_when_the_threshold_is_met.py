"""Ten sessions with G, N, O or U within ten school weeks."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest

from onroll.law import (
    Finding,
    SchoolCalendar,
    Session,
    SessionEntry,
    Span,
    threshold,
    threshold_count,
)
from onroll.law.penalty_notices import (
    IN_FORCE,
    NATIONAL_FRAMEWORK,
    THRESHOLD_SCHOOL_WEEKS,
    THRESHOLD_SESSIONS,
    WINDOW,
)
from tests.support.school_calendars import (
    AUTUMN_2026_FIRST_HALF,
    AUTUMN_2026_SECOND_HALF,
    SPRING_2027_FIRST_HALF,
    calendar_of,
    entries_of,
)

title = "When the penalty-notice threshold is met"
cites = "Working together to improve school attendance, the national framework"

AUTUMN = calendar_of(AUTUMN_2026_FIRST_HALF)
YEAR = calendar_of(AUTUMN_2026_FIRST_HALF, AUTUMN_2026_SECOND_HALF, SPRING_2027_FIRST_HALF)


def found(
    days: Mapping[date | Span, str],
    *,
    as_at: date,
    calendar: SchoolCalendar = AUTUMN,
    **more: Any,
) -> Finding:
    return threshold(entries_of(calendar, days), calendar, as_at=as_at, **more)


class TestNumberOfSessions:
    nine_and_a_half_days: Mapping[date | Span, str] = {
        Span(date(2026, 9, 14), date(2026, 9, 17)): "O O",
        date(2026, 9, 18): "O \\",
    }

    def test_is_not_met_by_nine(self) -> None:
        finding = found(self.nine_and_a_half_days, as_at=date(2026, 9, 25))
        assert finding.met is False
        assert finding.facts["sessions"] == 9
        assert finding.facts["first_met_on"] is None
        assert finding.would_change == ("1 more session within the ten school weeks.",)

    def test_is_met_by_the_tenth(self) -> None:
        days = {**self.nine_and_a_half_days, date(2026, 9, 21): "O \\"}
        finding = found(days, as_at=date(2026, 9, 25))
        assert finding.met is True
        assert finding.facts["sessions"] == 10
        assert finding.facts["first_met_on"] == date(2026, 9, 21)

    def test_may_be_one_week_of_holiday(self) -> None:
        week = Span(date(2026, 9, 14), date(2026, 9, 18))
        finding = found({week: "G G"}, as_at=date(2026, 9, 25))
        assert finding.met is True
        assert finding.facts["first_met_on"] == date(2026, 9, 18)
        assert finding.facts["unresolved"] == 0

    def test_may_mix_the_codes(self) -> None:
        days: dict[date | Span, str] = {
            Span(date(2026, 9, 7), date(2026, 9, 8)): "G G",
            Span(date(2026, 9, 21), date(2026, 9, 25)): "U \\",
            date(2026, 9, 28): "U \\",
        }
        finding = found(days, as_at=date(2026, 10, 2))
        assert finding.met is True
        assert finding.facts["first_met_on"] == date(2026, 9, 28)

    def test_leaves_out_lateness_before_the_register_closed(self) -> None:
        fortnight = Span(date(2026, 9, 7), date(2026, 9, 18))
        finding = found({fortnight: "L \\"}, as_at=date(2026, 10, 2))
        assert finding.met is False
        assert finding.facts["sessions"] == 0

    @pytest.mark.parametrize("code", ["I", "C", "C2", "E", "M", "X", "Q", "V", "Y7"])
    def test_leaves_out_every_code_but_four(self, code: str) -> None:
        fortnight = Span(date(2026, 9, 7), date(2026, 9, 18))
        assert found({fortnight: f"{code} {code}"}, as_at=date(2026, 10, 2)).facts["sessions"] == 0

    def test_leaves_out_what_came_after_the_day_asked_about(self) -> None:
        week = Span(date(2026, 9, 14), date(2026, 9, 18))
        assert found({week: "O O"}, as_at=date(2026, 9, 17)).facts["sessions"] == 8
        assert found({week: "O O"}, as_at=date(2026, 9, 18)).met is True


class TestTenSchoolWeeks:
    four_then_six: Mapping[date | Span, str] = {
        Span(date(2026, 9, 7), date(2026, 9, 8)): "O O",
        Span(date(2026, 11, 16), date(2026, 11, 18)): "O O",
    }

    def test_hold_the_first_and_the_tenth(self) -> None:
        finding = found(self.four_then_six, as_at=date(2026, 11, 20), calendar=YEAR)
        assert finding.met is True
        assert finding.facts["first_met_on"] == date(2026, 11, 18)
        weeks = finding.facts["weeks"]
        assert isinstance(weeks, tuple)
        assert (weeks[0], weeks[-1], len(weeks)) == (date(2026, 9, 7), date(2026, 11, 16), 10)

    def test_let_the_first_go_in_the_eleventh(self) -> None:
        finding = found(self.four_then_six, as_at=date(2026, 11, 23), calendar=YEAR)
        assert finding.met is False
        assert finding.facts["sessions"] == 6
        assert finding.facts["first_met_on"] == date(2026, 11, 18)

    def test_let_a_single_session_of_the_first_go_in_the_eleventh(self) -> None:
        nine: dict[date | Span, str] = {
            Span(date(2026, 11, 23), date(2026, 11, 26)): "O O",
            date(2026, 11, 27): "O \\",
        }
        for first, met_on in ((date(2026, 9, 4), None), (date(2026, 9, 14), date(2026, 11, 27))):
            finding = found({**nine, first: "O \\"}, as_at=date(2026, 11, 27), calendar=YEAR)
            assert finding.facts["first_met_on"] == met_on

    def test_may_be_any_ten_after_earlier_ones_too_far_apart(self) -> None:
        days: dict[date | Span, str] = {
            Span(date(2026, 9, 1), date(2026, 9, 2)): "O O",
            Span(date(2027, 1, 18), date(2027, 1, 22)): "G G",
        }
        finding = found(days, as_at=date(2027, 2, 5), calendar=YEAR)
        assert finding.facts["first_met_on"] == date(2027, 1, 22)
        assert finding.facts["sessions"] == 10

    def test_do_not_hold_sessions_eleven_weeks_apart(self) -> None:
        days: dict[date | Span, str] = {
            Span(date(2026, 9, 7), date(2026, 9, 8)): "O O",
            Span(date(2026, 11, 23), date(2026, 11, 25)): "O O",
        }
        finding = found(days, as_at=date(2026, 11, 27), calendar=YEAR)
        assert finding.met is False
        assert finding.facts["first_met_on"] is None

    def test_are_not_used_up_by_holidays(self) -> None:
        days: dict[date | Span, str] = dict.fromkeys(
            [
                date(2026, 10, 23),
                date(2026, 11, 16),
                date(2026, 12, 7),
                date(2026, 12, 14),
                date(2027, 1, 11),
            ],
            "O O",
        )
        finding = found(days, as_at=date(2027, 1, 15), calendar=YEAR)
        assert finding.met is True
        assert finding.facts["first_met_on"] == date(2027, 1, 11)

    def test_end_with_the_last_week_begun_when_asked_in_a_holiday(self) -> None:
        week = Span(date(2026, 10, 19), date(2026, 10, 23))
        finding = found({week: "O O"}, as_at=date(2026, 10, 28), calendar=YEAR)
        assert finding.met is True

    def test_are_fewer_at_the_start_of_a_calendar(self) -> None:
        finding = found({}, as_at=date(2026, 9, 8))
        weeks = finding.facts["weeks"]
        assert isinstance(weeks, tuple)
        assert len(weeks) == 2

    def test_have_not_begun_before_the_calendar(self) -> None:
        finding = found({}, as_at=date(2026, 8, 24))
        assert finding.met is False
        assert finding.reasons == ("No school week had begun by 24 August 2026.",)

    def test_follow_a_pupil_to_another_school(self) -> None:
        moved_on = date(2026, 9, 14)
        joined = SchoolCalendar.joined(
            [
                (AUTUMN, Span(date(2026, 9, 1), date(2026, 9, 11))),
                (calendar_of(Span(moved_on, date(2026, 10, 23))), Span(moved_on, date(2026, 10, 23))),
            ]
        )
        days: dict[date | Span, str] = {Span(date(2026, 9, 9), date(2026, 9, 15)): "O O"}
        finding = found(days, as_at=date(2026, 9, 18), calendar=joined)
        assert finding.met is True
        assert finding.facts["first_met_on"] == date(2026, 9, 15)


class TestThresholdItself:
    summer_2024 = SchoolCalendar.from_terms([Span(date(2024, 8, 12), date(2024, 9, 30))])

    def test_did_not_exist_on_18_august_2024(self) -> None:
        finding = found({}, as_at=date(2024, 8, 18), calendar=self.summer_2024)
        assert finding.met is None
        assert not finding.in_force
        assert "19 August 2024" in finding.reasons[0]

    def test_starts_on_19_august_2024(self) -> None:
        assert found({}, as_at=date(2024, 8, 19), calendar=self.summer_2024).met is False

    def test_has_counted_nothing_before_that(self) -> None:
        days: dict[date | Span, str] = {Span(date(2024, 8, 12), date(2024, 8, 16)): "N N"}
        finding = found(days, as_at=date(2024, 8, 18), calendar=self.summer_2024)
        assert finding.facts == {"first_met_on": None, "sessions": 0, "unresolved": 0}
        entries = entries_of(self.summer_2024, days)
        count = threshold_count(entries, self.summer_2024.weeks, as_at=date(2024, 8, 18))
        assert count == (None, None, (), 0, (), 0)

    def test_never_counts_sessions_from_before(self) -> None:
        days: dict[date | Span, str] = {Span(date(2024, 8, 12), date(2024, 8, 22)): "O O"}
        finding = found(days, as_at=date(2024, 8, 23), calendar=self.summer_2024)
        assert finding.facts["sessions"] == 8

    def test_is_ten_sessions_in_ten_school_weeks(self) -> None:
        assert THRESHOLD_SESSIONS.newest.value == 10
        assert THRESHOLD_SCHOOL_WEEKS.newest.value == 10


class TestUnresolvedSessions:
    week = Span(date(2026, 9, 14), date(2026, 9, 18))

    def test_count_and_are_shown_apart(self) -> None:
        finding = found({self.week: "N O"}, as_at=date(2026, 9, 18))
        assert finding.met is True
        assert finding.facts["unresolved"] == 5
        assert "5 sessions of these have code N" in finding.reasons[2]
        assert finding.would_change == ("Reasons for the sessions with code N that are not unauthorised.",)

    def test_change_nothing_where_enough_remain_without_them(self) -> None:
        days: dict[date | Span, str] = {self.week: "O O", date(2026, 9, 21): "N \\"}
        finding = found(days, as_at=date(2026, 9, 21))
        assert finding.facts["unresolved"] == 1
        assert finding.would_change == (
            "An amendment of enough of these sessions to a code that does not count.",
        )


class TestWhichSessionsCount:
    week = Span(date(2026, 9, 14), date(2026, 9, 18))
    reaches_five_in_december = date(2021, 9, 20)

    def test_are_those_of_compulsory_school_age(self) -> None:
        before = found({self.week: "O O"}, as_at=date(2026, 9, 18), born=self.reaches_five_in_december)
        assert before.facts["sessions"] == 0
        of_age = found({self.week: "O O"}, as_at=date(2026, 9, 18), born=date(2021, 8, 31))
        assert of_age.met is True

    @pytest.mark.parametrize(("born", "sessions"), [("2010-08-31", 0), ("2010-09-01", 10)])
    def test_are_not_those_of_a_pupil_who_has_passed_it(self, born: str, sessions: int) -> None:
        finding = found({self.week: "O O"}, as_at=date(2026, 9, 18), born=date.fromisoformat(born))
        assert finding.facts["sessions"] == sessions

    def test_are_not_those_of_an_earlier_notice(self) -> None:
        used = {(date(2026, 9, 14), Session.AM)}
        finding = found({self.week: "O O"}, as_at=date(2026, 9, 18), already_used=used)
        assert finding.facts["sessions"] == 9

    def test_are_set_aside_where_the_calendar_holds_no_session_that_week(self) -> None:
        holiday = SessionEntry(date(2026, 10, 28), Session.AM, "O")
        finding = threshold([holiday], YEAR, as_at=date(2026, 11, 6))
        assert finding.facts["sessions"] == 0
        assert finding.facts["set_aside"] == 1
        assert "set aside" in finding.reasons[-1]

    def test_are_the_ones_the_finding_opens_to(self) -> None:
        finding = found({date(2026, 9, 14): "U G"}, as_at=date(2026, 9, 18))
        assert finding.entries == (
            SessionEntry(date(2026, 9, 14), Session.AM, "U"),
            SessionEntry(date(2026, 9, 14), Session.PM, "G"),
        )


class TestFinding:
    def test_says_what_was_counted_and_where(self) -> None:
        finding = found({date(2026, 9, 14): "O O"}, as_at=date(2026, 9, 18))
        assert finding.reasons == (
            "2 sessions with code G, N, O or U in 3 school weeks, from 31 August 2026 to "
            "18 September 2026. The threshold is 10.",
        )

    def test_says_the_week_ends_on_its_sunday_when_asked_in_a_holiday(self) -> None:
        finding = found({date(2026, 9, 14): "O O"}, as_at=date(2026, 10, 28))
        assert "from 31 August 2026 to 25 October 2026" in finding.reasons[0]

    def test_rests_on_the_framework_and_on_what_of_it_is_not_confirmed(self) -> None:
        finding = found({}, as_at=date(2026, 9, 18))
        assert finding.citations == (NATIONAL_FRAMEWORK, WINDOW, IN_FORCE)

    def test_names_what_it_rests_on_that_is_unconfirmed(self) -> None:
        finding = found({}, as_at=date(2026, 9, 18))
        assert {cited.provision for cited in finding.rests_on_unconfirmed} == {
            "the national framework for penalty notices: the ten weeks",
            "4 to 8",
        }

    def test_names_each_thing_it_rests_on_apart_in_small_print(self) -> None:
        finding = found({}, as_at=date(2026, 9, 18))
        assert len({cited.short_text for cited in finding.citations}) == len(finding.citations)

    def test_agrees_with_the_count_without_words(self) -> None:
        entries = entries_of(AUTUMN, {Span(date(2026, 9, 14), date(2026, 9, 18)): "O O"})
        as_at = date(2026, 9, 18)
        count = threshold_count(entries, AUTUMN.weeks, as_at=as_at)
        finding = threshold(entries, AUTUMN, as_at=as_at)
        assert (count.met, count.first_met_on) == (finding.met, finding.facts["first_met_on"])

    def test_does_not_mind_the_order_of_the_entries(self) -> None:
        entries = entries_of(AUTUMN, {Span(date(2026, 9, 14), date(2026, 9, 18)): "O O"})
        as_at = date(2026, 9, 18) + timedelta(days=3)
        finding = threshold(list(reversed(entries)), AUTUMN, as_at=as_at)
        assert finding.facts["first_met_on"] == date(2026, 9, 18)
