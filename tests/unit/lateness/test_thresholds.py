"""A letter is due at the school's own number, within its own number of school weeks, once each time."""

from __future__ import annotations

import datetime as dt

from onroll.law.school_time import SchoolCalendar, Span
from onroll.service.lateness.late import Late
from onroll.service.lateness.models import LatenessSettings
from onroll.service.lateness.thresholds import threshold_reached, window_start

MONDAY = dt.date(2026, 9, 7)
ONE_DAY = dt.timedelta(days=1)
CALENDAR = SchoolCalendar.from_terms(
    [Span(dt.date(2026, 9, 1), dt.date(2026, 10, 23)), Span(dt.date(2026, 11, 2), dt.date(2026, 12, 18))]
)


def late(day: int, *, minutes: int | None = 10, after_closing: bool = False) -> Late:
    """Return an arrival so many days after the first Monday."""
    return Late(1, MONDAY + day * ONE_DAY, "AM", after_closing, minutes)


def reached(*lates: Late, done_up_to: dt.date | None = None, starts: dt.date = MONDAY, **settings: object):
    return threshold_reached(
        lates, LatenessSettings(**{"times": 5, **settings}), starts=starts, done_up_to=done_up_to
    )


class TestALetter:
    def test_is_not_due_at_four_times_and_is_at_the_fifth(self):
        four = [late(day) for day in range(4)]
        assert reached(*four) is None
        found = reached(*four, late(4))
        assert (found.reached_on, found.counts.times, found.counts.minutes) == (MONDAY + 4 * ONE_DAY, 5, 50)

    def test_is_due_at_the_minutes_where_the_school_has_set_some(self):
        assert reached(late(0, minutes=59), minutes=60) is None
        assert reached(late(0, minutes=60), minutes=60).reached_on == MONDAY

    def test_counts_once_what_came_without_minutes(self):
        assert reached(*[late(day, minutes=None) for day in range(5)]).counts.without_minutes == 5

    def test_leaves_out_what_came_before_its_weeks(self):
        lates = [late(day) for day in range(5)]
        assert reached(*lates, starts=MONDAY) is not None
        assert reached(*lates, starts=MONDAY + ONE_DAY) is None

    def test_leaves_out_arrivals_before_closing_where_the_school_says_so(self):
        assert reached(*[late(day) for day in range(5)], counts_before_closing=False) is None
        after = [late(day, after_closing=True) for day in range(5)]
        assert reached(*after, counts_before_closing=False) is not None

    def test_is_due_again_only_after_as_many_more(self):
        first = [late(day) for day in range(5)]
        written = MONDAY + 4 * ONE_DAY
        four_more = [late(day) for day in (7, 8, 9, 10)]
        assert reached(*first, *four_more, done_up_to=written) is None
        again = reached(*first, *four_more, late(11), done_up_to=written)
        assert (again.first_day, again.counts.times) == (MONDAY + 7 * ONE_DAY, 5)


class TestItsWeeks:
    def test_are_school_weeks_and_pass_over_half_term(self):
        on = dt.date(2026, 11, 13)
        assert window_start(CALENDAR, on=on, weeks=2) == dt.date(2026, 11, 2)
        assert window_start(CALENDAR, on=on, weeks=3) == dt.date(2026, 10, 19)

    def test_begin_with_the_first_week_the_school_met_where_there_were_fewer(self):
        assert window_start(CALENDAR, on=MONDAY, weeks=6) == dt.date(2026, 8, 31)

    def test_are_this_week_alone_where_the_school_has_never_met(self):
        empty = SchoolCalendar.from_sessions([])
        assert window_start(empty, on=MONDAY + ONE_DAY, weeks=6) == MONDAY
