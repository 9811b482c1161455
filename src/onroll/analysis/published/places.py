"""What published figures are of: England, a region or an authority, and a phase of school."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """The size of a place, as the department's files say it."""

    ENGLAND = "National"
    REGION = "Regional"
    AUTHORITY = "Local authority"


class Phase(StrEnum):
    """The kinds of school that figures are published of."""

    PRIMARY = "Primary"
    SECONDARY = "Secondary"
    SPECIAL = "Special"
    ALTERNATIVE = "PRU/Academy/Free school AP"
    NURSERY = "State-funded nursery"
    ALL = "Total"

    @property
    def in_words(self) -> str:
        """The phase as it is printed."""
        return _PHASE_WORDS[self]


_PHASE_WORDS = {
    Phase.PRIMARY: "primary schools",
    Phase.SECONDARY: "secondary schools",
    Phase.SPECIAL: "special schools",
    Phase.ALTERNATIVE: "alternative provision",
    Phase.NURSERY: "nursery schools",
    Phase.ALL: "all schools",
}


@dataclass(frozen=True, slots=True)
class Area:
    """A place by its codes: `code` is that of the Office for National Statistics, `authority_code` the department's three digits."""

    level: Level
    code: str
    name: str
    region_code: str = ""
    region_name: str = ""
    authority_code: str = ""
