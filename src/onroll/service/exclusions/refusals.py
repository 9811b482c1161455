"""Why something about an exclusion is not done: each may be shown to whoever asked, as it stands."""

from __future__ import annotations


class ExclusionRefused(Exception):
    """Something about an exclusion that cannot be done; the message says why and what to do, and `field` where it shows."""

    def __init__(self, message: str, *, field: str = "reason") -> None:
        super().__init__(message)
        self.field = field
