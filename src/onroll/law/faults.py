"""One thing wrong with what somebody is about to record."""

from dataclasses import dataclass

from onroll.law.citation import Citation, Strength


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault by name, with a message for people and the provision it breaks.

    The message says what is wrong, why, and what to do. It may be shown to a user.
    """

    name: str
    message: str
    citation: Citation

    @property
    def strength(self) -> Strength:
        """How strongly the broken provision binds."""
        return self.citation.strength
