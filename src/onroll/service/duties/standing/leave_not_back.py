"""A pupil who is not back from leave when due: after some school days more is asked of the school and the authority."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from onroll.law.plain_words import day_in_words
from onroll.service.duties.duty import Deed, DeedName, Duty, Item, Kind
from onroll.service.duties.facts import Morning
from onroll.service.leave_of_absence.queries.kept_to import NotBack
from onroll.service.leave_of_absence.queries.requests import Due


def leave_not_back(morning: Morning) -> Iterator[Duty]:
    """Find pupils who have not attended since their leave ended."""
    return (_duty(one, one.not_back, morning) for one in morning.leave_not_back if one.not_back)


def _duty(leave: Due, found: NotBack, morning: Morning) -> Duty:
    limit = f" The last of them is {day_in_words(found.last)}." if found.last else ""
    return Duty(
        rule="leave_not_back",
        kind=Kind.LEAVE,
        title=f"{leave.name} is not back from leave",
        why=f"Due back on {day_in_words(found.due_back)}; this is school day {found.day} of {found.of}.{limit} Find out where they are.",
        who="Attendance office",
        due=dt.datetime.combine(found.due_back, dt.time(23, 59), tzinfo=morning.now.tzinfo),
        is_now=False,
        citation=found.citation,
        deeds=(Deed(DeedName.OPEN_LEAVE, "Open the leave", {"request_id": leave.request_id}),),
        items=(
            Item(
                key=f"leave_not_back/{leave.request_id}/{leave.pupil_id}",
                words="Not back from leave",
                on=found.due_back,
                pupil_id=leave.pupil_id,
            ),
        ),
    )
