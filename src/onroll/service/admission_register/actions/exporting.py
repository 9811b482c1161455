"""Taking a copy of the register out, on paper or in a file: the register as it stood on a day, and the copy on record."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.admission_register.queries.register import RegisterRecord, register_as_at
from onroll.service.audit.actions import record_event


@transaction.atomic
def export_register(
    *, school_id: int, as_at: dt.date, kind: str, by: Actor, now: dt.datetime
) -> list[RegisterRecord]:
    """Return the register as it stood at the end of a day, and put on record that a copy left, as `kind`."""
    by.scope.require(Permission.ROLL_COPY, school_id=school_id)
    records = register_as_at(by.scope, school_id=school_id, as_at=as_at)
    record_event(
        "roll.register.exported", by=by, now=now, school_id=school_id, subject_type="school",
        subject_id=school_id, as_at=as_at.isoformat(), kind=kind, pupils=len(records),
    )  # fmt: skip
    return records
