"""Whether somebody who was told of an absence said where the child is."""

from __future__ import annotations

from onroll.service.absence_notices.models import Knows
from onroll.service.absence_notices.refusals import NoticeRefused

_WHERE = "Say where the child is, so that the school can be sure."
_NOT_ASKED = "This notice is of no absence without a reason, so it is not asked where the child is."


def refuse_unsaid(knows: str, words: str, *, about: str = "") -> None:
    """Refuse an answer that a child is elsewhere and not where; blank says nothing of it. Raises NoticeRefused."""
    if knows and knows not in Knows.values:
        raise NoticeRefused("Choose one of the answers, or none.", field="knows")
    if knows and about:
        raise NoticeRefused(_NOT_ASKED, field="knows")
    if knows == Knows.ELSEWHERE and not words.strip():
        raise NoticeRefused(_WHERE, field="words")
