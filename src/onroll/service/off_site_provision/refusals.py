"""Why something about education elsewhere is not done: each may be shown to whoever asked, as it stands."""

from __future__ import annotations

from onroll.service.refusals import Refused


class ProvisionRefused(Refused):
    """Something about a provider or a placement that cannot be done."""

    usual_field = "nature"


class AnswerRefused(Exception):
    """A provider's answer that cannot be taken; the message says why and what to do."""
