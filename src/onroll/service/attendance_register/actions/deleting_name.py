"""Delete a name from the admission register, on a ground judged by what both registers hold (regulation 9)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.db import transaction

from onroll.law.deletion_conditions import FactValue
from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.admission_register.actions.deleting import delete_from_roll
from onroll.service.admission_register.actions.entering import lock_enrolment
from onroll.service.admission_register.models import AdmissionEntry
from onroll.service.attendance_register.queries.days_on_record import days_on_record


@transaction.atomic
def delete_name(
    *,
    school_id: int,
    enrolment_id: int,
    ground: str,
    evidence: str,
    facts: Mapping[str, FactValue],
    last_day: dt.date | None = None,
    by: Actor,
    now: dt.datetime,
) -> AdmissionEntry:
    """Delete a pupil's name with effect from the end of today, where the ground is met.

    `facts` are the school's answers to what the ground asks (`law.deletion_facts`). Raises NotOnThisRegister and
    NoGroundForDeletion.
    """
    by.scope.require(Permission.ROLL_DELETE, school_id=school_id)
    enrolment = lock_enrolment(school_id, enrolment_id)
    days = days_on_record(by.scope, school_id=school_id, pupil_id=enrolment.pupil_id, now=now)
    return delete_from_roll(
        school_id=school_id,
        enrolment_id=enrolment_id,
        ground=ground,
        evidence=evidence,
        facts=facts,
        days=days,
        last_day=last_day,
        by=by,
        now=now,
    )
