"""Why something about remote education is not done: it may be shown to whoever asked, as it stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from onroll.law.citation import Citation
from onroll.service.refusals import Refused


class RemoteRefused(Refused):
    """Something that cannot be noted: each fault by its field, and `citation` by which law, where one is of the law."""

    usual_field: ClassVar[str] = "next_on-day"

    def __init__(
        self,
        message: str = "",
        *,
        field: str = "",
        faults: Mapping[str, str] | None = None,
        citation: Citation | None = None,
    ) -> None:
        super().__init__(message, field=field, faults=faults)
        self.citation = citation
