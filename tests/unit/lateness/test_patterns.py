"""What lateness has in common is called a pattern from four times on."""

from __future__ import annotations

import datetime as dt

from onroll.service.lateness.late import Late
from onroll.service.lateness.patterns import PatternKind, patterns_of

MONDAY = dt.date(2026, 9, 7)
WEEK = dt.timedelta(weeks=1)
WEEKS = [MONDAY + number * WEEK for number in range(8)]


def late(date: dt.date, session: str = "AM") -> Late:
    return Late(1, date, session, False, 10)


def kinds(lates, *, weeks=(), siblings=None):
    return [one.kind for one in patterns_of(lates, weeks=weeks, siblings=siblings or {})]


def on(weekday: int, *numbers: int) -> list[Late]:
    """Return arrivals on a weekday of some weeks."""
    return [late(MONDAY + number * WEEK + dt.timedelta(days=weekday)) for number in numbers]


class TestAWeekday:
    def test_stands_out_from_the_fourth_time(self):
        assert kinds(on(0, 0, 1, 2)) == []
        (found,) = patterns_of(on(0, 0, 1, 2, 4), weeks=())
        assert found.words == "On Mondays: 4 of 4 times"

    def test_does_not_stand_out_at_half_of_all(self):
        mondays = on(0, 0, 1, 2, 4)
        assert kinds([*mondays, *on(2, 0, 1, 2, 4)]) == []
        assert kinds([*mondays, *on(2, 0, 1, 2)]) == [PatternKind.WEEKDAY]


class TestTheAfternoon:
    def test_stands_out_and_the_morning_does_not(self):
        days = [MONDAY + dt.timedelta(days=day) for day in (0, 1, 2, 3)]
        assert kinds([late(day, "PM") for day in days]) == [PatternKind.SESSION]
        assert kinds([late(day, "AM") for day in days]) == []


class TestWeeksRunning:
    def test_are_a_pattern_from_the_fourth(self):
        assert kinds([*on(0, 4), *on(1, 5), *on(2, 6)], weeks=WEEKS[:7]) == []
        assert kinds([*on(3, 3), *on(0, 4), *on(1, 5), *on(2, 6)], weeks=WEEKS[:7]) == [PatternKind.WEEKS]

    def test_are_not_broken_by_the_week_under_way(self):
        assert kinds([*on(3, 3), *on(0, 4), *on(1, 5), *on(2, 6)], weeks=WEEKS) == [PatternKind.WEEKS]

    def test_are_broken_by_a_week_without(self):
        assert kinds([*on(3, 2), *on(0, 3), *on(1, 5), *on(2, 6)], weeks=WEEKS[:7]) == []

    def test_pass_over_a_holiday(self):
        without_a_week = [week for number, week in enumerate(WEEKS) if number != 4]
        lates = [*on(3, 2), *on(0, 3), *on(1, 5), *on(2, 6), *on(4, 7)]
        (found,) = patterns_of(lates, weeks=without_a_week)
        assert found.words == "5 school weeks running"


class TestBrothersAndSisters:
    def test_late_together_are_a_pattern_from_the_fourth_time(self):
        lates = [*on(0, 0), *on(1, 1), *on(2, 2), *on(3, 3)]
        together = {(one.date, "AM"): ["Bilal"] for one in lates}
        assert kinds(lates[:3], siblings=together) == []
        (found,) = patterns_of(lates, weeks=(), siblings=together)
        assert found.words == "With Bilal: 4 times"
