"""What fills the addresses of pages: a day as 2026-11-20, a session as am or pm."""

from __future__ import annotations

import datetime as dt

from django.urls import register_converter

#: The years a page answers for: no school keeps a day outside them, and no week beside one falls off the calendar.
YEARS = range(1900, 2200)


class DayInAddress:
    """A day, in figures: 2026-11-20. One outside `YEARS` is at no address."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> dt.date:
        day = dt.date.fromisoformat(value)
        if day.year not in YEARS:
            raise ValueError(f"{value} is outside the years a school keeps.")
        return day

    def to_url(self, value: dt.date) -> str:
        return value.isoformat()


class SessionInAddress:
    """A session: am or pm in the address, AM or PM within."""

    regex = "am|pm"

    def to_python(self, value: str) -> str:
        return value.upper()

    def to_url(self, value: str) -> str:
        return str(value).lower()


register_converter(DayInAddress, "day")
register_converter(SessionInAddress, "half")
