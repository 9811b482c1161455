"""Whatever days a school meets, counting on and counting back agree."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onroll.law import BOTH_SESSIONS, CalendarTooShort, SchoolCalendar, Session, Span, week_of
from tests.support.drawn_calendars import any_calendar
from tests.support.drawn_calendars import days as any_day

FIRST = date(2026, 8, 31)
ONE_DAY = timedelta(days=1)
days = st.integers(0, 364).map(lambda number: FIRST + timedelta(days=number))
sessions = st.sets(st.sampled_from(Session))
calendars = st.dictionaries(days, sessions, max_size=60).map(SchoolCalendar)


class TestAnySchoolYears:
    @given(any_calendar, any_day)
    def test_count_school_days_one_by_one(self, calendar: SchoolCalendar, day: date) -> None:
        later = [one for one in calendar.school_days if one > day]
        for n in (1, 5, 10, 15, 20):
            if n <= len(later):
                assert calendar.nth_school_day_after(day, n) == later[n - 1]
                assert calendar.school_days_since(day, later[n - 1]) == n
                assert calendar.school_days_since(day, later[n - 1] - ONE_DAY) == n - 1
            else:
                with pytest.raises(CalendarTooShort):
                    calendar.nth_school_day_after(day, n)

    @given(any_calendar)
    def test_end_a_half_term_only_at_a_whole_week_off(self, calendar: SchoolCalendar) -> None:
        plainly: list[list[date]] = []
        for day in calendar.school_days:
            this_week_and_the_last = range(1, day.weekday() + 8)
            if not any(calendar.sessions_on(day - timedelta(days=ago)) for ago in this_week_and_the_last):
                plainly.append([])
            plainly[-1].append(day)
        assert calendar.half_terms == tuple(Span(run[0], run[-1]) for run in plainly)

    @given(any_calendar, any_day)
    def test_have_a_day_in_a_half_term_or_in_none(self, calendar: SchoolCalendar, day: date) -> None:
        inside = [span for span in calendar.half_terms if span.first_day <= day <= span.last_day]
        assert calendar.half_term_of(day) == (inside[0] if inside else None)


class TestAnyCalendar:
    @given(calendars, days, st.integers(1, 40))
    def test_counts_as_many_school_days_since_as_it_counts_on(
        self, calendar: SchoolCalendar, day: date, n: int
    ) -> None:
        later = [held for held in calendar.school_days if held > day]
        if n <= len(later):
            reached = calendar.nth_school_day_after(day, n)
            assert reached == later[n - 1]
            assert calendar.school_days_since(day, reached) == n

    @given(calendars)
    def test_is_rebuilt_from_its_own_sessions(self, calendar: SchoolCalendar) -> None:
        held = [(day, session) for day in calendar.school_days for session in calendar.sessions_on(day)]
        rebuilt = SchoolCalendar.from_sessions(held)
        assert rebuilt == calendar
        assert hash(rebuilt) == hash(calendar)

    @given(calendars)
    def test_has_every_school_day_in_one_half_term_and_one_week(self, calendar: SchoolCalendar) -> None:
        for day in calendar.school_days:
            assert sum(day in half_term for half_term in calendar.half_terms) == 1
            assert calendar.weeks.count(week_of(day)) == 1

    @given(calendars, days, st.integers(1, 12))
    def test_ends_a_window_with_weeks_begun(self, calendar: SchoolCalendar, day: date, count: int) -> None:
        window = calendar.weeks_ending(day, count)
        assert window == tuple(week for week in calendar.weeks if week <= day)[-count:]

    @given(calendars, days, days)
    def test_lists_sessions_in_order_of_day_and_half(
        self, calendar: SchoolCalendar, one: date, other: date
    ) -> None:
        first_day, last_day = sorted((one, other))
        listed = list(calendar.sessions_between(first_day, last_day))
        assert listed == sorted(listed)
        assert all(calendar.holds(day, session) for day, session in listed)
        assert len(listed) == sum(
            calendar.holds(first_day + timedelta(days=number), session)
            for number in range((last_day - first_day).days + 1)
            for session in BOTH_SESSIONS
        )
