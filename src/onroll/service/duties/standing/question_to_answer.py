"""A parent questions an entry: somebody looks, and amends it or says why it stays (regulation 6)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from onroll.law.amendments import AMENDMENT
from onroll.law.plain_words import day_in_words
from onroll.service.duties.duty import Deed, DeedName, Duty, Item, Kind
from onroll.service.duties.facts import Morning
from onroll.service.parents.models import MarkQuestion

#: Within how many days a parent should have an answer. Ours.
ANSWERED_WITHIN = 7


def question_to_answer(morning: Morning) -> Iterator[Duty]:
    """Find the questions of parents that nobody has answered."""
    return (_duty(one, morning) for one in morning.from_parents.questions)


def _duty(asked: MarkQuestion, morning: Morning) -> Duty:
    sent = asked.made_at.astimezone(morning.now.tzinfo).date()
    by = sent + dt.timedelta(days=ANSWERED_WITHIN)
    half = {"AM": "morning", "PM": "afternoon"}[asked.session]
    return Duty(
        rule="question_to_answer",
        kind=Kind.PARENT,
        title=f"{asked.pupil}: a parent questions the {half} of {asked.date:%A} {asked.date.day} {asked.date:%B}",
        why=f"Sent on {day_in_words(sent)}. Nothing changes until somebody puts the entry right, or says why it stays.",
        who="Attendance office",
        due=dt.datetime.combine(by, dt.time(23, 59), tzinfo=morning.now.tzinfo),
        is_now=False,
        citation=AMENDMENT,
        deeds=(Deed(DeedName.OPEN_QUESTION, "Answer", {"question_id": asked.pk}),),
        items=(
            Item(
                key=f"question_to_answer/{asked.pk}",
                words="Parent’s question about an entry to answer",
                on=sent,
                pupil_id=asked.pupil_id,
            ),
        ),
    )
