"""What another school was told of an absence and answered, in a sentence: it says nothing of who protects a pupil."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.timezone import localtime

from onroll.law.follow_up import Recipient
from onroll.law.plain_words import time_in_words
from onroll.service.absence_notices.covering import sessions_of
from onroll.service.absence_notices.models.notice import Knows
from onroll.service.absence_notices.queries.board import Told
from onroll.service.absence_notices.queries.sayings import Saying, sayings_of

_HALVES = {"AM": "morning", "PM": "afternoon"}


def what_another_school_said(told: Iterable[Told]) -> str:
    """Return what the other school was told of a pupil's absence of a day and answered; blank where it was not told."""
    mine = [one for one in told if one.notice.recipient == Recipient.OTHER_SCHOOL]
    if not mine:
        return ""
    last = mine[-1]
    at = time_in_words(localtime(last.notice.at).time())
    sayings = sayings_of(mine)
    if sayings:
        return f"{_was_told(last)} at {at}, and answered{_answered(sayings[-1])}"
    if last.is_lost:
        return f"The email to the other school ({last.notice.who}) did not arrive"
    if last.is_received:
        return f"{_was_told(last)} at {at}, and said nothing of where the child is"
    return f"{_was_told(last)} at {at}, and has not answered"


def _was_told(told: Told) -> str:
    who = f" ({told.notice.who})" if told.notice.who else ""
    return f"The other school{who} was told"


def _answered(said: Saying) -> str:
    at = f" at {time_in_words(localtime(said.at).time())}"
    words = f": “{said.words}”" if said.words else ""
    if said.says_where:
        halves = " and ".join(_HALVES[one] for one in sessions_of(said.notice.sessions))
        return f"{at} where the child was, of the {halves} alone{words}"
    if said.knows == Knows.NOT_KNOWN:
        return f"{at} that they do not know where the child is{words}"
    return f"{at} without saying where the child is{words}"
