"""A pupil who was in school at registration, is absent from a lesson and has not been found."""

from __future__ import annotations

from collections.abc import Iterator

from onroll.law.after_the_mark import LESSONS
from onroll.law.plain_words import time_in_words
from onroll.service.duties.duty import Deed, DeedName, Duty, Item, Kind
from onroll.service.duties.facts import MissingPupil, Morning


def missing_from_lesson(morning: Morning) -> Iterator[Duty]:
    """Find the pupils missing now, the longest first."""
    return (_duty(one, morning) for one in morning.missing)


def _duty(missing: MissingPupil, morning: Morning) -> Duty:
    since = missing.since.astimezone(morning.now.tzinfo)
    return Duty(
        rule="missing_from_lesson",
        kind=Kind.LESSON,
        title=f"{missing.name} is in school, and absent from {missing.lesson}",
        why=f"Noticed at {time_in_words(since)}. {missing.next_step}. The session’s entry stays as it is.",
        who="On call",
        due=since,
        is_now=True,
        citation=LESSONS,
        deeds=(
            Deed(
                DeedName.OPEN_MISSING,
                "Look for them",
                {"pupil_id": missing.pupil_id, "date": morning.now.date()},
            ),
        ),
        items=(
            Item(
                key=f"missing_from_lesson/{missing.pupil_id}/{morning.now.date()}",
                words="Missing during the day",
                on=morning.now.date(),
                pupil_id=missing.pupil_id,
            ),
        ),
    )
