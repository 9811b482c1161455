"""Noting that what is behind a figure of lessons was taken out as a file: which figure, and how many pupils it names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db import transaction

from onroll.service.access.actions.viewing import record_viewings
from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.audit.actions import record_event


@transaction.atomic
def note_figure_taken_out(
    *, school_id: int, figure: str, file: str, pupil_ids: Collection[int], by: Actor, now: dt.datetime
) -> None:
    """Leave an event that a figure's pupils were taken out as a file, and a look at each. Raises OutOfScope."""
    by.scope.require(Permission.LESSONS_VIEW, school_id=school_id)
    record_event(
        "lessons.figure.taken out",
        by=by,
        now=now,
        school_id=school_id,
        subject_type="figures",
        subject_id=None,
        figure=figure,
        file=file,
        pupils=len(pupil_ids),
    )
    record_viewings(by=by, school_id=school_id, pupil_ids=pupil_ids, page=f"lessons, {file}", now=now)
