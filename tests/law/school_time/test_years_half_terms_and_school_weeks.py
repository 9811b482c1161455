"""Academic years, half terms, and the school weeks that rolling windows are made of."""

from datetime import date

from onroll.law import AcademicYear, SchoolCalendar, Session, week_of
from tests.support.school_calendars import (
    AUTUMN_2026_FIRST_HALF,
    AUTUMN_2026_SECOND_HALF,
    SPRING_2027_FIRST_HALF,
    calendar_of,
)

title = "Years, half terms and school weeks"
cites = "Education Act 1996, section 579(1)"


class TestAcademicYear:
    def test_ends_on_the_last_day_of_august(self) -> None:
        assert AcademicYear.of(date(2026, 8, 31)).name == "2025/26"

    def test_starts_on_the_first_of_september(self) -> None:
        year = AcademicYear.of(date(2026, 9, 1))
        assert year.name == "2026/27"
        assert year.code == "202627"
        assert year.first_day in year
        assert year.last_day in year
        assert date(2026, 8, 31) not in year

    def test_knows_its_neighbours(self) -> None:
        year = AcademicYear.starting_in(2026)
        assert year.previous.name == "2025/26"
        assert year.following.name == "2027/28"

    def test_is_named_across_a_century(self) -> None:
        assert AcademicYear.starting_in(2099).name == "2099/00"


class TestHalfTerms:
    calendar = calendar_of(AUTUMN_2026_FIRST_HALF, AUTUMN_2026_SECOND_HALF, SPRING_2027_FIRST_HALF)

    def test_are_parted_by_a_whole_week_off(self) -> None:
        assert self.calendar.half_terms == (
            AUTUMN_2026_FIRST_HALF,
            AUTUMN_2026_SECOND_HALF,
            SPRING_2027_FIRST_HALF,
        )

    def test_are_not_parted_by_days_within_a_week(self) -> None:
        closed = [date(2026, 9, 10), date(2026, 9, 11), date(2026, 9, 14), date(2026, 9, 15)]
        calendar = SchoolCalendar.from_terms([AUTUMN_2026_FIRST_HALF], closed=closed)
        assert calendar.half_terms == (AUTUMN_2026_FIRST_HALF,)

    def test_take_in_weekends_but_not_holidays(self) -> None:
        assert self.calendar.half_term_of(date(2026, 9, 12)) == AUTUMN_2026_FIRST_HALF
        assert self.calendar.half_term_of(date(2026, 10, 28)) is None


class TestSchoolWeeks:
    calendar = calendar_of(AUTUMN_2026_FIRST_HALF, AUTUMN_2026_SECOND_HALF)

    def test_run_from_monday_to_sunday(self) -> None:
        assert week_of(date(2026, 9, 7)) == date(2026, 9, 7)
        assert week_of(date(2026, 9, 13)) == date(2026, 9, 7)
        assert week_of(date(2026, 9, 14)) == date(2026, 9, 14)

    def test_leave_out_a_week_without_sessions(self) -> None:
        assert self.calendar.weeks_ending(date(2026, 11, 2), 2) == (
            date(2026, 10, 19),
            date(2026, 11, 2),
        )

    def test_need_only_one_session(self) -> None:
        calendar = SchoolCalendar.from_sessions([(date(2026, 9, 13), Session.PM)])
        assert calendar.weeks == (date(2026, 9, 7),)

    def test_of_a_window_are_fewer_near_the_start(self) -> None:
        assert self.calendar.weeks_ending(date(2026, 9, 8), 10) == (
            date(2026, 8, 31),
            date(2026, 9, 7),
        )

    def test_of_a_window_end_with_the_latest_week_begun(self) -> None:
        assert self.calendar.weeks_ending(date(2026, 9, 13), 1) == (date(2026, 9, 7),)
        assert self.calendar.weeks_ending(date(2026, 9, 14), 1) == (date(2026, 9, 14),)

    def test_of_a_window_are_none_before_the_calendar(self) -> None:
        assert self.calendar.weeks_ending(date(2026, 8, 30), 10) == ()
