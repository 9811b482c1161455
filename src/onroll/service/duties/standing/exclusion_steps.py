"""What a suspension or exclusion asks of a school: the letter, education from the sixth school day, the meeting after."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from onroll.law.plain_words import day_in_words
from onroll.service.duties.duty import Deed, DeedName, Duty, Item, Kind
from onroll.service.duties.facts import Morning
from onroll.service.exclusions.queries.exclusions import ExclusionDue

_WORDS = {
    "tell": ("write to the parents", "They are told in writing, with the days the child is theirs to keep from public places."),
    "provision": ("education from the sixth school day", "Full-time education is due from {day}. Record what was arranged."),
    "meeting": ("hold the reintegration meeting", "The pupil is due back on {day}. Record the meeting once it was held."),
}  # fmt: skip


def exclusion_steps(morning: Morning) -> Iterator[Duty]:
    """Find what is still to be done about each exclusion."""
    return (_duty(one, morning) for one in morning.exclusions)


def _duty(one: ExclusionDue, morning: Morning) -> Duty:
    title, why = _WORDS[one.what]
    return Duty(
        rule="exclusion_steps",
        kind=Kind.EXCLUSION,
        title=f"{one.name}: {title}",
        why=why.format(day=day_in_words(one.by)),
        who="Head teacher",
        due=dt.datetime.combine(one.by, dt.time(23, 59), tzinfo=morning.now.tzinfo),
        is_now=False,
        citation=one.citation,
        deeds=(Deed(DeedName.OPEN_EXCLUSION, "Open it", {"exclusion_id": one.exclusion_id}),),
        items=(
            Item(
                key=f"exclusion_steps/{one.exclusion_id}/{one.what}",
                words=f"Suspension or exclusion: {title}",
                on=one.by,
                pupil_id=one.pupil_id,
            ),
        ),
    )
