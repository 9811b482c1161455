"""Why something about education elsewhere is not done: each may be shown to whoever asked, as it stands."""

from __future__ import annotations


class ProvisionRefused(Exception):
    """Something about a provider or a placement that cannot be done; the message says why and what to do, and `field` where."""

    def __init__(self, message: str, *, field: str = "nature") -> None:
        super().__init__(message)
        self.field = field


class AnswerRefused(Exception):
    """A provider's answer that cannot be taken; the message says why and what to do."""
