"""Set a school's hours of notices."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from onroll.service.absence_notices.models import NoticeSettings
from onroll.service.absence_notices.refusals import NoticeRefused
from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.audit.actions import record_event


@transaction.atomic
def change_hours(
    *, school_id: int, notice_by: dt.time, reached_by: dt.time, receipt_by: dt.time, by: Actor, now: dt.datetime
) -> NoticeSettings:  # fmt: skip
    """Set by when notices are sent, somebody is reached and a receipt has come. Raises OutOfScope, NoticeRefused."""
    by.scope.require(Permission.SCHOOL_EDIT, school_id=school_id)
    if receipt_by <= notice_by:
        raise NoticeRefused(
            "A receipt cannot be due before the notice is. Choose a later hour for it.", field="receipt_by"
        )
    hours = {"notice_by": notice_by, "reached_by": reached_by, "receipt_by": receipt_by}
    settings, _ = NoticeSettings.objects.update_or_create(school_id=school_id, defaults=hours)
    record_event(
        "notices.settings.changed", by=by, now=now, school_id=school_id, subject_type="school", subject_id=school_id,
        **{name: hour.isoformat("minutes") for name, hour in hours.items()},
    )  # fmt: skip
    return settings
