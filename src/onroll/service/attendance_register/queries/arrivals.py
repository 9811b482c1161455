"""Who arrived after the start, as the gate sheet lists them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.attendance_register.models import AttendanceEntry, Submission


@dataclass(frozen=True, slots=True)
class ArrivalMade:
    """One arrival: who, what was entered, by whom and when; `amended` where it stands no more."""

    pupil_id: int
    name: str
    session: str
    code: str
    minutes_late: int | None
    note: str
    made_at: dt.datetime
    made_by: str
    amended: bool


def arrivals_of_day(scope: Scope, *, school_id: int, date: dt.date) -> list[ArrivalMade]:
    """Return a day's arrivals, latest first, in one statement. Raises OutOfScope."""
    scope.require(Permission.ARRIVAL_RECORD, school_id=school_id)
    rows = (
        AttendanceEntry.objects.filter(
            school_id=school_id, date=date, submission__kind=Submission.Kind.ARRIVAL, pupil__isnull=False
        )
        .annotate(amended=Exists(AttendanceEntry.objects.filter(replaces=OuterRef("pk"))))
        .select_related("pupil", "submission")
        .order_by("-submission__number")
    )
    return [
        ArrivalMade(
            row.pupil_id,
            str(row.pupil),
            row.session,
            row.code,
            row.minutes_late,
            row.note,
            row.submission.made_at,
            row.submission.made_by_name,
            row.amended,  # type: ignore[attr-defined]
        )
        for row in rows
        if row.pupil_id is not None
    ]
