"""A home visit that was planned, and is not recorded as made."""

from __future__ import annotations

from collections.abc import Iterator

from onroll.law.follow_up import REASONABLE_STEPS
from onroll.law.plain_words import moment_in_words
from onroll.service.absence_follow_up.models import Step
from onroll.service.duties.duty import Deed, DeedName, Duty, Item, Kind
from onroll.service.duties.facts import Morning


def visit_to_make(morning: Morning) -> Iterator[Duty]:
    """Find the home visits to make, and those whose time has passed."""
    return (_duty(step, morning) for step in morning.followed_up.visits)


def _duty(step: Step, morning: Morning) -> Duty:
    at = step.at.astimezone(morning.now.tzinfo)
    is_over = at <= morning.now
    planned = f"Planned for {moment_in_words(at)}; {step.who} to go."
    return Duty(
        rule="visit_to_make",
        kind=Kind.FOLLOW_UP,
        title=f"{step.pupil}: record what the home visit found"
        if is_over
        else f"{step.pupil}: a home visit to make",
        why=f"{planned} Nothing is recorded of it." if is_over else planned,
        who=step.who or "Attendance office",
        due=at,
        is_now=is_over,
        citation=REASONABLE_STEPS,
        deeds=(
            Deed(DeedName.RECORD_VISIT, "Record the visit", {"pupil_id": step.pupil_id, "date": step.date}),
            Deed(DeedName.OPEN_ABSENCE, "Follow up", {"pupil_id": step.pupil_id, "date": step.date}),
        ),
        # No pupil: what safeguarding knows is read by those who follow up.
        items=(Item(key=f"visit_to_make/{step.pk}", words="A home visit to make", on=step.date),),
    )
