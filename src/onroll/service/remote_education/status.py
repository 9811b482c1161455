"""When a note ends, and when it is looked at again: read off the note and its reviews."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from onroll.service.remote_education.models import RemoteNote, RemoteReview


def ended_on(note: RemoteNote, reviews: Iterable[RemoteReview]) -> dt.date | None:
    """Return the day on which a note was ended before its last day; None where it was not."""
    return next((one.made_at.date() for one in reviews if one.next_on is None), None)


def looked_at_on(note: RemoteNote, reviews: Iterable[RemoteReview]) -> dt.date:
    """Return the day on which a note is to be looked at again."""
    nexts = [one.next_on for one in reviews if one.next_on is not None]
    return nexts[-1] if nexts else note.review_on
