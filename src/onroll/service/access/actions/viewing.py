"""Noting who looked at which pupil."""

from __future__ import annotations

import datetime as dt

from onroll.service.access.actor import Actor
from onroll.service.access.models import Viewing


def record_viewing(*, by: Actor, school_id: int, pupil_id: int, page: str, now: dt.datetime) -> None:
    """Note that a person looked at a page about one pupil, such as "pupil" or "contacts"; the service itself leaves none."""
    if by.user_id is None:
        return
    Viewing.objects.create(
        at=now,
        user_id=by.user_id,
        user_name=by.name,
        role=by.role,
        school_id=school_id,
        pupil_id=pupil_id,
        page=page,
    )
