"""Turning absences whose reason was never found, once their time is up (regulation 10(9))."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db import transaction

from onroll.law.plain_words import day_in_words
from onroll.service.absence_follow_up.queries.unexplained import Place, Unexplained, unexplained_by_days_left
from onroll.service.absence_follow_up.refusals import FollowUpRefused
from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.attendance_register.actions.amending import amend_entry
from onroll.service.attendance_register.actions.refusals import AttendanceRefusal
from onroll.service.attendance_register.judging import RegisterRefused
from onroll.service.audit.actions import record_event


def turn_unexplained(
    *, school_id: int, places: Collection[Place], by: Actor, now: dt.datetime, key: str | None = None
) -> int:
    """Amend sessions whose reason was never found to the code the law names; return how many.

    Each must have reached its last day, and have no reason waiting: else nothing is amended. Sessions that have another
    code by now are left. Raises FollowUpRefused, OutOfScope.
    """
    by.scope.require(Permission.REASON_ACCEPT, school_id=school_id)
    with transaction.atomic():
        found = unexplained_by_days_left(by.scope, school_id=school_id, on=now.date(), places=places)
        _refuse(found)
        for one in found:
            _turn(one, school_id, key, by, now)
        if found and found[0].until:
            record_event(
                "absences.unexplained.turned", by=by, now=now, school_id=school_id, subject_type="school",
                subject_id=school_id, entered=len(found), code=found[0].until.then,
            )  # fmt: skip
    return len(found)


def _refuse(found: Collection[Unexplained]) -> None:
    for one in found:
        if one.may_be_turned:
            continue
        when = f"{one.pupil}, {day_in_words(one.place.date)}"
        if one.reason_waits:
            raise FollowUpRefused(f"{when}: a reason waits. Accept or decline it first.", field="place")
        until = f"until the end of {day_in_words(one.until.due_on)}" if one.until else "for now"
        raise FollowUpRefused(f"{when}: the reason may be looked for {until}. Keep looking.", field="place")


def _turn(one: Unexplained, school_id: int, key: str | None, by: Actor, now: dt.datetime) -> None:
    if one.until is None:  # pragma: no cover - refused before
        return
    place = one.place
    try:
        amend_entry(
            school_id=school_id,
            pupil_id=place.pupil_id,
            date=place.date,
            session=place.session,
            code=one.until.then,
            reason=f"No reason was found by {day_in_words(one.until.due_on)}, the last day for it",
            key=f"{key}-{place.pupil_id}-{place.date:%Y%m%d}{place.session}" if key else None,
            by=by,
            now=now,
        )
    except (AttendanceRefusal, RegisterRefused) as refusal:
        raise FollowUpRefused(
            f"{one.pupil}, {day_in_words(place.date)}: {refusal}", field="place"
        ) from refusal
