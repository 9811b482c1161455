"""Why something about lessons is not done: each message may be shown to whoever asked, as it stands."""

from __future__ import annotations


class LessonsRefused(Exception):
    """Something that cannot be done as asked; `field` is what to mend."""

    def __init__(self, message: str, *, field: str = "top") -> None:
        super().__init__(message)
        self.field = field
