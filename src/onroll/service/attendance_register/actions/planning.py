"""Plan what is known ahead: a plan pre-fills registers, and is entered only when its session has come."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.attendance_register.actions.refusals import PlanRefused
from onroll.service.attendance_register.facts import facts_of_pupils
from onroll.service.attendance_register.judging import judge
from onroll.service.attendance_register.ledger import Mark, Sending, append, lock_ledger
from onroll.service.attendance_register.models import Plan, Submission
from onroll.service.attendance_register.plan_faults import refuse_overlap, refuse_plan
from onroll.service.attendance_register.plans_in_force import plans_of_session
from onroll.service.attendance_register.queries.session_times import has_begun
from onroll.service.audit.actions import record_event
from onroll.service.room_for_words import refuse_too_long

NO_SUCH_PLAN = "This plan is cancelled already, or is not this school's. Nothing has changed."


def make_plan(
    *,
    school_id: int,
    pupil_id: int,
    kind: str,
    code: str,
    first_day: dt.date,
    last_day: dt.date,
    by: Actor,
    now: dt.datetime,
    session: str = "",
    weekdays: str = "12345",
    week: str = "",
    mondays: str = "",
    note: str = "",
    counts_instead: bool = False,
) -> Plan:
    """Plan a code for a pupil over a span of days on roll, both included. Raises PlanRefused, TooLong.

    Sessions that another plan gives another code are refused as PlansOverlap, unless this one `counts_instead`: of
    several plans for a session, the one made last counts. `week` is A or B for one of two weeks alone, and `mondays` says
    which weeks those are.
    """
    by.scope.require(Permission.PLAN_MAKE, school_id=school_id)
    plan = Plan(
        school_id=school_id,
        pupil_id=pupil_id,
        kind=kind,
        code=code,
        first_day=first_day,
        last_day=last_day,
        session=session,
        weekdays=weekdays,
        week=week,
        mondays=mondays,
        note=note.strip(),
        made_at=now,
        made_by_id=by.user_id,
        made_by_name=by.name,
    )
    refuse_plan(plan)
    refuse_too_long(plan)
    if not counts_instead:
        refuse_overlap(plan)
    with transaction.atomic():
        plan.save()
        record_event(
            "registers.plan.made",
            by=by,
            now=now,
            school_id=school_id,
            subject_type="pupil",
            subject_id=pupil_id,
            plan=plan.pk,
            code=code,
            first_day=first_day.isoformat(),
            last_day=last_day.isoformat(),
        )
    return plan


def cancel_plan(*, school_id: int, plan_id: int, by: Actor, now: dt.datetime) -> None:
    """Cancel a plan from now on; what it has entered already stands. Raises PlanRefused."""
    by.scope.require(Permission.PLAN_MAKE, school_id=school_id)
    with transaction.atomic():
        changed = Plan.objects.filter(pk=plan_id, school_id=school_id, cancelled_at__isnull=True).update(
            cancelled_at=now, cancelled_by_name=by.name
        )
        if not changed:
            raise PlanRefused(NO_SUCH_PLAN)
        record_event(
            "registers.plan.cancelled",
            by=by,
            now=now,
            school_id=school_id,
            subject_type="plan",
            subject_id=plan_id,
        )


def shorten_plan(*, school_id: int, plan_id: int, last_day: dt.date, by: Actor, now: dt.datetime) -> None:
    """Bring a plan's last day forward; what counts instead of it still does. Raises PlanRefused."""
    by.scope.require(Permission.PLAN_MAKE, school_id=school_id)
    with transaction.atomic():
        changed = Plan.objects.filter(
            pk=plan_id,
            school_id=school_id,
            cancelled_at__isnull=True,
            first_day__lte=last_day,
            last_day__gt=last_day,
        ).update(last_day=last_day)
        if not changed:
            raise PlanRefused(
                "This plan is cancelled, or does not go on after that day. Nothing has changed."
            )
        record_event(
            "registers.plan.shortened",
            by=by,
            now=now,
            school_id=school_id,
            subject_type="plan",
            subject_id=plan_id,
            last_day=last_day.isoformat(),
        )


def change_weeks(
    *, school_id: int, plan_id: int, mondays: str, since: dt.date, by: Actor, now: dt.datetime
) -> None:
    """Have a plan of week A or week B alone cover other weeks from a Monday on. Raises PlanRefused."""
    by.scope.require(Permission.PLAN_MAKE, school_id=school_id)
    standing = Plan.objects.filter(pk=plan_id, school_id=school_id, cancelled_at__isnull=True)
    with transaction.atomic():
        plan = standing.exclude(week="").first()
        if plan is None:
            raise PlanRefused(NO_SUCH_PLAN)
        before, plan.mondays = plan.mondays, mondays
        refuse_too_long(plan)
        plan.save(update_fields=["mondays"])
        record_event(
            "registers.plan.weeks changed", by=by, now=now, school_id=school_id, subject_type="pupil",
            subject_id=plan.pupil_id, plan=plan_id, since=since.isoformat(), week=plan.week, before=before, mondays=mondays,
        )  # fmt: skip


def enter_planned(*, school_id: int, date: dt.date, session: str, by: Actor, now: dt.datetime) -> int:
    """Enter every plan of a session whose pupil is still blank; return how many were entered.

    Does nothing before the session's register opens, and nothing the second time.
    """
    by.scope.require(Permission.REGISTER_TAKE, school_id=school_id)
    plans = plans_of_session(school_id, date, session)
    if not plans:
        return 0
    with transaction.atomic():
        head = lock_ledger(school_id)
        facts = facts_of_pupils(school_id, date, date, pupil_ids=list(plans), session=session)
        held = facts.sessions.get((date, session))
        if held is None or not has_begun(held, now=now):
            return 0
        marks = [
            Mark(pupil_id, date, session, plan.code, note=plan.note)
            for pupil_id, plan in plans.items()
            if facts.standing(pupil_id, date, session) is None
        ]
        # A plan that the day has overtaken (a birthday, a deletion) is left for a person; the checks say so.
        refused = {one.mark.pupil_id for one in judge(marks, facts, now=now, live=False)}
        lawful = [mark for mark in marks if mark.pupil_id not in refused]
        if lawful:
            append(
                head, [Sending(Submission.Kind.PLANNED, lawful, date=date, session=session)], by=by, now=now
            )
        return len(lawful)
