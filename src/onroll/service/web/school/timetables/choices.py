"""What the forms of a timetable's page let a person choose among."""

from __future__ import annotations

from typing import Any

from onroll.service.part_time_timetables.models import TimetableEvent
from onroll.service.part_time_timetables.queries.timetables import TimetableFacts

Party, How, Outcome = TimetableEvent.Party, TimetableEvent.How, TimetableEvent.Outcome
_ANSWERS = (How.SPOKEN, How.PAPER, How.EMAIL, How.TELEPHONE)
_TELLINGS = (How.PORTAL, How.EMAIL, How.PAPER, How.TELEPHONE)


def choices_of(found: TimetableFacts, *, sees_all: bool) -> dict[str, Any]:
    """Return by name what each list of choices holds; a social worker only where the reader may know of one."""
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
    return {
        "signers": signers,
        "ways": [(one.value, one.label) for one in _ANSWERS],
        "told_choices": [(one.value, one.label) for one in told],
        "told_ways": [(one.value, one.label) for one in _TELLINGS],
        "review_outcomes": [(one.value, one.label, "") for one in TimetableEvent.OF_A_REVIEW],
        "end_outcomes": [(one.value, one.label, "") for one in TimetableEvent.OF_AN_END],
    }


def whose(chosen: str) -> tuple[str, int | None]:
    """Return the party and, for a parent, the id that a choice of signers stands for."""
    party, _, of = chosen.partition(" ") if chosen.startswith("parent ") else (chosen, "", "")
    return party, int(of) if of.isdecimal() else None
