"""Why something about a guest is not done: it may be shown to whoever asked, as it stands."""

from __future__ import annotations


class GuestRefused(Exception):
    """Something about a guest that cannot be done; the message says why and what to do, and `field` where."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field
