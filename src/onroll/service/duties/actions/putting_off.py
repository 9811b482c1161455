"""Put a duty off to a later day, with the reason; it comes back by itself."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from onroll.law.plain_words import day_in_words
from onroll.service.access.actor import Actor
from onroll.service.audit.actions import record_event
from onroll.service.duties.actions.finding_record import open_records
from onroll.service.duties.duty import Kind
from onroll.service.duties.keeping import keep
from onroll.service.duties.models import DutyEvent, DutyRecord
from onroll.service.duties.refusals import DutyRefused
from onroll.service.duties.standing import BY_NAME

#: How far a duty may be put off, in days. Ours: a school term's half.
FARTHEST = 42
_CANNOT_WAIT = "A register cannot wait for another day. Take it, or remind whoever does."
_IS_OF_TODAY = "This cannot wait for another day. Do it now, or hand it on."


def put_off(
    *, school_id: int, keys: list[str], until: dt.date, reason: str, by: Actor, now: dt.datetime
) -> list[DutyRecord]:
    """Leave duties until a day; return their records. Raises OutOfScope, DutyRefused."""
    _refuse(until, reason, now.date())
    with transaction.atomic():
        records = open_records(school_id=school_id, keys=keys, by=by, now=now)
        for record in records:
            if not BY_NAME[record.rule].may_wait:
                raise DutyRefused(_CANNOT_WAIT if record.kind == Kind.REGISTER else _IS_OF_TODAY)
            record.put_off_until = until
        DutyRecord.objects.bulk_update(records, ["put_off_until"])
        why = f"Until {day_in_words(until)}: {reason.strip()}"
        keep(records, DutyEvent.What.PUT_OFF, why=why, by_name=by.name, now=now)
        for record in records:
            record_event(
                "duties.duty.put_off", by=by, now=now, school_id=school_id, subject_type="duty", subject_id=record.pk,
                until=until.isoformat(),
            )  # fmt: skip
    return records


def _refuse(until: dt.date, reason: str, today: dt.date) -> None:
    if until <= today:
        raise DutyRefused(f"Choose a day after {day_in_words(today)}: a duty is put off to a later day.")
    if until > today + dt.timedelta(days=FARTHEST):
        raise DutyRefused(
            f"Choose a day within {FARTHEST} days: {day_in_words(until)} is too far off for anyone to notice."
        )
    if not reason.strip():
        raise DutyRefused("Say why it can wait, so that whoever looks next understands.")
