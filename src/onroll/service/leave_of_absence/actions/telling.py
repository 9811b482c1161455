"""Tell each parent of a decision on leave, by letter or email, alone and at their own address."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from onroll.law.leave_of_absence import expected_return
from onroll.law.plain_words import day_in_words
from onroll.law.school_time import CalendarTooShort
from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.attendance_register.queries.school_days import calendar_of
from onroll.service.correspondence.actions.asking import Asked, ask_to_send
from onroll.service.correspondence.templates import LETTER
from onroll.service.correspondence.wished import AS_WISHED
from onroll.service.leave_of_absence.models import LeaveChild, LeaveDecision, LeaveRequest
from onroll.service.leave_of_absence.refusals import LeaveRefusal

Outcome = LeaveDecision.Outcome
#: The message of a decision, by its outcome.
TEMPLATES = {
    Outcome.GRANTED: "leave-granted",
    Outcome.PART: "leave-part",
    Outcome.REFUSED: "leave-refused",
}
#: How far ahead the calendar is read for the day a pupil is expected back, in days.
_AHEAD = 70
_ONE_DAY = dt.timedelta(days=1)


def tell_parents(
    *,
    school_id: int,
    child_id: int,
    by: Actor,
    now: dt.datetime,
    channel: str = AS_WISHED,
    instead: Mapping[int, str] | None = None,
) -> Asked:
    """Ask for a message about the decision that stands, to every parent who may be told; asked twice, it goes once.

    Raises OutOfScope, LeaveRefusal, MessageRefused.
    """
    by.scope.require(Permission.LEAVE_RECORD, school_id=school_id)
    child = (
        LeaveChild.objects.select_related("request")
        .filter(pk=child_id, school_id=school_id, pupil__isnull=False)
        .first()
    )
    decision = child.decisions.order_by("-at", "-pk").first() if child else None
    if child is None or decision is None:
        raise LeaveRefusal("Nothing has been decided yet, so there is nothing to tell.")
    return ask_to_send(
        school_id=school_id,
        template=TEMPLATES[Outcome(decision.outcome)],
        pupil_id=child.whose_id,
        about=f"leave decision {decision.pk}",
        channel=channel,
        instead=instead,
        usual=LETTER,
        facts=facts_of(decision, child.request),
        by=by,
        now=now,
    )


def facts_of(decision: LeaveDecision, request: LeaveRequest) -> dict[str, str]:
    """Return what the message of a decision says beside names."""
    asked = days_in_words(request.first_day, request.last_day)
    if decision.first_day is None or decision.last_day is None:
        return {"leave_days": asked, "decision_reasons": decision.reasons}
    granted = {
        "leave_days": days_in_words(decision.first_day, decision.last_day),
        "back_on": back_on(request.school_id, decision.last_day),
    }
    if decision.outcome == Outcome.GRANTED:
        return granted
    return granted | {"refused_days": refused_days(decision, request), "decision_reasons": decision.reasons}


def refused_days(decision: LeaveDecision, request: LeaveRequest) -> str:
    """Write the days asked for that a decision in part leaves out."""
    if decision.first_day is None or decision.last_day is None:
        return days_in_words(request.first_day, request.last_day)
    parts = []
    if decision.first_day > request.first_day:
        parts.append(days_in_words(request.first_day, decision.first_day - _ONE_DAY))
    if decision.last_day < request.last_day:
        parts.append(days_in_words(decision.last_day + _ONE_DAY, request.last_day))
    return " and ".join(parts)


def back_on(school_id: int, last_day: dt.date) -> str:
    """Write the day a pupil is expected back: the first school day after the leave."""
    calendar = calendar_of(school_id, last_day, last_day + dt.timedelta(days=_AHEAD))
    try:
        return f"{(day := expected_return(last_day, calendar)):%A} {day_in_words(day)}"
    except CalendarTooShort:
        return "the next school day"


def days_in_words(first_day: dt.date, last_day: dt.date) -> str:
    """Write a span of days, to stand after “for”: 7 December 2026, or the days from 7 to 11 December 2026."""
    if first_day == last_day:
        return day_in_words(first_day)
    return f"the days from {day_in_words(first_day)} to {day_in_words(last_day)}"
