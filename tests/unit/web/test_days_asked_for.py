"""A day asked for: in three boxes, or in an address."""

from __future__ import annotations

import datetime as dt

import pytest

from onroll.service.web.components.dates import DateNotGiven, day_asked

DAY = dt.date(2026, 11, 20)
BOXES = {"on-day": "20", "on-month": "11", "on-year": "2026"}


class TestADayAskedFor:
    def test_is_read_from_three_boxes(self):
        assert day_asked(BOXES, "on", "the day") == DAY

    def test_is_read_from_an_address(self):
        assert day_asked({"on": "2026-11-20"}, "on", "the day") == DAY

    def test_is_that_of_the_boxes_where_both_say_one(self):
        assert day_asked({**BOXES, "on": "2026-01-01"}, "on", "the day") == DAY

    @pytest.mark.parametrize("sent", [{}, {"on": " "}, dict.fromkeys(BOXES, " ")])
    def test_is_none_where_nothing_is_typed(self, sent):
        assert day_asked(sent, "on", "the day") is None

    def test_that_is_no_day_says_how_to_write_one(self):
        with pytest.raises(DateNotGiven, match=r"“31 11 2026” is not a day. Enter the day like 20 11 2026"):
            day_asked({**BOXES, "on-day": "31"}, "on", "the day")
        with pytest.raises(DateNotGiven, match=r"“yesterday” is not a day. Enter the day like 20 11 2026"):
            day_asked({"on": "yesterday"}, "on", "the day")

    def test_that_is_no_day_says_in_which_boxes(self):
        with pytest.raises(DateNotGiven) as refused:
            day_asked({"on-day": "20"}, "on", "the day")
        assert refused.value.field == "on-day"
