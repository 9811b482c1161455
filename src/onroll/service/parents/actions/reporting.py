"""What a parent does on their own page: report an absence, ask for leave. Both wait for a person of the school."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from onroll.service.absence_follow_up.actions.reasoning import Reason, note_reason
from onroll.service.absence_follow_up.models import Contact, ReasonGiven
from onroll.service.absence_follow_up.refusals import FollowUpRefused
from onroll.service.leave_of_absence.actions.asking import ask_for_leave
from onroll.service.leave_of_absence.models import LeaveRequest
from onroll.service.leave_of_absence.refusals import LeaveRefusal
from onroll.service.parents.opening import Key, actor_of, child_of, open_link
from onroll.service.parents.refusals import ParentRefusal


def report_absence(
    *,
    secret: Key,
    pupil_id: int,
    first_day: dt.date,
    last_day: dt.date,
    session: str,
    kind: str,
    words: str,
    key: str,
    now: dt.datetime,
) -> ReasonGiven:
    """Note a parent's reason for an absence of today or to come: a proposal until somebody accepts it.

    Raises ParentRefusal, TooLong.
    """
    link = open_link(secret, on=now.date())
    child = child_of(link, pupil_id, on=now.date())
    if first_day < now.date():
        raise ParentRefusal(
            "That day is past. Ring the school about it, so that the register can be put right with you.",
            field="first_day",
        )
    told = ReasonGiven.objects.filter(
        school_id=link.school_id, pupil_id=child.pk, parent_id=link.parent_id, first_day=first_day, last_day=last_day,
        session=session, kind=kind,
    )  # fmt: skip
    if told.exclude(key=key).filter(decisions=None).exists():
        raise ParentRefusal(
            "You have told the school this already, and nobody has read it yet. If it cannot wait, ring the school."
        )
    reason = Reason(
        first_day=first_day,
        last_day=last_day,
        session=session,
        given_by=ReasonGiven.GivenBy.PARENT,
        channel=Contact.Channel.MESSAGE,
        kind=kind,
        parent_id=link.parent_id,
        words=words,
    )
    try:
        return note_reason(
            school_id=link.school_id, pupil_id=child.pk, reason=reason, key=key, by=actor_of(link.parent), now=now
        )  # fmt: skip
    except FollowUpRefused as refusal:
        raise ParentRefusal(str(refusal), field=refusal.field) from refusal


def ask_for_leave_by_link(
    *,
    secret: Key,
    pupil_ids: Collection[int],
    first_day: dt.date,
    last_day: dt.date,
    purpose: str,
    reason: str,
    away_at: str,
    other_schools: str,
    key: str,
    now: dt.datetime,
) -> LeaveRequest:
    """Ask for leave for the children a parent's link opens. Raises ParentRefusal, TooLong."""
    link = open_link(secret, on=now.date())
    children = [child_of(link, pupil_id, on=now.date()) for pupil_id in pupil_ids]
    if first_day <= now.date():
        raise ParentRefusal(
            "Leave is asked for in advance. If they are away today, report the absence instead, or ring the school.",
            field="first_day",
        )
    asked = LeaveRequest.objects.filter(
        school_id=link.school_id, parent_id=link.parent_id, withdrawn_at=None, first_day=first_day, last_day=last_day,
        children__pupil_id__in=[child.pk for child in children], children__decisions=None,
    )  # fmt: skip
    if asked.exclude(key=key).exists():
        raise ParentRefusal(
            "You have asked for these days already, and the head has not decided yet. To say more, ring the school."
        )
    try:
        return ask_for_leave(
            school_id=link.school_id,
            pupil_ids=[child.pk for child in children],
            parent_id=link.parent_id,
            asked_on=now.date(),
            how=LeaveRequest.How.PAGE,
            first_day=first_day,
            last_day=last_day,
            purpose=purpose,
            reason=reason,
            away_at=away_at,
            other_schools=other_schools,
            key=key,
            by=actor_of(link.parent),
            now=now,
        )
    except LeaveRefusal as refusal:
        raise ParentRefusal(str(refusal), field=refusal.field) from refusal
