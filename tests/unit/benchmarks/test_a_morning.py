"""The bench's morning: the jobs that a morning has, and no night's."""

import datetime as dt

from onroll.benchmarks.morning import jobs_of_a_morning
from onroll.service.clock import LONDON

MORNING = dt.datetime(2026, 9, 7, 9, 20, tzinfo=LONDON)


def test_it_does_what_is_done_every_few_minutes_and_nothing_of_the_night():
    names = [line.name for line in jobs_of_a_morning(MORNING)]
    assert {"close registers", "send messages", "enter reasons", "recheck duties"} <= set(names)
    assert not {"extract registers", "recheck every duty", "clear away"} & set(names)
