"""Why something about a guest is not done: it may be shown to whoever asked, as it stands."""

from __future__ import annotations

from onroll.service.refusals import Refused


class GuestRefused(Refused):
    """Something about a guest that cannot be done."""
