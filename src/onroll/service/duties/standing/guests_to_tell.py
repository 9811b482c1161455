"""Guests of today whose home school has not been told how they attended."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from onroll.law.follow_up import SAME_DAY, Recipient
from onroll.law.plain_words import counted
from onroll.service.duties.duty import Deed, DeedName, Duty, Item, Kind
from onroll.service.duties.facts import Morning


def guests_to_tell(morning: Morning) -> Iterator[Duty]:
    """Find the home schools to be told of today: once a session's register has closed, and again where it changed since."""
    today = morning.now.date()
    # Of a guest without a reason the home school is told as everybody is of such an absence: one thing to do, and sooner.
    noticed = {
        row.pupil.pk
        for row in morning.followed_up.to_tell
        if row.whom.recipient is Recipient.OTHER_SCHOOL and row.pupil.pk
    }
    lines = [one for one in morning.guests if not (one.unexplained and one.stay.pupil_id in noticed)]
    if lines:
        yield Duty(
            rule="guests_to_tell",
            kind=Kind.ELSEWHERE,
            title=f"{counted(len(lines), 'home school')} to tell about a guest",
            why="A guest’s home school is told the same day how the guest attended.",
            who="Attendance office",
            due=dt.datetime.combine(today, dt.time(23, 59), tzinfo=morning.now.tzinfo),
            is_now=False,
            citation=SAME_DAY,
            items=tuple(
                Item(
                    f"guests_to_tell/{one.stay.pk}/{today}",
                    "A home school to tell",
                    today,
                    pupil_id=one.stay.pupil_id,
                )
                for one in lines
            ),
            deeds=(Deed(DeedName.OPEN_GUESTS, "Open the guests", {}),),
        )
