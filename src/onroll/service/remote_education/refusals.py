"""Why something about remote education is not done: it may be shown to whoever asked, as it stands."""

from __future__ import annotations

from onroll.law.citation import Citation


class RemoteRefused(Exception):
    """Something that cannot be noted; the message says why and what to do, `field` where, and `citation` by which law."""

    def __init__(self, message: str, *, field: str = "", citation: Citation | None = None) -> None:
        super().__init__(message)
        self.field, self.citation = field, citation
