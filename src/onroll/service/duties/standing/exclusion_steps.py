"""What a suspension or exclusion asks of a school: who is told, education from the sixth school day, governors, the meeting after."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from onroll.law.plain_words import day_in_words
from onroll.service.duties.duty import Deed, DeedName, Duty, Item, Kind
from onroll.service.duties.facts import Morning
from onroll.service.exclusions.queries.exclusions import ExclusionDue

_WORDS = {
    "tell": ("write to the parents", "They are told in writing, with the days the child is theirs to keep from public places."),
    "others": ("tell those outside the school who must know", "The local authority, and a social worker or the Virtual School where there is one, are told without delay."),
    "others_cancelled": ("tell those who were told that it is cancelled", "Whoever was told outside the school is told without delay that it is cancelled."),
    "tell_cancelled": ("write to the parents that it is cancelled", "The parents were written to before, and are told without delay."),
    "governors": ("the governing board considers it", "The governing board decides by {day} whether the pupil comes back. Record what it decided."),
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
