"""Pupils absent without a reason of whom nobody was reached by the school's hour: it goes further than another call."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onroll.law.follow_up import REASONABLE_STEPS
from onroll.law.plain_words import counted, time_in_words
from onroll.service.absence_notices.queries.not_reached import NotReached
from onroll.service.duties.duty import Deed, DeedName, Duty, Item, Kind
from onroll.service.duties.facts import Morning

#: How many pupils a line names.
_NAMED = 3


def nobody_reached(morning: Morning) -> Iterator[Duty]:
    """Find the pupils of today whom nobody knows anything of."""
    found = morning.followed_up.not_reached
    if not found:
        return
    today, due = morning.now.date(), min(one.due for one in found)
    names = ", ".join(one.name for one in found[:_NAMED])
    more = f" and {len(found) - _NAMED} more" if len(found) > _NAMED else ""
    yield Duty(
        rule="nobody_reached",
        kind=Kind.FOLLOW_UP,
        title=f"{counted(len(found), 'pupil')}: nobody reached by {time_in_words(due.time())}",
        why=" ".join(
            (f"{names}{more}. Try every number again, or tell the safeguarding lead.", *_said(found))
        ),
        who="Attendance office",
        due=due,
        is_now=True,
        citation=REASONABLE_STEPS,
        deeds=(Deed(DeedName.OPEN_CALLS, "Open the call list"),),
        items=tuple(
            Item(
                key=f"nobody_reached/{one.pupil_id}/{today}",
                words="Nobody reached",
                on=today,
                pupil_id=one.pupil_id,
            )
            for one in found
        ),
    )


def _said(found: Sequence[NotReached]) -> Iterator[str]:
    """Yield what another school was told and answered of those named: an answer that does not say where settles nothing."""
    return (f"{one.name}: {one.said}." for one in found[:_NAMED] if one.said)
