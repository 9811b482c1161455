"""Why leave is not asked for or not given: each may be shown to whoever asked, as it stands."""

from __future__ import annotations


class LeaveRefusal(Exception):
    """Something about leave that cannot be done; the message says why and what to do, `field` what to mend."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field
