"""Who arrived after the start, as the gate sheet lists them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef

from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.attendance_register.models import AttendanceEntry, Submission
from onroll.service.organisations.models import SchoolSession

_LONDON = ZoneInfo("Europe/London")


@dataclass(frozen=True, slots=True)
class ArrivalMade:
    """One arrival: who, what was entered, by whom and when; `amended` where it stands no more."""

    pupil_id: int
    name: str
    session: str
    code: str
    minutes_late: int | None
    note: str
    arrived_at: dt.time | None
    made_by: str
    amended: bool


def arrivals_of_day(scope: Scope, *, school_id: int, date: dt.date) -> list[ArrivalMade]:
    """Return a day's arrivals, latest first, in two statements. Raises OutOfScope."""
    scope.require(Permission.ARRIVAL_RECORD, school_id=school_id)
    starts = dict(
        SchoolSession.objects.filter(school_id=school_id, date=date).values_list("session", "starts_at")
    )
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
            _arrived_at(row, starts.get(row.session)),
            row.submission.made_by_name,
            row.amended,
        )
        for row in rows
        if row.pupil_id is not None
    ]


def _arrived_at(row: AttendanceEntry, starts: dt.time | None) -> dt.time | None:
    """Return when a pupil arrived, by the minutes late; the moment of the entry where none are kept."""
    if row.minutes_late is None or starts is None:
        return row.submission.made_at.astimezone(_LONDON).time()
    return (dt.datetime.combine(row.date, starts) + dt.timedelta(minutes=row.minutes_late)).time()
