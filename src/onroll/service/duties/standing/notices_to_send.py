"""Notices to send today: who works with a pupil is told on the day of an absence nobody has explained."""

from __future__ import annotations

from collections.abc import Iterator

from onroll.law.plain_words import counted
from onroll.service.absence_notices.status import NoticeState
from onroll.service.duties.duty import Deed, DeedName, Duty, Item, Kind
from onroll.service.duties.facts import Morning


def notices_to_send(morning: Morning) -> Iterator[Duty]:
    """Find whether anybody outside the school is still to be told today: one duty, for its record names no pupil."""
    rows = morning.followed_up.to_tell
    if not rows:
        return
    due, today = min(row.due for row in rows), morning.now.date()
    lost = sum(row.state is NoticeState.NOT_DELIVERED for row in rows)
    pupils = counted(len({row.pupil.pk for row in rows}), "pupil")
    yield Duty(
        rule="notices_to_send",
        kind=Kind.NOTICE,
        title=f"{counted(len(rows), 'same-day notice')} to send, about {pupils}",
        why=f"{rows[0].whom.part.capitalize()} of {rows[0].pupil} is told {rows[0].whom.telling.when}."
        + (f" {counted(lost, 'notice')} did not arrive: ring instead." if lost else ""),
        who="Designated safeguarding lead",
        due=due,
        is_now=due <= morning.now,
        citation=rows[0].whom.citation,
        deeds=(Deed(DeedName.OPEN_NOTICES, "Tell them"),),
        items=(Item(key=f"notices_to_send/{today}", words="Same-day notices to send", on=today),),
    )
