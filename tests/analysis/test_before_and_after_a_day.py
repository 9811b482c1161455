"""A pupil's school weeks before a day, and as many after it."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onroll.analysis.pupil_figures import (
    NO_CAUSE,
    BeforeAndAfter,
    DayFigures,
    Window,
    WindowTooShort,
    before_and_after,
    together,
)
from onroll.analysis.reference import before_and_after as reference
from onroll.analysis.reference import gather
from onroll.analysis.reference.counting import count
from tests.analysis.drawn import tables
from tests.analysis.small_rows import few

MONDAY = date(2025, 9, 8)


def weeks_of(*absent, first_monday=MONDAY):
    """Answer days, a number a week: so many mornings absent from Monday on, the rest attended. None is a holiday."""
    return [
        DayFigures(
            first_monday + timedelta(weeks=week, days=day),
            2,
            1 if day < missed else 2,
            0,
            1 if day < missed else 0,
        )
        for week, missed in enumerate(absent)
        if missed is not None
        for day in range(5)
    ]


def monday(week):
    return MONDAY + timedelta(weeks=week)


def friday(week):
    return monday(week) + timedelta(days=4)


class TestWindows:
    def test_are_of_as_many_school_weeks_on_either_side(self):
        days = weeks_of(0, 1, 2, 3, 0, 5, 4, 1)
        found = before_and_after("Amina", monday(4), days, as_at=friday(7), weeks=4)
        assert found.before == Window(
            monday(0), monday(3), held=40, attended=34, authorised=0, unauthorised=6
        )
        assert found.after == Window(
            monday(4), monday(7), held=40, attended=30, authorised=0, unauthorised=10
        )

    def test_leave_out_the_week_that_a_day_divides(self):
        days = weeks_of(0, 1, 2, 5, 0, 1, 2)
        found = before_and_after("Amina", monday(3) + timedelta(days=1), days, as_at=friday(6), weeks=3)
        assert (found.before.last_week, found.after.first_week) == (monday(2), monday(4))

    def test_begin_with_the_week_whose_first_session_is_on_the_day(self):
        days = [one for one in weeks_of(0, 0, 0, 0, 0, 0) if one.on != monday(3)]
        on_tuesday = before_and_after("Amina", monday(3) + timedelta(days=1), days, as_at=friday(5), weeks=3)
        assert on_tuesday.after.first_week == monday(3)

    def test_are_as_long_as_the_shorter_side(self):
        days = weeks_of(0, 0, 0, 0, 0, 0, 0)
        found = before_and_after("Amina", monday(4), days, as_at=friday(6), weeks=6)
        assert found.weeks == 3
        assert (found.before.first_week, found.after.last_week) == (monday(1), monday(6))

    def test_skip_holidays(self):
        days = weeks_of(0, 1, None, 2, 0, None, 0, 0)
        found = before_and_after("Amina", monday(4), days, as_at=friday(7), weeks=3)
        assert (found.before.first_week, found.after.last_week) == (monday(0), monday(7))

    def test_count_no_week_that_is_not_over(self):
        days = weeks_of(0, 0, 0, 0, 0, 0)
        with pytest.raises(WindowTooShort, match="and 2 school weeks after it are over"):
            before_and_after("Amina", monday(3), days, as_at=friday(5) - timedelta(days=1))
        assert before_and_after("Amina", monday(3), days, as_at=friday(5)).weeks == 3

    def test_count_no_session_after_the_day_asked_about(self):
        on_saturdays = [DayFigures(friday(week) + timedelta(days=1), 1, 0, 1, 0) for week in (4, 5)]
        days = weeks_of(0, 0, 0, 0, 0, 0) + on_saturdays
        assert before_and_after("Amina", monday(3), days, as_at=friday(5)).after.absent == 1

    def test_are_made_of_weeks_in_which_a_session_was_held(self):
        days = [*weeks_of(0, 0, None, 0, 0, 0, 0), DayFigures(monday(2), 0, 0, 0, 0)]
        with pytest.raises(WindowTooShort, match="2 school weeks before"):
            before_and_after("Amina", monday(3), days, as_at=friday(6))

    def test_count_sessions_held_without_a_code_as_held_alone(self):
        days = [DayFigures(one.on, 2, 1, 0, 0) for one in weeks_of(0, 0, 0, 0, 0, 0)]
        found = before_and_after("Amina", monday(3), days, as_at=friday(5))
        assert (found.before.held, found.before.possible) == (30, 15)


class TestRefusal:
    def test_says_how_many_weeks_there_are_and_how_many_it_takes(self):
        with pytest.raises(
            WindowTooShort,
            match=r"^1 school week before 15 September 2025 and 4 school weeks after it are over",
        ) as refused:
            before_and_after("Amina", monday(1), weeks_of(0, 0, 0, 0, 0), as_at=friday(4))
        assert "At least 3 on each side" in str(refused.value)

    def test_is_of_windows_asked_too_short(self):
        with pytest.raises(WindowTooShort, match=r"^2 school weeks cannot be compared"):
            before_and_after("Amina", monday(4), weeks_of(*[0] * 8), as_at=friday(7), weeks=2)

    def test_is_of_a_side_without_a_possible_session(self):
        days = weeks_of(0, 0, 0) + [DayFigures(friday(week), 2, 0, 0, 0) for week in (3, 4, 5)]
        with pytest.raises(WindowTooShort, match="In the 3 school weeks after 29 September 2025"):
            before_and_after("Amina", monday(3), days, as_at=friday(5))


class TestTogether:
    def test_adds_sessions_up_and_counts_pupils_by_their_own_share(self):
        def window(attended, absent):
            return Window(MONDAY, MONDAY, attended + absent, attended, absent, 0)

        pairs = [
            ("less", window(8, 2), window(9, 1)),
            ("more", window(9, 1), window(16, 4)),
            ("same", window(8, 2), window(4, 1)),
        ]
        found = together(BeforeAndAfter(name, MONDAY, 3, before, after) for name, before, after in pairs)
        assert (found.absent_before, found.possible_before) == (5, 30)
        assert (found.absent_after, found.possible_after) == (6, 35)
        assert (found.pupils, found.less, found.more, found.same) == (3, 1, 1, 1)

    def test_of_nobody_is_nothing(self):
        assert together([]) == (0,) * 8

    def test_comes_with_words_that_claim_no_cause(self):
        assert "do not say what made the difference" in NO_CAUSE


def _days(gathered, enrolment):
    held = Counter(day for day, _ in reference.held_while_on_roll(gathered, enrolment))
    used = gathered.used(enrolment)
    days = []
    for day, number in held.items():
        sessions = gathered.calendar(enrolment.school).sessions_on(day)
        counts = count(used[day, one] for one in sessions if (day, one) in used)
        days.append(DayFigures(day, number, counts.attended, counts.authorised, counts.unauthorised))
    return days


@few
@given(asked=tables(), weeks=st.integers(3, 7), place=st.integers(0, 60))
def test_is_what_the_reference_counts_session_by_session(asked, weeks, place):
    gathered = gather(asked.entries, asked.pupils, asked.calendar, on=asked.on, first_day=asked.first_day)
    for enrolment in gathered.enrolments:
        days = _days(gathered, enrolment)
        day = min((one.on for one in days), default=MONDAY) + timedelta(days=place)
        expected = reference.sides(gathered, enrolment, day, weeks)
        try:
            found = before_and_after(enrolment.pupil, day, days, as_at=gathered.period.last_day, weeks=weeks)
        except WindowTooShort:
            assert expected is None
            continue
        assert expected is not None
        assert (found.weeks, found.before.held, found.after.held) == (
            expected.weeks,
            expected.held_before,
            expected.held_after,
        )
        for window, counts in ((found.before, expected.before), (found.after, expected.after)):
            assert window[3:] == (counts.attended, counts.authorised, counts.unauthorised)
