"""Writing to the audit trail: called inside the action that did the thing, in its transaction."""

from __future__ import annotations

import datetime as dt
from typing import Any

from onroll.service.access.actor import Actor
from onroll.service.audit.models import Event


def record_event(
    name: str,
    *,
    by: Actor,
    now: dt.datetime,
    school_id: int | None,
    subject_type: str,
    subject_id: int | None,
    **details: Any,
) -> None:
    """Append one event; `details` hold ids, codes and dates, and never a child's name."""
    Event.objects.create(
        at=now,
        name=name,
        actor_id=by.user_id,
        actor_name=by.name,
        actor_role=by.role,
        school_id=school_id,
        subject_type=subject_type,
        subject_id=subject_id,
        details=details,
    )
