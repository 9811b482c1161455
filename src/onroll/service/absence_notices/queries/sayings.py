"""What those who were told of absences said, and by which of it the school knows where a child is."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from onroll.service.absence_notices.covering import sessions_of
from onroll.service.absence_notices.models import Notice, NoticeEvent
from onroll.service.absence_notices.models.notice import ACCOUNTED_FOR, Knows
from onroll.service.absence_notices.queries.board import Told


@dataclass(frozen=True, slots=True)
class Saying:
    """What one of them said, and when: words, whether they know where the child is, or both."""

    notice: Notice
    who: str
    at: dt.datetime
    words: str
    knows: str

    @property
    def says_where(self) -> bool:
        """Whether it says where the child is."""
        return self.knows in ACCOUNTED_FOR

    @property
    def knows_in_words(self) -> str:
        """What they know of where the child is, in words; blank where they said nothing of it."""
        return str(Knows(self.knows).label) if self.knows else ""


def sayings_of(told: Iterable[Told]) -> list[Saying]:
    """Return what was said, in order, where it was more than that they have read it."""
    return sorted((each for one in told for each in _said(one)), key=lambda each: each.at)


def sessions_accounted_for(sayings: Iterable[Saying]) -> dict[int, set[str]]:
    """Return by pupil the sessions of which somebody said where the child is, as the last they said of it.

    What another says, or the same of another session, takes nothing from it.
    """
    last: dict[tuple[int, str, int | None, str], Saying] = {}
    for one in sayings:
        notice = one.notice
        for session in sessions_of(notice.sessions) if one.knows else ():
            last[notice.pupil_id or 0, notice.recipient, notice.professional_id, session] = one
    found: dict[int, set[str]] = defaultdict(set)
    for (pupil_id, _, _, session), one in last.items():
        if one.says_where:
            found[pupil_id].add(session)
    return dict(found)


def _said(told: Told) -> Iterator[Saying]:
    notice = told.notice
    if notice.how != Notice.How.EMAIL and (notice.words or notice.knows):
        yield Saying(notice, notice.who, notice.at, notice.words, notice.knows)
    for event in told.events:
        if event.what == NoticeEvent.What.RECEIVED and (event.words or event.knows):
            yield Saying(notice, event.who, event.at, event.words, event.knows)
