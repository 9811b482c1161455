"""A first and a last day are told apart from days that are missing, turned about or too far apart."""

import datetime as dt

import pytest

from onroll.service.faults_of_days import faults_of_days

FIRST = dt.date(2026, 9, 7)
LONGEST = 10


@pytest.mark.parametrize(
    ("days", "fault"),
    [
        (-1, "It ends before it starts. Give a last day on or after 7 September 2026."),
        (0, None),
        (LONGEST - 1, None),
        (LONGEST, "That is 10 days or more. Check the years of both days."),
    ],
)
def test_a_last_day_is_on_or_after_the_first_and_not_too_far_from_it(days, fault):
    found = faults_of_days(FIRST, FIRST + dt.timedelta(days=days), longest=LONGEST)
    assert found.get("last_day-day") == fault


def test_both_days_are_asked_for_at_once():
    assert list(faults_of_days(None, None, longest=LONGEST)) == ["first_day-day", "last_day-day"]
