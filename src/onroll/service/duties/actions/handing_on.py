"""Hand a duty on to a person of the school, who sees it first on Today."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from onroll.service.access.actor import Actor
from onroll.service.access.models import User
from onroll.service.access.queries.standing import person_on
from onroll.service.audit.actions import record_event
from onroll.service.duties.actions.finding_record import open_records
from onroll.service.duties.keeping import keep
from onroll.service.duties.models import DutyEvent, DutyRecord
from onroll.service.duties.refusals import DutyRefused


def hand_on(
    *, school_id: int, keys: list[str], user_id: int, by: Actor, now: dt.datetime
) -> list[DutyRecord]:
    """Give duties to a person whose roles reach the school today; return the records. Raises OutOfScope, DutyRefused."""
    with transaction.atomic():
        records = open_records(school_id=school_id, keys=keys, by=by, now=now)
        person = _person(user_id, school_id, now.date())
        for record in records:
            record.handed_to = person
        DutyRecord.objects.bulk_update(records, ["handed_to"])
        keep(records, DutyEvent.What.HANDED_ON, why=f"To {person.name}.", by_name=by.name, now=now)
        for record in records:
            record_event(
                "duties.duty.handed_on", by=by, now=now, school_id=school_id, subject_type="duty",
                subject_id=record.pk, to=person.pk,
            )  # fmt: skip
    return records


def _person(user_id: int, school_id: int, on: dt.date) -> User:
    found = person_on(user_id, on=on)
    if found is None or not found[1].scope.reaches_school(school_id):
        raise DutyRefused("Choose a person who holds a role in this school today.")
    return found[0]
