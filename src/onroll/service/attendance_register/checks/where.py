"""How findings name a register and a session."""

from __future__ import annotations

import datetime as dt

from onroll.law.plain_words import day_in_words

_HALVES = {"AM": "morning", "PM": "afternoon"}


def session_in_words(day: dt.date, session: str) -> str:
    """Write a session: "the morning of 9 November 2026"."""
    return f"the {_HALVES[session]} of {day_in_words(day)}"
