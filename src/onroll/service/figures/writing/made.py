"""Who had a file made of a document, and when."""

from __future__ import annotations

import datetime as dt

from onroll.law.plain_words import day_in_words, time_in_words
from onroll.service.clock import LONDON


def made_in_words(made_at: dt.datetime, made_by: str) -> str:
    """Say when a file was made, and for whom."""
    at = made_at.astimezone(LONDON)
    return f"Written for {made_by} on {day_in_words(at.date())} at {time_in_words(at.time())}."
