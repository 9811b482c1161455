"""Entries missing from registers of earlier days (regulation 10(1))."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from onroll.law.plain_words import counted
from onroll.law.register_cover import EVERY_PUPIL_ON_ROLL
from onroll.service.duties.duty import Deed, DeedName, Duty, Item, Kind
from onroll.service.duties.facts import Blanks, Morning


def blank_entries(morning: Morning) -> Iterator[Duty]:
    """Find registers of earlier days that still have gaps."""
    for blanks in morning.blanks:
        half = {"AM": "morning", "PM": "afternoon"}[blanks.session]
        yield Duty(
            rule="blank_entries",
            kind=Kind.BLANK,
            title=f"{blanks.group}: {counted(blanks.count, 'pupil')} blank on {blanks.date:%A %-d %B}, {half}",
            why="Every pupil on roll needs an entry for every session. Find out who was there, and enter it with the reason.",
            who="Attendance office",
            due=dt.datetime.combine(blanks.date, dt.time(23, 59), tzinfo=morning.now.tzinfo),
            is_now=False,
            citation=EVERY_PUPIL_ON_ROLL,
            items=(_item(blanks, half),),
            deeds=(
                Deed(
                    DeedName.OPEN_REGISTER,
                    "Open",
                    {"group_id": blanks.group_id, "date": blanks.date, "session": blanks.session},
                ),
            ),
        )


def _item(blanks: Blanks, half: str) -> Item:
    return Item(
        key=f"blank_entries/{blanks.group_id}/{blanks.date}/{blanks.session}",
        words=f"Blank entries of {blanks.group}, {half}",
        on=blanks.date,
        session=blanks.session,
        group_id=blanks.group_id,
    )
