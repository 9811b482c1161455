"""Minutes as a family can picture them: against a school day of five hours and a half."""

from __future__ import annotations

import pytest

from onroll.service.lateness.lessons_in_words import in_lessons, with_lessons

A_DAY = 320


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (1, "part of a morning’s lessons"),
        (39, "part of a morning’s lessons"),
        (40, "about a quarter of a school day’s lessons"),
        (119, "about a quarter of a school day’s lessons"),
        (120, "about half a school day’s lessons"),
        (199, "about half a school day’s lessons"),
        (200, "about three quarters of a school day’s lessons"),
        (279, "about three quarters of a school day’s lessons"),
        (280, "about a school day’s lessons"),
        (399, "about a school day’s lessons"),
        (400, "about 1 and a half school days’ lessons"),
        (640, "about 2 school days’ lessons"),
        (1_120, "about 3 and a half school days’ lessons"),
    ],
)
def test_are_put_against_a_school_day(minutes, words):
    assert in_lessons(minutes, A_DAY) == words


def test_say_nothing_of_a_day_whose_length_is_not_known():
    assert in_lessons(90, 0) == ""
    assert with_lessons(90, 0) == "1 hour and 30 minutes"


def test_stand_beside_the_time():
    assert with_lessons(250, 290) == "4 hours and 10 minutes, about three quarters of a school day’s lessons"
    assert with_lessons(260, 290) == "4 hours and 20 minutes, about a school day’s lessons"
