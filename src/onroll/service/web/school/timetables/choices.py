"""What a timetable's page asks for, and what its forms let a person choose among."""

from __future__ import annotations

import datetime as dt
from typing import Any

from onroll.service.part_time_timetables.models import TimetableEvent
from onroll.service.part_time_timetables.queries.due import Ask, TimetableDue, asks_of
from onroll.service.part_time_timetables.queries.timetables import TimetableFacts
from onroll.service.web.formats import day_of_year
from onroll.service.whole_numbers import whole_number

Party, How, Outcome = TimetableEvent.Party, TimetableEvent.How, TimetableEvent.Outcome
_ANSWERS = (How.SPOKEN, How.PAPER, How.EMAIL, How.TELEPHONE)
_TELLINGS = (How.PORTAL, How.EMAIL, How.PAPER, How.TELEPHONE)


def choices_of(found: TimetableFacts, *, on: dt.date, sees_all: bool) -> dict[str, Any]:
    """Return by name what is asked for now, and what each list of choices holds; a social worker only where the reader may know of one."""
    signers = [
        (
            f"parent {one.parent_id}",
            f"{one.name}, {one.relationship.lower()}",
            "Lives with the pupil" if one.lives_with else "",
        )
        for one in found.parents
    ]
    signers.append((Party.PUPIL.value, "The pupil", ""))
    if sees_all:
        signers.append((Party.SOCIAL_WORKER.value, "The social worker", "Say who below"))
    told = [Party.AUTHORITY, *([Party.VIRTUAL_SCHOOL] if sees_all else [])]
    asked = asks_of(found.line, on=on)
    return {
        "asked": [one.ask for one in asked],
        "to_do": [words for one in asked if (words := _to_do(one))],
        "signers": signers,
        "ways": [(one.value, one.label) for one in _ANSWERS],
        "told_choices": [(one.value, one.label) for one in told],
        "told_ways": [(one.value, one.label) for one in _TELLINGS],
        "review_outcomes": [(one.value, one.label, "") for one in TimetableEvent.OF_A_REVIEW],
        "end_outcomes": [(one.value, one.label, "") for one in TimetableEvent.OF_AN_END],
    }


def _to_do(due: TimetableDue) -> str:
    """Say what is to be done of a timetable that stands; what is wanted before, and what it asks when over, the page says."""
    if due.ask is Ask.COPY:
        return "The authority has no copy yet."
    if due.ask is Ask.REVIEW:
        return f"Review it: that was set for {day_of_year(due.by)}."
    if due.ask is Ask.END_NEAR:
        return f"It ends on {day_of_year(due.by)}: arrange the first full days, and write to the parents."
    return ""


def whose(chosen: str) -> tuple[str, int | None]:
    """Return the party and, for a parent, the id that a choice of signers stands for."""
    party, _, of = chosen.partition(" ") if chosen.startswith("parent ") else (chosen, "", "")
    return party, whole_number(of)
