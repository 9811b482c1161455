"""Dispose of duties that were settled long ago, when the register's entries they were read from may go."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Exists, OuterRef

from onroll.service.access.actor import Actor
from onroll.service.attendance_register.queries.session_times import midnight
from onroll.service.disposal import Disposal
from onroll.service.duties.models import DutyEvent, DutyRecord, Reminder
from onroll.service.duties.refusals import DutyRefused


def dispose_of_duties(*, school_id: int, before: dt.date, by: Actor, now: dt.datetime) -> int:
    """Remove duties settled before a day, with their history, and reminders made then; return how many.

    One that is still open, or of which anything happened since, stays. They cannot be brought back. Raises DutyRefused,
    OutOfScope.
    """
    disposal = Disposal(school_id, before, by, now)
    disposal.refuse_what_is_kept(
        "Duties settled on or after {day} are kept with the entries they were read from.", DutyRefused
    )
    since = DutyEvent.objects.filter(record=OuterRef("pk"), at__gte=midnight(before))
    with transaction.atomic():
        gone = DutyRecord.objects.filter(~Exists(since), school_id=school_id, settled_at__lt=midnight(before))
        _, removed = gone.delete()
        reminders, _ = Reminder.objects.filter(school_id=school_id, made_at__lt=midnight(before)).delete()
        count = removed.get(DutyRecord._meta.label, 0) + reminders
        return disposal.record("duties.disposed", count)
