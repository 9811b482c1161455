"""A time of day in a message is written as pages write it."""

from datetime import UTC, datetime, time

import pytest

from onroll.law.plain_words import minutes_in_words, moment_in_words, time_in_words, times_in_words


class TestATime:
    @pytest.mark.parametrize(
        ("moment", "words"),
        [
            (time(0, 0), "midnight"),
            (time(0, 1), "12:01am"),
            (time(9, 5), "9:05am"),
            (time(11, 59), "11:59am"),
            (time(12, 0), "midday"),
            (time(12, 1), "12:01pm"),
            (time(13, 40), "1:40pm"),
        ],
    )
    def test_is_written_by_the_twelve_hour_clock(self, moment, words):
        assert time_in_words(moment) == words

    def test_of_a_moment_is_that_of_the_clock_it_is_given_in(self):
        assert time_in_words(datetime(2026, 11, 20, 15, 5, tzinfo=UTC)) == "3:05pm"

    def test_stands_after_its_day_where_a_moment_is_written_whole(self):
        assert moment_in_words(datetime(2026, 11, 20, 9, 5, tzinfo=UTC)) == "20 November 2026 at 9:05am"


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (1, "1 minute"),
        (59, "59 minutes"),
        (60, "1 hour"),
        (61, "1 hour and 1 minute"),
        (120, "2 hours"),
        (1_530, "25 hours and 30 minutes"),
    ],
)
def test_a_length_of_time_is_written_in_hours_and_minutes(minutes, words):
    assert minutes_in_words(minutes) == words


@pytest.mark.parametrize(("number", "words"), [(1, "once"), (2, "2 times"), (1200, "1,200 times")])
def test_one_time_is_once(number: int, words: str):
    assert times_in_words(number) == words
