"""Withdraw an arrangement, or take one pupil out of it: its plans end, and what they have entered stands."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.attendance_register.actions.planning import cancel_plan
from onroll.service.audit.actions import record_event
from onroll.service.planned_attendance.models import ArrangedPupil, Arrangement
from onroll.service.planned_attendance.refusals import ArrangementRefused
from onroll.service.room_for_words import refuse_too_long


def withdraw_arrangement(
    *, school_id: int, arrangement_id: int, why: str, by: Actor, now: dt.datetime
) -> None:
    """Keep that an arrangement does not take place, or not any longer. Raises OutOfScope, ArrangementRefused, TooLong."""
    by.scope.require(Permission.PLAN_MAKE, school_id=school_id)
    if not why.strip():
        raise ArrangementRefused("Say why it does not take place: whoever reads the register later asks.")
    with transaction.atomic():
        row = _standing(school_id, arrangement_id)
        row.withdrawn_at, row.withdrawn_by_name, row.withdrawn_why = now, by.name, why.strip()
        refuse_too_long(row)
        row.save(update_fields=["withdrawn_at", "withdrawn_by_name", "withdrawn_why"])
        for one in row.pupils.filter(taken_out_at__isnull=True).select_related("plan"):
            _end(one, by, now)
        record_event(
            "planned.withdrawn", by=by, now=now, school_id=school_id, subject_type="arrangement", subject_id=row.pk,
            title=row.title,
        )  # fmt: skip


def take_out(*, school_id: int, arrangement_id: int, pupil_id: int, by: Actor, now: dt.datetime) -> None:
    """Take one pupil out of an arrangement from now on. Raises OutOfScope, ArrangementRefused."""
    by.scope.require(Permission.PLAN_MAKE, school_id=school_id)
    with transaction.atomic():
        row = _standing(school_id, arrangement_id)
        one = (
            row.pupils.filter(pupil_id=pupil_id, taken_out_at__isnull=True)
            .select_related("plan")
            .select_for_update(of=("self",))
            .first()
        )
        if one is None:
            raise ArrangementRefused("That pupil is not in this arrangement, or was taken out of it already.")
        one.taken_out_at, one.taken_out_by_name = now, by.name
        one.save(update_fields=["taken_out_at", "taken_out_by_name"])
        _end(one, by, now)
        record_event(
            "planned.taken out", by=by, now=now, school_id=school_id, subject_type="pupil", subject_id=pupil_id,
            arrangement=row.pk,
        )  # fmt: skip


def _standing(school_id: int, arrangement_id: int) -> Arrangement:
    rows = Arrangement.objects.select_for_update().filter(pk=arrangement_id, school_id=school_id)
    row = rows.filter(withdrawn_at__isnull=True).first()
    if row is None:
        raise ArrangementRefused(
            "This arrangement is withdrawn already, or is not this school’s. Nothing has changed."
        )
    return row


def _end(one: ArrangedPupil, by: Actor, now: dt.datetime) -> None:
    if one.plan.cancelled_at is None:
        cancel_plan(school_id=one.school_id, plan_id=one.plan_id, by=by, now=now)
