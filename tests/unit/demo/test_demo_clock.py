"""The demo's clock: five past nine on the latest morning that every school meets."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from onroll.service.demo.demo_clock import latest_school_morning, offset_of

LONDON = ZoneInfo("Europe/London")


class TestLatestSchoolMorning:
    @pytest.mark.parametrize(
        ("real", "morning"),
        [
            ("2026-11-20T00:01", "2026-11-20T09:05"),
            ("2026-11-20T23:59", "2026-11-20T09:05"),
            ("2026-11-22T14:00", "2026-11-20T09:05"),
            ("2026-10-28T12:00", "2026-10-22T09:05"),
            ("2026-12-30T12:00", "2026-12-18T09:05"),
            ("2027-08-15T12:00", "2027-07-21T09:05"),
        ],
        ids=["that day", "that night", "a Sunday", "the autumn break", "Christmas", "August"],
    )
    def test_is_the_day_itself_or_the_last_before_it(self, real, morning):
        found = latest_school_morning(dt.datetime.fromisoformat(real).replace(tzinfo=LONDON))
        assert found == dt.datetime.fromisoformat(morning).replace(tzinfo=LONDON)

    def test_passes_over_a_day_one_school_was_closed(self):
        boiler_failed = dt.datetime(2026, 10, 8, 12, tzinfo=LONDON)
        assert latest_school_morning(boiler_failed).date() == dt.date(2026, 10, 7)


class TestOffset:
    def test_counts_the_hour_of_a_clock_change_between_the_real_day_and_the_demos(self):
        summer = dt.datetime(2026, 9, 10, 9, 5, tzinfo=LONDON)
        winter = dt.datetime(2026, 11, 22, 9, 5, tzinfo=LONDON)
        assert offset_of(summer, real_now=winter) == -dt.timedelta(days=73, hours=1)
