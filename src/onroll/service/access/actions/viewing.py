"""Noting who looked at which pupil."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

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


def record_viewings(
    *, by: Actor, school_id: int, pupil_ids: Iterable[int], page: str, now: dt.datetime
) -> None:
    """Note that a person took out a page about several pupils, a look at each; the service itself leaves none."""
    if by.user_id is None:
        return
    Viewing.objects.bulk_create(
        Viewing(
            at=now,
            user_id=by.user_id,
            user_name=by.name,
            role=by.role,
            school_id=school_id,
            pupil_id=pupil_id,
            page=page,
        )
        for pupil_id in sorted(set(pupil_ids))
    )
