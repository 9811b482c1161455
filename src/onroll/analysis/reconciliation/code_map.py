"""What the other system's signs mean: the national code, or the class it counts them in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from onroll.law.attendance_codes import class_for_counting, is_code
from onroll.law.code_meaning import StatisticalClass

#: How a class is written in a map, where the sign has no national code or is counted in another class than it.
CLASSES = {
    "present": StatisticalClass.PRESENT,
    "approved activity": StatisticalClass.APPROVED_EDUCATIONAL_ACTIVITY,
    "authorised": StatisticalClass.AUTHORISED_ABSENCE,
    "unauthorised": StatisticalClass.UNAUTHORISED_ABSENCE,
    "not counted": StatisticalClass.NOT_POSSIBLE,
}


class BadCodeMap(ValueError):
    """The map cannot be used. The message says which sign and what to do."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How a sign is read: its code, empty where it has none, and its class; None for a sign that is not understood."""

    code: str
    counted_as: StatisticalClass | None
    is_mapped: bool


@dataclass(frozen=True)
class CodeMap:
    """Signs that mean something else than the national code they look like. Any other sign is a national code, or nothing.

    `codes` are signs that stand for a national code, and `classes` signs that the other system counts in a class,
    whatever their code. Raises `BadCodeMap` for what is no national code.
    """

    codes: Mapping[str, str] = field(default_factory=dict)
    classes: Mapping[str, StatisticalClass] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for sign, code in self.codes.items():
            if not is_code(code):
                raise BadCodeMap(
                    f"“{sign} = {code}”: {code} is no national code. Write a code, or one of {', '.join(CLASSES)}."
                )

    @classmethod
    def of(cls, meanings: Mapping[str, str]) -> "CodeMap":
        """Build the map of what people write: a sign, and a code or the name of a class. Raises `BadCodeMap`."""
        classes = {sign: CLASSES[meaning] for sign, meaning in meanings.items() if meaning in CLASSES}
        return cls({sign: meaning for sign, meaning in meanings.items() if sign not in classes}, classes)

    def read(self, sign: str, day: date) -> Reading:
        """Answer how a sign counts there on a day."""
        known = self._known.get((sign, day))
        if known is None:
            known = self._known[sign, day] = self._read(sign, day)
        return known

    def _read(self, sign: str, day: date) -> Reading:
        code = self.codes.get(sign, sign)
        if not is_code(code):
            return Reading("", self.classes.get(sign), sign in self.classes)
        counted_as = self.classes.get(sign) or class_for_counting(code, day)
        return Reading(code, counted_as, sign in self.codes)

    @cached_property
    def _known(self) -> dict[tuple[str, date], Reading]:
        return {}
