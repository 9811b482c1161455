"""Why something about absence through illness is not recorded: each may be shown to whoever asked, as it stands."""

from __future__ import annotations


class MedicalRefusal(Exception):
    """Something that cannot be recorded; the message says why and what to do."""

    def __init__(self, message: str, *, field: str = "top") -> None:
        super().__init__(message)
        self.field = field
