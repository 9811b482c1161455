"""An absence the safeguarding lead was told of, and that nobody has decided about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from onroll.law.follow_up import REASONABLE_STEPS
from onroll.law.plain_words import moment_in_words
from onroll.service.absence_follow_up.models import Step
from onroll.service.duties.duty import Deed, DeedName, Duty, Item, Kind
from onroll.service.duties.facts import Morning

#: How soon the safeguarding lead answers. Ours.
ANSWERED_WITHIN = dt.timedelta(minutes=30)


def escalation_waiting(morning: Morning) -> Iterator[Duty]:
    """Find what waits for the safeguarding lead."""
    return (_duty(step, morning) for step in morning.followed_up.escalated)


def _duty(step: Step, morning: Morning) -> Duty:
    told = step.at.astimezone(morning.now.tzinfo)
    taken_on = bool(step.taken_on)  # type: ignore[attr-defined] # annotated by open_steps
    return Duty(
        rule="escalation_waiting",
        kind=Kind.FOLLOW_UP,
        title=f"{step.pupil}: decide what follows"
        if taken_on
        else f"{step.pupil}: the safeguarding lead was told, and has not answered",
        why=f"Told on {moment_in_words(told)} by {step.made_by_name}: {step.words}",
        who="Designated safeguarding lead",
        due=told + ANSWERED_WITHIN,
        is_now=not taken_on or told + ANSWERED_WITHIN <= morning.now,
        citation=REASONABLE_STEPS,
        deeds=(
            Deed(DeedName.OPEN_ESCALATION, "Take it on or decide", {"step_id": step.pk}),
            Deed(DeedName.OPEN_ABSENCE, "Follow up", {"pupil_id": step.pupil_id, "date": step.date}),
        ),
        # No pupil: what safeguarding knows is read by those who follow up.
        items=(
            Item(
                key=f"escalation_waiting/{step.pk}",
                words="Told to the safeguarding lead, and not decided",
                on=step.date,
            ),
        ),
    )
