"""Why something about lateness is not done: each message may be shown to whoever asked, as it stands."""

from __future__ import annotations


class LatenessRefused(Exception):
    """Something that cannot be done as asked; `field` is what to mend."""

    def __init__(self, message: str, *, field: str = "words") -> None:
        super().__init__(message)
        self.field = field


class NoLetterDue(LatenessRefused):
    """No letter about lateness is due: of anybody, or of those asked about."""
