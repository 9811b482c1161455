"""Why a part-time timetable is not made, signed or ended: each may be shown to whoever asked, as it stands."""

from __future__ import annotations


class TimetableRefusal(Exception):
    """Something about a part-time timetable that cannot be done; the message says why and what to do."""

    def __init__(self, message: str, *, field: str = "top") -> None:
        super().__init__(message)
        self.field = field
