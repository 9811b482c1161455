"""Absences planned for a session that has closed, still blank: a plan is not an entry until it is entered."""

from __future__ import annotations

from collections.abc import Iterator

from onroll.law.plain_words import counted
from onroll.law.register_cover import EVERY_PUPIL_ON_ROLL
from onroll.service.duties.duty import Deed, DeedName, Duty, Item, Kind
from onroll.service.duties.facts import Morning, SessionFacts


def plans_not_entered(morning: Morning) -> Iterator[Duty]:
    """Find plans of a session now closed whose pupils have no entry."""
    for held in morning.sessions:
        if held.plans_to_enter and morning.now > held.closes_at:
            many = held.plans_to_enter != 1
            half = {"AM": "morning", "PM": "afternoon"}[held.session]
            yield Duty(
                rule="plans_not_entered",
                kind=Kind.PLAN,
                title=f"{counted(held.plans_to_enter, 'planned absence')} to enter",
                why=f"Planned for this {half}, and the pupil{'s are' if many else ' is'} still blank.{_waiting(held)}",
                who="Attendance office",
                due=held.closes_at,
                is_now=False,
                citation=EVERY_PUPIL_ON_ROLL,
                items=(
                    Item(
                        key=f"plans_not_entered/{held.date}/{held.session}",
                        words=f"Planned absences to enter, {half}",
                        on=held.date,
                        session=held.session,
                    ),
                ),
                deeds=(
                    Deed(DeedName.ENTER_PLANS, "Enter them", {"date": held.date, "session": held.session}),
                ),
            )


def _waiting(held: SessionFacts) -> str:
    """Say how many of them the teachers had to leave to the office."""
    waiting = sum(register.waiting for register in held.registers)
    return f" {waiting} {'was' if waiting == 1 else 'were'} left to the office." if waiting else ""
