"""What the checks found in the last days that no other duty speaks of: one duty a check."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from onroll.service.duties.duty import Deed, DeedName, Duty, Kind
from onroll.service.duties.facts import Morning


def checks_found(morning: Morning) -> Iterator[Duty]:
    """Find the checks that found something."""
    for found in morning.checks:
        yield Duty(
            kind=Kind.CHECK,
            title=f"{found.title}: {found.count}",
            why="In the last week.",
            who="Attendance office",
            due=dt.datetime.combine(morning.now.date(), dt.time(23, 59), tzinfo=morning.now.tzinfo),
            is_now=False,
            citation=found.citation,
            deeds=(Deed(DeedName.OPEN_CHECK, "Open the check", {"check": found.name}),),
        )
