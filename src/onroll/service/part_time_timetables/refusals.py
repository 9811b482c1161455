"""Why a part-time timetable is not made, signed or ended: each may be shown to whoever asked, as it stands."""

from __future__ import annotations

from onroll.service.refusals import Refused


class TimetableRefusal(Refused):
    """Something about a part-time timetable that cannot be done."""
