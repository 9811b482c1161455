"""The rows of the coverage page, read from the tables of each section."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from onroll.law.attendance_codes import CODES
from onroll.law.coverage import (
    admission,
    attendance,
    children_not_in_school,
    definitions,
    leave,
    penalty_notices,
    returns,
    working_together,
)
from onroll.law.deletion_grounds import GROUNDS


class Status(StrEnum):
    """What Onroll does about a provision."""

    IMPLEMENTED = "implemented"
    RECORDED_ONLY = "recorded only"
    OUTSIDE = "outside the software"


_LETTERS = {"I": Status.IMPLEMENTED, "R": Status.RECORDED_ONLY, "O": Status.OUTSIDE}
UNCONFIRMED = "†"

_SECTIONS = (
    admission.ROWS,
    attendance.ROWS,
    leave.ROWS,
    returns.ROWS,
    working_together.ROWS,
    penalty_notices.ROWS,
    definitions.ROWS,
    children_not_in_school.ROWS,
)


@dataclass(frozen=True, slots=True)
class Covered:
    """One provision: its place in the law's summary, where it is written, what it says and what is done about it.

    `rules` are rules by name, and dated values by `subject.NAME`. `unconfirmed` marks words still to be confirmed.
    """

    key: str
    provision: str
    words: str
    status: Status
    unconfirmed: bool
    rules: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        """Answer the row as JSON can hold it."""
        return {
            "key": self.key,
            "provision": self.provision,
            "words": self.words,
            "status": self.status.value,
            "unconfirmed": self.unconfirmed,
            "rules": list(self.rules),
        }

    @property
    def order(self) -> tuple[int, ...]:
        """Its place, as numbers to sort by."""
        return tuple(map(int, self.key.split(".")))


def counts() -> dict[str, int]:
    """Count the provisions of each status, those unconfirmed, and all."""
    found = {status.value: sum(one.status is status for one in COVERED) for status in Status}
    return found | {"unconfirmed": sum(one.unconfirmed for one in COVERED), "in all": len(COVERED)}


def covered_by(rule: str) -> tuple[Covered, ...]:
    """Answer the provisions that a rule builds."""
    return tuple(one for one in COVERED if rule in one.rules)


def _rows() -> Iterator[Covered]:
    for section in _SECTIONS:
        for line in section.strip().splitlines():
            key, status, provision, words, rules = (cell.strip() for cell in line.split(" | "))
            yield Covered(
                key,
                provision,
                words,
                _LETTERS[status[0]],
                status.endswith(UNCONFIRMED),
                tuple(rules.split()) if rules != "-" else (),
            )
    yield from _grounds()
    yield from _codes()


def _grounds() -> Iterator[Covered]:
    of_age = [ground for ground in GROUNDS.values() if ground.of_compulsory_school_age]
    for place, ground in enumerate(of_age, 1):
        yield Covered(
            f"1.6.{place}",
            ground.citation.provision,
            ". ".join([ground.title, *(one.rstrip(".") for one in ground.conditions)]) + ".",
            Status.IMPLEMENTED,
            ground.citation.is_unconfirmed,
            ("admission_register.deletion_ground",),
        )


def _codes() -> Iterator[Covered]:
    for place, (code, meaning) in enumerate(CODES.newest.value.items(), 1):
        yield Covered(
            f"2.2.{place}",
            meaning.citation.provision,
            f"Code {code}: {meaning.title}. Counts as {meaning.statistical_class.in_words}.",
            Status.IMPLEMENTED,
            meaning.citation.is_unconfirmed,
            ("attendance_codes.meaning",),
        )


COVERED = tuple(sorted(_rows(), key=lambda one: one.order))
