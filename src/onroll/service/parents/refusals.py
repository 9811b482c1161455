"""Why a parent's page does not do what was asked: each may be shown to the parent, as it stands."""

from __future__ import annotations


class ParentRefusal(Exception):
    """Something that a parent's link does not open or do; the message says why and what to do, `field` what to mend."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field
