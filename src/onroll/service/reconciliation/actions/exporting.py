"""Noting that what a comparison found was taken out."""

from __future__ import annotations

import datetime as dt

from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.audit.actions import record_event


def note_export(*, school_id: int, comparison_id: int, by: Actor, now: dt.datetime) -> None:
    """Leave an event that a comparison was exported: it names pupils. Raises OutOfScope."""
    by.scope.require(Permission.RECONCILIATION_RUN, school_id=school_id)
    record_event(
        "reconciliation.comparison.exported",
        by=by,
        now=now,
        school_id=school_id,
        subject_type="comparison",
        subject_id=comparison_id,
    )
