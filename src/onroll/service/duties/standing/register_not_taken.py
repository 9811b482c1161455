"""A register that nobody has begun, once it should be under way (regulation 10(1))."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from onroll.law.plain_words import counted
from onroll.law.register_cover import EVERY_PUPIL_ON_ROLL
from onroll.service.attendance_register.queries.board import BoardRow
from onroll.service.attendance_register.status import RegisterState
from onroll.service.duties.duty import Deed, DeedName, Duty, Item, Kind
from onroll.service.duties.facts import Morning, SessionFacts

#: How long a register may be open, in minutes, before its not being begun is worth anyone's while. Ours.
GRACE = 10


def register_not_taken(morning: Morning) -> Iterator[Duty]:
    """Find registers not begun: after closing, and from some minutes before it."""
    for held in morning.sessions:
        if morning.now < held.opens_at + dt.timedelta(minutes=GRACE):
            continue
        for register in held.registers:
            if register.state in (RegisterState.NOT_STARTED, RegisterState.MISSING):
                yield _duty(register, held, morning.now)


def _duty(register: BoardRow, held: SessionFacts, now: dt.datetime) -> Duty:
    return Duty(
        rule="register_not_taken",
        kind=Kind.REGISTER,
        title=f"{register.group} has not been taken",
        why=f"{when_it_closes(held, now)} {counted(register.expected, 'pupil')} with no entry.",
        who=", ".join(register.teachers) or "nobody named",
        due=held.closes_at,
        is_now=True,
        citation=EVERY_PUPIL_ON_ROLL,
        items=(item_of_register("register_not_taken", "not taken", register, held),),
        deeds=deeds_of_register(register.group_id, held),
        reminded_at=held.reminded.get(register.group_id),
    )


def when_it_closes(held: SessionFacts, now: dt.datetime) -> str:
    """Say how long ago a register closed, or how long it has left."""
    minutes = int(abs((held.closes_at - now).total_seconds()) // 60)
    half = {"AM": "morning", "PM": "afternoon"}[held.session]
    length = counted(minutes // 60, "hour") if minutes >= 60 else counted(minutes, "minute")
    return f"The {half} register closed {length} ago." if now > held.closes_at else f"It closes in {length}."


def deeds_of_register(group_id: int, held: SessionFacts) -> tuple[Deed, ...]:
    """Return what can be done about a register: remind, or open it."""
    of = {"group_id": group_id, "date": held.date, "session": held.session}
    return Deed(DeedName.REMIND, "Remind", of), Deed(DeedName.OPEN_REGISTER, "Open", of)


def item_of_register(rule: str, how: str, register: BoardRow, held: SessionFacts) -> Item:
    """Return a register as it is kept: its group and session, and how it stands."""
    half = {"AM": "morning", "PM": "afternoon"}[held.session]
    return Item(
        key=f"{rule}/{register.group_id}/{held.date}/{held.session}",
        words=f"{half.capitalize()} register of {register.group}, {how}",
        on=held.date,
        session=held.session,
        group_id=register.group_id,
    )
