"""A register begun and left with gaps (regulation 10(1): an entry for every pupil)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from onroll.law.register_cover import EVERY_PUPIL_ON_ROLL
from onroll.service.attendance_register.status import RegisterState
from onroll.service.duties.duty import Duty, Kind
from onroll.service.duties.facts import Morning
from onroll.service.duties.standing.register_not_taken import (
    GRACE,
    deeds_of_register,
    item_of_register,
    when_it_closes,
)


def register_part_filled(morning: Morning) -> Iterator[Duty]:
    """Find registers begun, with pupils still blank."""
    for held in morning.sessions:
        for register in held.registers:
            if register.state != RegisterState.PART:
                continue
            gaps = register.expected - register.entered
            yield Duty(
                rule="register_part_filled",
                kind=Kind.REGISTER,
                title=f"{register.group} is part done: {gaps} of {register.expected} blank",
                why=f"{when_it_closes(held, morning.now)} Nobody is taken to be present.",
                who=register.taken_by or ", ".join(register.teachers) or "nobody named",
                due=held.closes_at,
                is_now=morning.now >= held.opens_at + dt.timedelta(minutes=GRACE),
                citation=EVERY_PUPIL_ON_ROLL,
                items=(item_of_register("register_part_filled", "part done", register, held),),
                deeds=deeds_of_register(register.group_id, held),
                reminded_at=held.reminded.get(register.group_id),
            )
