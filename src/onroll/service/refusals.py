"""A refusal with every fault at once, so that nobody mends one only to be told of the next."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar


class Refused(Exception):
    """Something that is not done: the message says why and what to do, and `faults` each fault by the field it is about."""

    #: Where a fault stands that is of no field.
    usual_field: ClassVar[str] = "top"

    def __init__(
        self, message: str = "", *, field: str = "", faults: Mapping[str, str] | None = None
    ) -> None:
        self.faults = dict(faults) if faults else {field or self.usual_field: message}
        super().__init__(" ".join(self.faults.values()))

    @property
    def field(self) -> str:
        """The field of the first fault."""
        return next(iter(self.faults))
