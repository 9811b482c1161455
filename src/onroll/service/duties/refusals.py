"""Why nothing is done about a duty: each may be shown to whoever asked, as it stands."""

from __future__ import annotations


class DutyRefused(Exception):
    """Something that cannot be done about a duty; the message says why and what to do."""
