"""Set when a letter about lateness is due."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.audit.actions import record_event
from onroll.service.lateness.models import LatenessSettings
from onroll.service.lateness.refusals import LatenessRefused

#: The most that may be set of each. Ours: beyond these nobody would ever be written to.
MOST_TIMES, MOST_MINUTES, MOST_WEEKS = 50, 3_000, 13


def set_lateness(
    *,
    school_id: int,
    times: int | None,
    weeks: int | None,
    counts_before_closing: bool,
    by: Actor,
    now: dt.datetime,
    minutes: int | None = None,
) -> LatenessSettings:
    """Set how often, or how long together, within how many school weeks. Raises LatenessRefused, OutOfScope."""
    by.scope.require(Permission.LATENESS_SET, school_id=school_id)
    if times is None or not 1 <= times <= MOST_TIMES:
        raise LatenessRefused(f"Enter how many times: a whole number from 1 to {MOST_TIMES}.", field="times")
    if weeks is None or not 1 <= weeks <= MOST_WEEKS:
        raise LatenessRefused(f"Enter how many school weeks: from 1 to {MOST_WEEKS}.", field="weeks")
    if minutes is not None and not 1 <= minutes <= MOST_MINUTES:
        raise LatenessRefused(
            f"Enter how many minutes: from 1 to {MOST_MINUTES:,}, or leave it empty.", field="minutes"
        )
    values = {
        "times": times,
        "minutes": minutes,
        "weeks": weeks,
        "counts_before_closing": counts_before_closing,
    }
    with transaction.atomic():
        row, _ = LatenessSettings.objects.update_or_create(
            school_id=school_id, defaults={**values, "changed_at": now, "changed_by_name": by.name}
        )
        record_event(
            "lateness.settings.changed", by=by, now=now, school_id=school_id, subject_type="school",
            subject_id=school_id, **values,
        )  # fmt: skip
    return row
