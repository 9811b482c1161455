"""Three to six school weeks, when a notice is usually needed, and what it must hold."""

from datetime import date

import pytest

from onroll.law import CalendarTooShort, NoRuleInForce, NoSessionThatDay, SchoolCalendar, Span
from onroll.law.notices_to_improve import (
    CONTENTS,
    NOTICES_TO_IMPROVE,
    AbsenceKind,
    ImprovementPeriod,
    Support,
    faults_of_notice,
    needed,
    penalty_notice_may_follow,
    period,
)
from tests.support.school_calendars import (
    AUTUMN_2026_FIRST_HALF,
    AUTUMN_2026_SECOND_HALF,
    calendar_of,
)

title = "Notices to improve"
cites = "Working together to improve school attendance, the national framework"

AUTUMN = calendar_of(AUTUMN_2026_FIRST_HALF, AUTUMN_2026_SECOND_HALF)
MONDAY = date(2026, 9, 7)


def weeks(number: int, *, starts_on: date = MONDAY, maximum: int | None = None) -> ImprovementPeriod:
    return period(
        starts_on=starts_on, school_weeks=number, calendar=AUTUMN, local_maximum_school_days=maximum
    )


class TestPeriod:
    @pytest.mark.parametrize(("number", "allowed"), [(2, False), (3, True), (6, True), (7, False)])
    def test_is_three_to_six_school_weeks(self, number: int, allowed: bool) -> None:
        assert weeks(number).allowed is allowed
        assert (weeks(number).last_day is None) is not allowed

    def test_ends_with_the_last_school_day_of_its_last_week(self) -> None:
        assert weeks(3).last_day == date(2026, 9, 25)

    def test_counts_the_week_it_starts_in_from_whichever_day(self) -> None:
        assert weeks(3, starts_on=date(2026, 9, 11)).last_day == date(2026, 9, 25)
        assert weeks(3, starts_on=date(2026, 9, 13)).last_day == date(2026, 9, 25)
        assert weeks(3, starts_on=date(2026, 9, 14)).last_day == date(2026, 10, 2)

    def test_passes_over_weeks_in_which_the_school_does_not_meet(self) -> None:
        assert weeks(3, starts_on=date(2026, 10, 12)).last_day == date(2026, 11, 6)

    @pytest.mark.parametrize(
        ("maximum", "last_day"), [(14, date(2026, 9, 24)), (15, date(2026, 9, 25)), (16, date(2026, 9, 25))]
    )
    def test_ends_with_the_local_maximum_where_that_is_sooner(self, maximum: int, last_day: date) -> None:
        assert weeks(3, maximum=maximum).last_day == last_day

    def test_reaches_the_last_week_where_the_maximum_is_past_the_calendar(self) -> None:
        assert weeks(3, starts_on=date(2026, 11, 30), maximum=30).last_day == date(2026, 12, 18)

    def test_reaches_a_maximum_that_is_the_last_day_of_the_calendar(self) -> None:
        eleven_days = date(2026, 12, 4)
        assert weeks(6, starts_on=eleven_days, maximum=11).last_day == date(2026, 12, 18)
        with pytest.raises(CalendarTooShort):
            weeks(6, starts_on=eleven_days, maximum=12)

    def test_rests_on_the_framework_whether_allowed_or_not(self) -> None:
        assert [weeks(number).citations for number in (2, 3)] == [(NOTICES_TO_IMPROVE,)] * 2

    def test_needs_a_calendar_that_reaches_its_end(self) -> None:
        assert weeks(3, starts_on=date(2026, 11, 30)).last_day == date(2026, 12, 18)
        with pytest.raises(CalendarTooShort, match="Add the term dates"):
            weeks(3, starts_on=date(2026, 12, 7))

    def test_needs_a_school_week_to_start_in(self) -> None:
        with pytest.raises(NoSessionThatDay):
            weeks(3, starts_on=date(2026, 10, 28))

    def test_needs_a_maximum_of_at_least_a_day(self) -> None:
        assert weeks(3, maximum=1).last_day == MONDAY
        with pytest.raises(ValueError, match="at least 1"):
            weeks(3, maximum=0)

    def test_has_no_rule_on_the_day_before_the_framework(self) -> None:
        summer = SchoolCalendar.from_terms([Span(date(2024, 8, 12), date(2024, 9, 30))])
        assert period(starts_on=date(2024, 8, 19), school_weeks=3, calendar=summer).allowed
        with pytest.raises(NoRuleInForce):
            period(starts_on=date(2024, 8, 18), school_weeks=3, calendar=summer)


class TestNeed:
    @pytest.mark.parametrize("support", list(Support))
    def test_is_none_for_a_holiday(self, support: Support) -> None:
        assert needed(absence_kind=AbsenceKind.HOLIDAY, support=support).met is False

    @pytest.mark.parametrize(
        ("support", "met"),
        [
            ("not_appropriate", False),
            ("not_offered", False),
            ("refused", True),
            ("not_working", True),
            ("working", False),
        ],
    )
    def test_is_for_support_refused_or_not_working(self, support: str, met: bool) -> None:
        assert needed(absence_kind=AbsenceKind.IRREGULAR, support=Support(support)).met is met

    def test_says_why_and_what_would_change_it(self) -> None:
        holiday = needed(absence_kind=AbsenceKind.HOLIDAY, support=Support.REFUSED)
        refused = needed(absence_kind=AbsenceKind.IRREGULAR, support=Support.REFUSED)
        assert "holiday in term time" in holiday.reasons[0]
        assert "refused, or does not work" in holiday.would_change[0]
        assert "last chance to take it up" in refused.reasons[0]
        assert "An officer's decision" in refused.would_change[0]
        assert refused.facts == {"absence_kind": "irregular", "support": "refused"}


class TestContents:
    def test_are_eight(self) -> None:
        assert len(CONTENTS.newest.value) == 8
        assert len(faults_of_notice([])) == 8

    def test_are_named_where_left_out(self) -> None:
        names = [one.name for one in CONTENTS.newest.value]
        assert faults_of_notice(names) == ()
        assert [fault.name for fault in faults_of_notice(names[1:])] == ["attendance_record_missing"]


class TestWhatMayFollow:
    last_day = date(2026, 10, 16)

    def test_waits_for_the_period_to_end(self) -> None:
        for on, met in ((date(2026, 10, 16), False), (date(2026, 10, 17), True)):
            found = penalty_notice_may_follow(last_day=self.last_day, on=on, improved_sufficiently=False)
            assert found.met is met

    def test_may_come_sooner_on_a_ground_the_notice_states(self) -> None:
        for holds in (True, None):
            found = penalty_notice_may_follow(
                last_day=self.last_day, on=MONDAY, improved_sufficiently=None, stated_grounds_met=holds
            )
            assert found.met is holds

    @pytest.mark.parametrize(
        ("on", "improved", "stated", "reason", "would_change"),
        [
            (
                "10-16",
                None,
                True,
                "The grounds the notice states for an early",
                "The end of the period on 16 Oct",
            ),
            (
                "10-16",
                None,
                False,
                "The period runs to 16 October 2026 and no",
                "The end of the period on 16 Oct",
            ),
            ("10-17", False, False, "The period ended on 16 October 2026 without", "A different judgement"),
            ("10-17", True, False, "Attendance improved sufficiently.", "A different judgement"),
        ],
    )
    def test_is_said_with_its_reason(
        self, on: str, improved: bool | None, stated: bool, reason: str, would_change: str
    ) -> None:
        found = penalty_notice_may_follow(
            last_day=self.last_day,
            on=date.fromisoformat(f"2026-{on}"),
            improved_sufficiently=improved,
            stated_grounds_met=stated,
        )
        assert found.reasons[0].startswith(reason)
        assert found.would_change[0].startswith(would_change)
        assert found.missing == ()

    def test_cannot_be_told_without_what_is_asked_at_the_time(self) -> None:
        for on, asked in (
            (date(2026, 10, 17), "improvement was sufficient"),
            (MONDAY, "early notice are met"),
        ):
            found = penalty_notice_may_follow(
                last_day=self.last_day, on=on, improved_sufficiently=None, stated_grounds_met=None
            )
            assert asked in found.reasons[0]
            assert asked in found.missing[0].what
            assert found.would_change == ()

    def test_is_nothing_where_attendance_improved(self) -> None:
        for improved, met in ((True, False), (None, None)):
            found = penalty_notice_may_follow(
                last_day=self.last_day, on=date(2026, 10, 17), improved_sufficiently=improved
            )
            assert found.met is met
