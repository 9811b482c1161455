"""Doing something about a duty that is somebody else's: reminding them."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.audit.actions import record_event
from onroll.service.duties.models import Reminder
from onroll.service.organisations.models import RegistrationGroup


def remind_of_register(
    *, school_id: int, group_ids: list[int], date: dt.date, session: str, by: Actor, now: dt.datetime
) -> list[str]:
    """Remind whoever takes these groups' registers; return the groups' names. Raises OutOfScope."""
    by.scope.require(Permission.REGISTER_AMEND, school_id=school_id)
    with transaction.atomic():
        groups = list(RegistrationGroup.objects.filter(school_id=school_id, pk__in=group_ids))
        Reminder.objects.bulk_create(
            Reminder(
                school_id=school_id,
                group=group,
                date=date,
                session=session,
                made_at=now,
                made_by_name=by.name,
            )
            for group in groups
        )
        for group in groups:
            record_event(
                "registers.register.reminded",
                by=by,
                now=now,
                school_id=school_id,
                subject_type="registration group",
                subject_id=group.pk,
                date=date.isoformat(),
                session=session,
            )
    return [group.name for group in groups]
