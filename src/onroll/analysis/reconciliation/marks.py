"""What each side says of a pupil's sessions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from onroll.law.school_time import Session, Span


class OurMark(NamedTuple):
    """An entry here: a national code, and, where no figure counts it, why not."""

    date: date
    session: Session
    code: str
    not_counted: str = ""


class TheirMark(NamedTuple):
    """A mark there, as the other system writes it; a blank is none."""

    date: date
    session: Session
    sign: str


@dataclass(frozen=True, slots=True)
class Roll:
    """The days a pupil was on roll here; None for a pupil who never was."""

    spans: Sequence[Span] | None

    @property
    def is_known(self) -> bool:
        """Whether the pupil was ever on roll here."""
        return self.spans is not None

    def __contains__(self, day: date) -> bool:
        return any(day in span for span in self.spans or ())


class AlwaysOnRoll(Roll):
    """A pupil of whom nothing is said of the roll."""

    __slots__ = ()

    def __init__(self) -> None:
        super().__init__((Span(date.min, date.max),))


ALWAYS = AlwaysOnRoll()
