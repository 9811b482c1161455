"""What was asked and decided of a pupil's leave, as a timeline has it."""

from __future__ import annotations

from onroll.law.plain_words import day_in_words
from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.leave_of_absence.models import LeaveChild, LeaveDecision
from onroll.service.pupil_record.timeline import Happening


def leave_happenings(scope: Scope, *, school_id: int, pupil_id: int) -> list[Happening]:
    """Return what was asked and decided of a pupil's leave, in two statements; nothing to whom leave is not shown."""
    if not scope.may(Permission.LEAVE_VIEW, school_id=school_id):
        return []
    about = {"school_id": school_id, "pupil_id": pupil_id}
    children = LeaveChild.objects.filter(**about).select_related("request__parent")
    found = []
    for one in children:
        asked = one.request
        span = day_in_words(asked.first_day)
        if asked.last_day != asked.first_day:
            span = f"{span} to {day_in_words(asked.last_day)}"
        by = str(asked.parent or "the pupil")
        found.append(
            Happening(asked.made_at, asked.made_by_name, f"Leave asked for by {by}: {span}", asked.reason, leave_id=asked.pk)
        )  # fmt: skip
        if asked.withdrawn_at:
            found.append(
                Happening(asked.withdrawn_at, asked.withdrawn_by_name, f"Leave no longer asked for: {span}", leave_id=asked.pk)
            )  # fmt: skip
    decisions = LeaveDecision.objects.filter(child__pupil_id=pupil_id, school_id=school_id)
    for decision in decisions.select_related("child"):
        outcome = str(decision.get_outcome_display()).lower()
        found.append(
            Happening(
                decision.at,
                decision.by_name,
                f"Leave {outcome}",
                decision.reasons,
                leave_id=decision.child.request_id,
            )
        )
    return found
