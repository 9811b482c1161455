"""A parent questions an entry of their child's. Nothing changes until a person of the school answers."""

from __future__ import annotations

import datetime as dt

from onroll.law.plain_words import day_in_words
from onroll.service.attendance_register.models import CurrentEntry
from onroll.service.audit.actions import record_event
from onroll.service.parents.keeping import keep_once
from onroll.service.parents.models import MarkQuestion
from onroll.service.parents.opening import Key, actor_of, child_of, open_link
from onroll.service.parents.refusals import ParentRefusal


def question_mark(
    *, secret: Key, pupil_id: int, date: dt.date, session: str, words: str, key: str, now: dt.datetime
) -> MarkQuestion:
    """Keep a parent's question about one session of their child's. Raises ParentRefusal, TooLong."""
    link = open_link(secret, on=now.date())
    child = child_of(link, pupil_id, on=now.date())
    if not words.strip():
        raise ParentRefusal("Say what you think happened, in a few words.")
    about = {"school_id": link.school_id, "pupil_id": child.pk, "date": date, "session": session}
    entry = CurrentEntry.objects.filter(**about).first()
    if entry is None or not entry.code:
        raise ParentRefusal(
            f"The register says nothing of {child.forename} for that part of {day_in_words(date)}. Check the day, and "
            "whether it was the morning or the afternoon.",
            field="on",
        )
    before = MarkQuestion.objects.filter(parent_id=link.parent_id, answer=None, **about).exclude(key=key)
    if before.exists():
        raise ParentRefusal(
            "You have asked about this already, and the school has not answered yet. If it cannot wait, ring the school."
        )
    question = MarkQuestion(**about, parent_id=link.parent_id, code=entry.code, words=words.strip(), key=key)

    def note(kept: MarkQuestion) -> None:
        record_event(
            "parents.mark.questioned", by=actor_of(link.parent), now=now, school_id=link.school_id,
            subject_type="pupil", subject_id=child.pk, question=kept.pk, date=date.isoformat(), session=session,
        )  # fmt: skip

    return keep_once(question, now=now, also=note)
