"""Decide on one child's leave: granted, granted in part or refused, by a person whom the proprietor has authorised."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from onroll.law.finding import Finding
from onroll.law.leave_of_absence import Purpose
from onroll.law.plain_words import day_in_words
from onroll.law.school_time import Span
from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.attendance_register.actions.planning import cancel_plan, make_plan
from onroll.service.attendance_register.models import Plan
from onroll.service.audit.actions import record_event
from onroll.service.leave_of_absence.judging import may_be_given
from onroll.service.leave_of_absence.models import LeaveChild, LeaveDecision, LeaveRequest
from onroll.service.leave_of_absence.refusals import LeaveRefusal
from onroll.service.room_for_words import refuse_too_long

Outcome = LeaveDecision.Outcome


def decide_leave(
    *,
    school_id: int,
    child_id: int,
    outcome: str,
    reasons: str,
    by: Actor,
    now: dt.datetime,
    first_day: dt.date | None = None,
    last_day: dt.date | None = None,
    licensed: bool | None = None,
    counts_instead: bool = False,
) -> LeaveDecision:
    """Decide on one child's leave, or decide again; leave granted becomes a plan of the register.

    In part, `first_day` and `last_day` are the days granted. Raises OutOfScope, LeaveRefusal, TooLong, and PlansOverlap
    where another plan stands on those days and this one does not count instead.
    """
    by.scope.require(Permission.LEAVE_DECIDE, school_id=school_id)
    with transaction.atomic():
        child = _child(school_id, child_id)
        days = _days(child.request, outcome, first_day, last_day)
        if not reasons.strip():
            raise LeaveRefusal(
                "Give the reasons: the family is told them, and they answer for the decision later."
            )
        finding = _lawful(child, days, licensed, now.date()) if days is not None else None
        _end_plan_before(child, by, now)
        plan = (
            _plan(child, days, finding, counts_instead, by, now)
            if days is not None and finding is not None
            else None
        )
        decision = LeaveDecision(
            school_id=school_id,
            child=child,
            outcome=outcome,
            first_day=days.first_day if days else None,
            last_day=days.last_day if days else None,
            code=plan.code if plan else "",
            reasons=reasons.strip(),
            plan=plan,
            at=now,
            by_id=by.user_id,
            by_name=by.name,
            by_role=by.role,
        )
        refuse_too_long(decision)
        decision.save(force_insert=True)
        record_event(
            "leave.decided", by=by, now=now, school_id=school_id, subject_type="pupil", subject_id=child.pupil_id,
            request=child.request_id, outcome=outcome,
        )  # fmt: skip
    return decision


def _child(school_id: int, child_id: int) -> LeaveChild:
    rows = LeaveChild.objects.select_for_update(of=("self",)).select_related("request__school", "pupil")
    child = rows.filter(pk=child_id, school_id=school_id, pupil__isnull=False).first()
    if child is None:
        raise LeaveRefusal("This request is not this school’s. Nothing has changed.")
    if child.request.withdrawn_at is not None:
        raise LeaveRefusal("The family has withdrawn this request, so there is nothing to decide.")
    return child


def _days(
    request: LeaveRequest, outcome: str, first_day: dt.date | None, last_day: dt.date | None
) -> Span | None:
    """Return the days to grant; None where none are. Raises LeaveRefusal."""
    if outcome == Outcome.REFUSED:
        return None
    if outcome == Outcome.GRANTED:
        return Span(request.first_day, request.last_day)
    if outcome != Outcome.PART:
        raise LeaveRefusal("Choose whether the leave is granted, granted in part or refused.")
    if first_day is None or last_day is None or last_day < first_day:
        raise LeaveRefusal("Give the first and the last day of the part that is granted.")
    if first_day < request.first_day or last_day > request.last_day:
        raise LeaveRefusal(
            f"Grant days among those asked for: {day_in_words(request.first_day)} to {day_in_words(request.last_day)}."
        )
    if (first_day, last_day) == (request.first_day, request.last_day):
        raise LeaveRefusal("Those are all the days asked for. Choose “Granted”.")
    return Span(first_day, last_day)


def _lawful(child: LeaveChild, days: Span, licensed: bool | None, today: dt.date) -> Finding:
    """Return the finding under which leave is given. Raises LeaveRefusal where it may not be."""
    request = child.request
    if days.first_day < today:
        raise LeaveRefusal(
            f"Leave cannot be given after the event, and {day_in_words(days.first_day)} is past. Grant in part, from "
            f"{day_in_words(today)} on, or refuse."
        )
    finding = may_be_given(
        request,
        child.whose,
        days=days,
        # Whoever grants leave for exceptional circumstances has found them so, and gives the reasons.
        exceptional=True if request.purpose == Purpose.EXCEPTIONAL else None,
        licensed=licensed,
        by_authorised_person=True,
    )
    if finding.met is not True:
        wanted = [f"Wanting: {one.what}." for one in finding.missing]
        raise LeaveRefusal(" ".join((*finding.reasons, *wanted, f"({finding.citations[0].text})")))
    return finding


def _end_plan_before(child: LeaveChild, by: Actor, now: dt.datetime) -> None:
    before = child.decisions.order_by("-at", "-pk").first()
    if before is not None and before.plan is not None and before.plan.cancelled_at is None:
        cancel_plan(school_id=child.school_id, plan_id=before.plan.pk, by=by, now=now)


def _plan(
    child: LeaveChild, days: Span, finding: Finding, counts_instead: bool, by: Actor, now: dt.datetime
) -> Plan:
    return make_plan(
        school_id=child.school_id,
        pupil_id=child.whose_id,
        kind=Plan.Kind.LEAVE,
        code=str(finding.facts["code"]),
        first_day=days.first_day,
        last_day=days.last_day,
        note=child.request.purpose_in_words[:300],
        counts_instead=counts_instead,
        by=by,
        now=now,
    )
