"""Say that something found needs nothing done, with the reason; or take it up again."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from onroll.service.access.actor import Actor
from onroll.service.audit.actions import record_event
from onroll.service.duties.actions.finding_record import open_records
from onroll.service.duties.keeping import keep
from onroll.service.duties.models import DutyEvent, DutyRecord
from onroll.service.duties.refusals import DutyRefused
from onroll.service.duties.standing import BY_NAME


def set_aside(
    *, school_id: int, keys: list[str], reason: str, by: Actor, now: dt.datetime
) -> list[DutyRecord]:
    """Keep what was found as needing nothing; return its records. Raises OutOfScope, DutyRefused."""
    if not reason.strip():
        raise DutyRefused("Say why nothing needs doing, so that whoever looks next understands.")
    with transaction.atomic():
        records = open_records(school_id=school_id, keys=keys, by=by, now=now)
        for record in records:
            if not BY_NAME[record.rule].may_set_aside:
                raise DutyRefused(
                    "The law asks for this, so it cannot be set aside. It settles when the register is right."
                )
            record.set_aside_at = now
        DutyRecord.objects.bulk_update(records, ["set_aside_at"])
        keep(records, DutyEvent.What.SET_ASIDE, why=reason.strip(), by_name=by.name, now=now)
        _tell("duties.duty.set_aside", records, by, now)
    return records


def take_up_again(*, school_id: int, keys: list[str], by: Actor, now: dt.datetime) -> list[DutyRecord]:
    """Bring back what was put off or set aside; return its records. Raises OutOfScope, DutyRefused."""
    with transaction.atomic():
        records = open_records(school_id=school_id, keys=keys, by=by, now=now)
        for record in records:
            record.set_aside_at = record.put_off_until = None
        DutyRecord.objects.bulk_update(records, ["set_aside_at", "put_off_until"])
        keep(records, DutyEvent.What.TAKEN_UP, by_name=by.name, now=now)
        _tell("duties.duty.taken_up", records, by, now)
    return records


def _tell(kind: str, records: list[DutyRecord], by: Actor, now: dt.datetime) -> None:
    for record in records:
        record_event(
            kind, by=by, now=now, school_id=record.school_id, subject_type="duty", subject_id=record.pk
        )
