"""Why something is not arranged: each may be shown to whoever asked, as it stands."""

from __future__ import annotations

from collections.abc import Sequence

from onroll.law.faults import Fault


class ArrangementRefused(Exception):
    """Something about an arrangement that cannot be done; the message says why and what to do."""


class NotAsTheLawAsks(ArrangementRefused):
    """What the law asks of such an arrangement is not there; `faults` says what, each with its provision."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(" ".join(fault.message for fault in faults))
