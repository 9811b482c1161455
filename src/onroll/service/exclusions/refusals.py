"""Why something about an exclusion is not done: each may be shown to whoever asked, as it stands."""

from __future__ import annotations

from onroll.service.refusals import Refused


class ExclusionRefused(Refused):
    """Something about an exclusion that cannot be done."""

    usual_field = "reason"
