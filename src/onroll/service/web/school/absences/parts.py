"""The pages under Absences, in the order a morning needs them. A further page is one line here, and includes `_parts.html`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from onroll.service import clock
from onroll.service.access.permissions import Permission
from onroll.service.lessons.queries.day import lessons_kept


@dataclass(frozen=True, slots=True)
class Part:
    """One page under Absences: its words, the name of its address, and all that must be held for it to open."""

    text: str
    page: str
    permissions: tuple[Permission, ...]
    #: Whether a school has it at all.
    is_there: Callable[[int], bool] | None = None


def _keeps_lessons(school_id: int) -> bool:
    return lessons_kept(school_id, clock.today())


PARTS = (
    Part("Call list", "absences", (Permission.ABSENCE_VIEW,)),
    Part("Reasons to accept", "absence_reasons", (Permission.REASON_ACCEPT,)),
    Part("From parents", "from_parents", (Permission.PARENT_ANSWER,)),
    Part("Days left for a reason", "absence_no_reason", (Permission.REGISTER_VIEW, Permission.ROLL_VIEW)),
    Part("Late", "late", (Permission.LATENESS_VIEW,)),
    Part("Notices", "notices", (Permission.ABSENCE_FOLLOW_UP,)),
    Part("Weekly list", "notices_weekly", (Permission.PUPIL_SAFEGUARDING_VIEW, Permission.ABSENCE_FOLLOW_UP)),
    Part("Lessons", "lessons", (Permission.LESSONS_VIEW,), _keeps_lessons),
    Part("Escalations", "absence_escalations", (Permission.ESCALATION_DECIDE,)),
)


def parts_open_to(may: Callable[[str], bool], school_id: int) -> list[Part]:
    """Return the pages under Absences that somebody may open at a school, asked of each permission by its name."""
    return [
        part
        for part in PARTS
        if all(may(one.name) for one in part.permissions)
        and (part.is_there is None or part.is_there(school_id))
    ]
