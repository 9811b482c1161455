"""Record that leave was asked for, for the children of a family at once; or that the family no longer wants it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db import transaction

from onroll.law.leave_of_absence import PERMITTED, Purpose
from onroll.law.plain_words import day_in_words
from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.admission_register.models import Enrolment
from onroll.service.audit.actions import record_event
from onroll.service.leave_of_absence.models import LeaveChild, LeaveDecision, LeaveRequest
from onroll.service.leave_of_absence.refusals import LeaveRefusal
from onroll.service.people.models import Relationship
from onroll.service.room_for_words import refuse_too_long

#: The longest leave that one request may be for, in days. Ours: a longer one is a mistyped year.
LONGEST = 200


def ask_for_leave(
    *,
    school_id: int,
    pupil_ids: Collection[int],
    parent_id: int | None,
    asked_on: dt.date,
    how: str,
    first_day: dt.date,
    last_day: dt.date,
    purpose: str,
    reason: str,
    key: str,
    by: Actor,
    now: dt.datetime,
    away_at: str = "",
    other_schools: str = "",
    evidence: str = "",
) -> LeaveRequest:
    """Keep a request for leave; sent twice with one key, it is kept once. Raises OutOfScope, LeaveRefusal, TooLong."""
    by.scope.require(Permission.LEAVE_RECORD, school_id=school_id)
    request = LeaveRequest(
        school_id=school_id,
        parent_id=parent_id,
        asked_on=asked_on,
        how=how,
        first_day=first_day,
        last_day=last_day,
        purpose=purpose,
        reason=reason.strip(),
        away_at=away_at.strip(),
        other_schools=other_schools.strip(),
        evidence=evidence.strip(),
        key=key,
        made_at=now,
        made_by_id=by.user_id,
        made_by_name=by.name,
    )
    refuse_too_long(request)
    with transaction.atomic():
        if (there := LeaveRequest.objects.filter(school_id=school_id, key=key).first()) is not None:
            return there
        _refuse(request, now.date())
        _refuse_family(school_id, pupil_ids, parent_id, first_day, last_day)
        request.save(force_insert=True)
        LeaveChild.objects.bulk_create(
            LeaveChild(school_id=school_id, request=request, pupil_id=pupil_id) for pupil_id in pupil_ids
        )
        for pupil_id in pupil_ids:
            record_event(
                "leave.asked", by=by, now=now, school_id=school_id, subject_type="pupil", subject_id=pupil_id,
                request=request.pk, first_day=first_day.isoformat(), last_day=last_day.isoformat(),
            )  # fmt: skip
    return request


def withdraw_request(*, school_id: int, request_id: int, by: Actor, now: dt.datetime) -> None:
    """Keep that the family no longer asks; what was decided meanwhile stands. Raises OutOfScope, LeaveRefusal."""
    by.scope.require(Permission.LEAVE_RECORD, school_id=school_id)
    with transaction.atomic():
        if LeaveDecision.objects.filter(child__request_id=request_id, school_id=school_id).exists():
            raise LeaveRefusal(
                "This has been decided, so it cannot be withdrawn. Decide again if the family’s plans have changed."
            )
        changed = LeaveRequest.objects.filter(
            pk=request_id, school_id=school_id, withdrawn_at__isnull=True
        ).update(withdrawn_at=now, withdrawn_by_name=by.name)
        if not changed:
            raise LeaveRefusal("This request is withdrawn already, or is not this school’s.")
        record_event(
            "leave.withdrawn", by=by, now=now, school_id=school_id, subject_type="leave request", subject_id=request_id
        )  # fmt: skip


def _refuse(request: LeaveRequest, today: dt.date) -> None:
    if request.last_day < request.first_day:
        raise LeaveRefusal(
            f"The leave ends before it starts. Give a last day on or after {day_in_words(request.first_day)}.",
            field="last_day",
        )
    if (request.last_day - request.first_day).days >= LONGEST:
        raise LeaveRefusal(f"That is {LONGEST} days or more. Check the years of both days.", field="last_day")
    if request.asked_on > today:
        raise LeaveRefusal(f"It cannot have been asked for after today, {day_in_words(today)}.")
    if request.purpose not in {one.value for one in PERMITTED.on(request.first_day)}:
        raise LeaveRefusal("Choose what the leave is for.", field="purpose")
    if Purpose(request.purpose) in (Purpose.PART_TIME, Purpose.PART_TIME_NOT_OF_AGE):
        raise LeaveRefusal(
            "A part-time timetable is agreed and planned by itself, and is not a request for leave."
        )
    if request.how not in LeaveRequest.How.values:
        raise LeaveRefusal("Choose how it was asked for.")
    if not request.reason:
        raise LeaveRefusal("Write the reason given, in the family’s own words.", field="reason")


def _refuse_family(
    school_id: int, pupil_ids: Collection[int], parent_id: int | None, first_day: dt.date, last_day: dt.date
) -> None:
    if not pupil_ids:
        raise LeaveRefusal("Choose at least one child.", field="pupil")
    if parent_id is None and len(pupil_ids) > 1:
        raise LeaveRefusal("A pupil asks for themselves alone. Choose the parent who asks.")
    for pupil_id in pupil_ids:
        spells = Enrolment.objects.filter(school_id=school_id, pupil_id=pupil_id, starting_day__lte=last_day)
        if not any(one.last_day is None or one.last_day >= first_day for one in spells):
            raise LeaveRefusal("One of the children is not on this school’s roll on those days.")
        if (
            parent_id is not None
            and not Relationship.objects.filter(pupil_id=pupil_id, parent_id=parent_id).exists()
        ):
            raise LeaveRefusal(
                "Whoever asks is no parent of one of the children. Make a request for each family."
            )
