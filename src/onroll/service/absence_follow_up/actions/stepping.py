"""Steps beyond a call: telling the safeguarding lead and their decision, home visits, and the child seen."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from onroll.service.absence_follow_up.actions.keeping import (
    keep_once,
    noted,
    refuse_moment,
    require,
    sent_before,
)
from onroll.service.absence_follow_up.models import Step
from onroll.service.absence_follow_up.refusals import FollowUpRefused
from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.access.queries.roles_held import holders_of
from onroll.service.correspondence.actions.writing_to_staff import write_to_staff

Kind = Step.Kind


def escalate(
    *,
    school_id: int,
    pupil_id: int,
    date: dt.date,
    why: str,
    by: Actor,
    now: dt.datetime,
    key: str | None = None,
) -> Step:
    """Tell the safeguarding lead of an absence, and why. Raises FollowUpRefused, TooLong, OutOfScope."""
    require(by, Permission.ABSENCE_FOLLOW_UP, school_id=school_id, pupil_id=pupil_id, on=now.date())
    refuse_moment(now, date, now)
    if not why.strip():
        raise FollowUpRefused("Say why the safeguarding lead should know, such as “nobody reached by 10:30”.")
    step = Step(
        school_id=school_id,
        pupil_id=pupil_id,
        date=date,
        at=now,
        kind=Kind.ESCALATED,
        words=why.strip(),
        key=key,
    )
    with transaction.atomic():
        kept = _keep(step, by, now)
        _write_to_the_lead(kept, by, now)
    return kept


def _write_to_the_lead(told: Step, by: Actor, now: dt.datetime) -> None:
    """Write to each safeguarding lead of the school that something waits; sent twice, it is written once."""
    leads = holders_of("safeguarding_lead", school_id=told.school_id, on=now.date())
    write_to_staff(
        school_id=told.school_id,
        template="escalation-told",
        to=leads,
        about=f"escalation {told.pk}",
        facts={},
        by=by,
        now=now,
    )


def acknowledge(*, school_id: int, step_id: int, by: Actor, now: dt.datetime, key: str | None = None) -> Step:
    """Take on an absence that was escalated. Raises FollowUpRefused, OutOfScope."""
    told = _answerable(school_id, step_id, by)
    if (before := sent_before(Step, school_id, key)) is not None:
        return before
    if told.answered_by.exists():
        raise FollowUpRefused("Somebody has taken this on already. Open the page again to see who.")
    return _keep(_answer(told, Kind.ACKNOWLEDGED, now, key), by, now)


def decide(
    *,
    school_id: int,
    step_id: int,
    decision: str,
    why: str,
    by: Actor,
    now: dt.datetime,
    key: str | None = None,
) -> Step:
    """Decide what follows an escalation, and why; a later decision stands beside the earlier. Raises FollowUpRefused, TooLong."""
    told = _answerable(school_id, step_id, by)
    if decision not in Step.Decision.values:
        raise FollowUpRefused("Choose what is to be done.", field="decision")
    if not why.strip():
        raise FollowUpRefused("Say why this was decided. Somebody may have to answer for it later.")
    answer = _answer(told, Kind.DECIDED, now, key)
    answer.decision, answer.words = decision, why.strip()
    return _keep(answer, by, now)


def plan_visit(
    *,
    school_id: int,
    pupil_id: int,
    date: dt.date,
    at: dt.datetime,
    who: str,
    by: Actor,
    now: dt.datetime,
    place: str = "",
    words: str = "",
    key: str | None = None,
) -> Step:
    """Plan a home visit: who goes and when. Raises FollowUpRefused, TooLong, OutOfScope."""
    require(by, Permission.ABSENCE_FOLLOW_UP, school_id=school_id, pupil_id=pupil_id, on=now.date())
    if not who.strip():
        raise FollowUpRefused("Say who goes. Two people are safer than one.", field="who")
    if at.date() < date:
        raise FollowUpRefused("A visit about this absence cannot be before it. Change the time.", field="at")
    return _keep(Step(school_id=school_id, pupil_id=pupil_id, date=date, at=at, kind=Kind.VISIT_PLANNED,
                      who=who.strip(), place=place.strip(), words=words.strip(), key=key), by, now)  # fmt: skip


def record_visit(
    *,
    school_id: int,
    pupil_id: int,
    date: dt.date,
    at: dt.datetime,
    who: str,
    found: str,
    by: Actor,
    now: dt.datetime,
    planned_id: int | None = None,
    place: str = "",
    words: str = "",
    key: str | None = None,
) -> Step:
    """Record a home visit made, planned before or not: who went, and what was found. Raises FollowUpRefused, TooLong, OutOfScope."""
    require(by, Permission.ABSENCE_FOLLOW_UP, school_id=school_id, pupil_id=pupil_id, on=now.date())
    if found not in Step.Found.values:
        raise FollowUpRefused("Choose what was found.", field="found")
    if not who.strip():
        raise FollowUpRefused("Say who went.", field="who")
    refuse_moment(at, date, now)
    if (before := sent_before(Step, school_id, key)) is not None:
        return before
    planned = Step.objects.filter(
        pk=planned_id or 0, school_id=school_id, pupil_id=pupil_id, kind=Kind.VISIT_PLANNED
    ).first()
    if planned_id is not None and (planned is None or planned.answered_by.exists()):
        raise FollowUpRefused(
            "That visit has been recorded already, or is not this pupil’s. Open the page again."
        )
    return _keep(Step(school_id=school_id, pupil_id=pupil_id, date=date, at=at, kind=Kind.VISIT_MADE, found=found,
                      who=who.strip(), place=place.strip(), words=words.strip(), answers=planned, key=key),
                 by, now)  # fmt: skip


def record_seen(
    *,
    school_id: int,
    pupil_id: int,
    date: dt.date,
    at: dt.datetime,
    who: str,
    place: str,
    by: Actor,
    now: dt.datetime,
    words: str = "",
    key: str | None = None,
) -> Step:
    """Record that a child who was absent was seen: by whom, when and where. Raises FollowUpRefused, TooLong, OutOfScope."""
    require(by, Permission.ABSENCE_FOLLOW_UP, school_id=school_id, pupil_id=pupil_id, on=now.date())
    if not who.strip():
        raise FollowUpRefused("Say who saw the child. A voice on the telephone is not seeing.", field="who")
    if not place.strip():
        raise FollowUpRefused("Say where the child was seen.", field="place")
    refuse_moment(at, date, now)
    return _keep(Step(school_id=school_id, pupil_id=pupil_id, date=date, at=at, kind=Kind.SEEN, who=who.strip(),
                      place=place.strip(), words=words.strip(), key=key), by, now)  # fmt: skip


def _answerable(school_id: int, step_id: int, by: Actor) -> Step:
    told = Step.objects.filter(
        pk=step_id, school_id=school_id, kind=Kind.ESCALATED, pupil__isnull=False
    ).first()
    by.scope.require(Permission.ESCALATION_DECIDE, school_id=school_id)
    if told is None:
        raise FollowUpRefused("There is no such matter for the safeguarding lead here. Open the list again.")
    return told


def _answer(told: Step, kind: Kind, now: dt.datetime, key: str | None) -> Step:
    return Step(
        school_id=told.school_id,
        pupil_id=told.pupil_id,
        date=told.date,
        at=now,
        kind=kind,
        answers=told,
        key=key,
    )


def _keep(step: Step, by: Actor, now: dt.datetime) -> Step:
    name, details = f"absences.step.{step.kind}", {"date": step.date.isoformat()}
    return keep_once(step, by=by, now=now, also=noted(name, by=by, now=now, **details))
