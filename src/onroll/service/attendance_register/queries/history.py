"""What was entered for a pupil: every entry of a session, and the standing entries of a span."""

from __future__ import annotations

import datetime as dt

from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.attendance_register.models import AttendanceEntry, CurrentEntry
from onroll.service.people.queries.reach import require_pupil


def entry_history(
    scope: Scope, *, school_id: int, pupil_id: int, date: dt.date, session: str, on: dt.date | None = None
) -> list[AttendanceEntry]:
    """Return every entry of a pupil's session, first to last, each with its submission; `on` is the day of asking. Raises OutOfScope."""
    require_pupil(scope, Permission.PUPIL_VIEW, school_id=school_id, pupil_id=pupil_id, on=on or date)
    rows = AttendanceEntry.objects.filter(school_id=school_id, pupil_id=pupil_id, date=date, session=session)
    return list(rows.select_related("submission").order_by("submission__number", "pk"))


def pupil_entries(
    scope: Scope,
    *,
    school_id: int,
    pupil_id: int,
    first_day: dt.date,
    last_day: dt.date,
    on: dt.date | None = None,
) -> list[tuple[dt.date, str, str, int | None]]:
    """Return a pupil's standing entries in order: date, session, code, minutes late. Raises OutOfScope."""
    require_pupil(scope, Permission.PUPIL_VIEW, school_id=school_id, pupil_id=pupil_id, on=on or last_day)
    rows = CurrentEntry.objects.filter(
        school_id=school_id, pupil_id=pupil_id, date__range=(first_day, last_day)
    )
    return list(rows.order_by("date", "session").values_list("date", "session", "code", "minutes_late"))
