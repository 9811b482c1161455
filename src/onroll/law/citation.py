"""What a rule rests on, and how strongly it binds."""

import re
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum


class Strength(StrEnum):
    """How strongly a rule binds. Each prints differently."""

    LAW = "law"
    STATUTORY_GUIDANCE = "statutory guidance"
    ADVICE = "advice"
    LOCAL = "local"
    OURS = "ours"


class Confirmation(StrEnum):
    """Whether the provision was read in a source, or is still to be confirmed."""

    CONFIRMED = "confirmed"
    UNCONFIRMED = "unconfirmed"


# A provision that is several: "14 to 18", "5 and 6"; not "10(2) to (4)", which is paragraphs of one.
_SEVERAL = re.compile(r"\d+[A-Z]*(?:\(\w+\))*(?:,| to| and) \d")


class Uncited(ValueError):
    """A rule or value was built without something that every rule must have."""


@dataclass(frozen=True, slots=True)
class Instrument:
    """An Act, a set of regulations or one edition of guidance.

    `divisions` is the word its parts go by ("regulation", "section", "paragraph").
    `link` may be empty only for local rules and our own choices. `standing` says how far an Act is in force that is
    not wholly so; where it is empty all that is cited is, from its first day.
    """

    name: str
    short_name: str
    link: str
    in_force_from: date
    strength: Strength
    divisions: str = "paragraph"
    edition: str = ""
    standing: str = ""

    def __post_init__(self) -> None:
        for field in ("name", "short_name", "divisions"):
            if not getattr(self, field).strip():
                raise Uncited(f"An instrument needs its {field}.")
        if not isinstance(self.in_force_from, date):
            raise Uncited(f"{self.short_name} needs the day it came into force.")
        if not self.link and self.strength not in (Strength.LOCAL, Strength.OURS):
            raise Uncited(f"{self.short_name} needs a link to where it can be read.")

    def at(
        self,
        provision: str,
        *,
        confirmation: Confirmation = Confirmation.CONFIRMED,
        note: str = "",
    ) -> "Citation":
        """Cite one provision, such as `"10(2)"`."""
        return Citation(self, provision, confirmation, note)

    def unconfirmed(self, provision: str, note: str) -> "Citation":
        """Cite a provision whose exact words are still to be confirmed, and say why."""
        if not note.strip():
            raise Uncited("An unconfirmed citation needs a note of what to confirm.")
        return Citation(self, provision, Confirmation.UNCONFIRMED, note)


@dataclass(frozen=True, slots=True)
class Citation:
    """One provision of one edition of one instrument."""

    instrument: Instrument
    provision: str
    confirmation: Confirmation = Confirmation.CONFIRMED
    note: str = ""

    def __post_init__(self) -> None:
        if not isinstance(self.instrument, Instrument):
            raise Uncited("A citation needs the instrument it cites.")
        if not self.provision.strip():
            raise Uncited(f"A citation of {self.instrument.short_name} needs a provision.")

    @property
    def strength(self) -> Strength:
        """How strongly the cited provision binds."""
        return self.instrument.strength

    @property
    def is_unconfirmed(self) -> bool:
        """Whether the provision's words are still to be confirmed."""
        return self.confirmation is Confirmation.UNCONFIRMED

    @property
    def text(self) -> str:
        """The citation as it is printed, edition included."""
        edition = f" ({self.instrument.edition})" if self.instrument.edition else ""
        return f"{self.instrument.name}{edition}, {self.part}"

    @property
    def short_text(self) -> str:
        """The citation in small print: the instrument's short name and the part."""
        return f"{self.instrument.short_name}, {self.part}"

    @property
    def link(self) -> str:
        """The address of the provision, or of the instrument where parts have none."""
        link = self.instrument.link
        if "legislation.gov.uk" not in link or not self.provision[0].isdigit():
            return link
        return f"{link}/{self.instrument.divisions}/{self.provision.split('(')[0].split()[0]}"

    @property
    def part(self) -> str:
        """The part of the instrument in words: regulation 10(1), or regulations 3 and 4 where it is several."""
        starts_with_number = self.provision[0].isdigit()
        if not starts_with_number:
            return self.provision
        several = "s" if _SEVERAL.match(self.provision) else ""
        return f"{self.instrument.divisions}{several} {self.provision}"

    def with_note(self, note: str) -> "Citation":
        """Answer the same citation with a note, such as what two sources disagree on."""
        return replace(self, note=note)

    def __str__(self) -> str:
        return self.text
