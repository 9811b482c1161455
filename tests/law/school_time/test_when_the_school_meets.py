"""Sessions, school days and the days counted from them."""

from datetime import date

import pytest

from onroll.law import CalendarTooShort, SchoolCalendar, Session, Span
from onroll.law.school_time import BOTH_SESSIONS

title = "School days and sessions"
cites = "Education Act 1996, section 579(1)"

TERM = Span(date(2026, 9, 1), date(2026, 10, 23))
INSET = date(2026, 9, 1)
FRIDAY, MONDAY = date(2026, 9, 11), date(2026, 9, 14)


class TestTwoSpans:
    week = Span(date(2026, 9, 7), date(2026, 9, 11))

    @pytest.mark.parametrize(
        ("first_day", "last_day", "overlaps"),
        [
            ("09-01", "09-06", False),
            ("09-01", "09-07", True),
            ("09-08", "09-09", True),
            ("09-01", "09-30", True),
            ("09-11", "09-30", True),
            ("09-12", "09-30", False),
        ],
    )
    def test_overlaps_another_that_shares_a_day(self, first_day: str, last_day: str, overlaps: bool) -> None:
        other = Span(date.fromisoformat(f"2026-{first_day}"), date.fromisoformat(f"2026-{last_day}"))
        assert self.week.overlaps(other) is overlaps
        assert other.overlaps(self.week) is overlaps


class TestCalendarWithoutASession:
    def test_has_no_first_and_no_last_day(self) -> None:
        empty = SchoolCalendar({})
        for name in ("first_day", "last_day"):
            with pytest.raises(CalendarTooShort, match="holds no session"):
                getattr(empty, name)


class TestCalendarOfTerms:
    calendar = SchoolCalendar.from_terms(
        [TERM],
        closed=[INSET, Span(date(2026, 10, 5), date(2026, 10, 6))],
        one_session_days={date(2026, 10, 23): Session.AM},
    )

    def test_holds_both_sessions_on_an_ordinary_day(self) -> None:
        assert self.calendar.sessions_on(MONDAY) == (Session.AM, Session.PM)

    def test_holds_the_last_day_of_term(self) -> None:
        assert self.calendar.last_day == date(2026, 10, 23)

    def test_holds_nothing_the_day_after_term(self) -> None:
        assert self.calendar.sessions_on(date(2026, 10, 24)) == ()

    def test_holds_nothing_on_a_training_day(self) -> None:
        assert not self.calendar.is_school_day(INSET)
        assert self.calendar.first_day == date(2026, 9, 2)

    @pytest.mark.parametrize("day", [date(2026, 10, 5), date(2026, 10, 6)])
    def test_holds_nothing_on_either_end_of_a_closure(self, day: date) -> None:
        assert not self.calendar.is_school_day(day)

    def test_holds_nothing_at_the_weekend(self) -> None:
        assert not self.calendar.is_school_day(date(2026, 9, 12))

    def test_can_hold_one_session_a_day(self) -> None:
        assert self.calendar.holds(date(2026, 10, 23), Session.AM)
        assert not self.calendar.holds(date(2026, 10, 23), Session.PM)
        assert self.calendar.is_school_day(date(2026, 10, 23))

    def test_lists_sessions_in_the_order_of_the_day(self) -> None:
        sessions = list(self.calendar.sessions_between(date(2026, 10, 22), date(2026, 10, 24)))
        assert sessions == [
            (date(2026, 10, 22), Session.AM),
            (date(2026, 10, 22), Session.PM),
            (date(2026, 10, 23), Session.AM),
        ]

    def test_can_meet_on_other_weekdays(self) -> None:
        saturdays = SchoolCalendar.from_terms([TERM], weekdays={5})
        assert saturdays.school_days[0] == date(2026, 9, 5)


class TestCalendarOfSessions:
    def test_is_the_same_however_it_was_listed(self) -> None:
        listed = [(MONDAY, Session.PM), (FRIDAY, Session.AM), (MONDAY, Session.AM)]
        calendar = SchoolCalendar.from_sessions(listed)
        assert calendar == SchoolCalendar.from_sessions(reversed(listed))
        assert calendar.sessions_on(MONDAY) == (Session.AM, Session.PM)

    def test_is_not_the_same_with_a_session_less(self) -> None:
        whole = SchoolCalendar({MONDAY: (Session.AM, Session.PM)})
        assert whole != SchoolCalendar({MONDAY: (Session.AM,)})
        assert hash(whole) != hash(SchoolCalendar({MONDAY: (Session.AM,)}))

    def test_leaves_out_a_day_without_sessions(self) -> None:
        assert SchoolCalendar({MONDAY: ()}).school_days == ()

    def test_without_sessions_says_what_to_do(self) -> None:
        with pytest.raises(CalendarTooShort, match="Add the term dates"):
            _ = SchoolCalendar({}).first_day


class TestLastSchoolDayUpToADay:
    calendar = SchoolCalendar.from_terms([Span(date(2026, 11, 9), date(2026, 11, 20))])

    def test_is_the_day_itself_where_the_school_meets(self):
        assert self.calendar.last_day_up_to(date(2026, 11, 13)) == date(2026, 11, 13)

    def test_is_the_friday_before_a_weekend(self):
        assert self.calendar.last_day_up_to(date(2026, 11, 15)) == date(2026, 11, 13)

    def test_is_the_last_of_all_after_the_calendar_ends(self):
        assert self.calendar.last_day_up_to(date(2026, 12, 25)) == date(2026, 11, 20)

    def test_is_none_before_the_calendar_begins(self):
        assert self.calendar.last_day_up_to(date(2026, 11, 8)) is None


class TestCalendarWithoutADay:
    def test_is_the_calendar_of_the_other_days(self):
        week = [date(2026, 11, day) for day in range(9, 14)]
        whole = SchoolCalendar(dict.fromkeys([*week, date(2026, 11, 16)], BOTH_SESSIONS))
        assert whole.without(date(2026, 11, 16)) == SchoolCalendar(dict.fromkeys(week, BOTH_SESSIONS))
        assert whole.without(date(2026, 11, 16)).weeks == (date(2026, 11, 9),)
        assert whole.last_day == date(2026, 11, 16)

    def test_is_itself_without_a_day_on_which_the_school_does_not_meet(self):
        week = SchoolCalendar({date(2026, 11, 9): BOTH_SESSIONS})
        assert week.without(date(2026, 11, 10)) == week


class TestCalendarOfAPupilWhoMoved:
    def test_takes_each_school_for_the_days_there(self) -> None:
        first = SchoolCalendar.from_sessions([(FRIDAY, Session.AM), (MONDAY, Session.AM)])
        second = SchoolCalendar.from_sessions([(FRIDAY, Session.PM), (MONDAY, Session.PM)])
        moved = SchoolCalendar.joined([(first, Span(FRIDAY, FRIDAY)), (second, Span(MONDAY, MONDAY))])
        assert moved.sessions_on(FRIDAY) == (Session.AM,)
        assert moved.sessions_on(MONDAY) == (Session.PM,)


class TestSchoolDaysAfter:
    calendar = SchoolCalendar.from_terms([TERM])

    def test_skip_the_weekend(self) -> None:
        assert self.calendar.nth_school_day_after(FRIDAY, 1) == MONDAY

    def test_are_counted_from_a_day_without_school_too(self) -> None:
        assert self.calendar.nth_school_day_after(date(2026, 9, 12), 1) == MONDAY

    def test_reach_the_last_school_day(self) -> None:
        assert self.calendar.nth_school_day_after(date(2026, 10, 22), 1) == date(2026, 10, 23)

    def test_do_not_reach_past_the_calendar(self) -> None:
        with pytest.raises(CalendarTooShort, match="Add the term dates"):
            self.calendar.nth_school_day_after(date(2026, 10, 23), 1)

    def test_are_not_counted_from_nought(self) -> None:
        with pytest.raises(ValueError, match="from 1"):
            self.calendar.nth_school_day_after(FRIDAY, 0)

    def test_leave_out_the_day_itself_and_take_in_the_last(self) -> None:
        assert self.calendar.school_days_since(FRIDAY, FRIDAY) == 0
        assert self.calendar.school_days_since(FRIDAY, date(2026, 9, 13)) == 0
        assert self.calendar.school_days_since(FRIDAY, MONDAY) == 1


class TestSpan:
    def test_takes_in_both_its_ends(self) -> None:
        span = Span(FRIDAY, MONDAY)
        assert len(span) == 4
        assert next(iter(span)) == FRIDAY
        assert list(span)[-1] == MONDAY
        assert FRIDAY in span
        assert MONDAY in span

    def test_leaves_out_the_days_around_it(self) -> None:
        span = Span(FRIDAY, MONDAY)
        assert date(2026, 9, 10) not in span
        assert date(2026, 9, 15) not in span

    def test_may_be_one_day(self) -> None:
        assert list(Span(FRIDAY, FRIDAY)) == [FRIDAY]

    def test_cannot_end_before_it_starts(self) -> None:
        with pytest.raises(ValueError, match="earlier day first"):
            Span(MONDAY, FRIDAY)

    def test_overlaps_a_span_that_shares_a_day(self) -> None:
        assert Span(FRIDAY, MONDAY).overlaps(Span(MONDAY, date(2026, 9, 20)))
        assert not Span(FRIDAY, MONDAY).overlaps(Span(date(2026, 9, 15), date(2026, 9, 20)))
