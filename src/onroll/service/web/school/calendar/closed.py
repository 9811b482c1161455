"""That the school is closed today: what Today and the registers say first on such a day."""

from __future__ import annotations

import datetime as dt

from onroll.service.access.scope import Scope
from onroll.service.organisations.queries.calendar import lost_to_closure


def closed_today(scope: Scope, *, school_id: int, on: dt.date) -> str:
    """Say that the whole school is closed that day and why; nothing where it is not."""
    lost = lost_to_closure(scope, school_id=school_id, on=on)
    if not lost:
        return ""
    half = {"AM": "this morning", "PM": "this afternoon"}[lost[0].session]
    when = "today" if len(lost) > 1 else half
    why = f": {lost[0].reason}" if lost[0].reason else ""
    return f"the school is closed {when}{why}"
