"""The rows of the coverage page, read from the tables of each section."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from onroll.law import (
    attendance_policy,
    missing_referral,
    notices_to_improve,
    penalty_notice_contents,
    support_first,
)
from onroll.law import children_not_in_school as children_not_in_school_rules
from onroll.law.attendance_codes import CODES
from onroll.law.citation import Citation
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
from onroll.law.dated import Dated
from onroll.law.deletion_grounds import GROUNDS
from onroll.law.instruments import PUPIL_REGISTRATION_2024, WORKING_TOGETHER_2024
from onroll.law.responsibilities import RESPONSIBILITIES, Body, Group


class Status(StrEnum):
    """What Onroll does about a provision."""

    IMPLEMENTED = "implemented"
    RECORDED_ONLY = "recorded only"
    OUTSIDE = "outside the software"


_LETTERS = {"I": Status.IMPLEMENTED, "R": Status.RECORDED_ONLY, "O": Status.OUTSIDE}
UNCONFIRMED = "†"
_SERVICE = "service/"

# A place whose items are the items of a dated value, each with what builds it.
_LISTS: dict[str, tuple[str, Dated[Any]]] = {
    "2.6.4": ("attendance_policy.contents", attendance_policy.CONTENTS),
    "5.5.2": ("support_first.contract_contents", support_first.CONTRACT_CONTENTS),
    "6.6.4": ("notices_to_improve.contents", notices_to_improve.CONTENTS),
    "6.7.1": ("penalty_notices.contents", penalty_notice_contents.CONTENTS),
    "6.9.2": ("penalty_notices.records", penalty_notice_contents.RECORDS_TO_KEEP),
    "8.1.3": ("missing_education.referral", missing_referral.REFERRAL_CONTENTS),
    "8.1.4": ("missing_education.reasonable_enquiries", missing_referral.ENQUIRIES_TO_CHOOSE_FROM),
    "8.5.2": ("home_education.register_contents", children_not_in_school_rules.REGISTER_CONTENTS),
    "8.7.1": ("children_not_in_school.RECORDED_FOR_THE_ACT", children_not_in_school_rules.RECORDED_FOR_THE_ACT),
}  # fmt: skip

SECTIONS = {
    "1": "The admission register",
    "2": "The attendance register",
    "3": "Leave of absence and other absence",
    "4": "Returns, access and sharing",
    "5": "Working together, and formal measures",
    "6": "Penalty notices",
    "7": "Definitions and law that cuts across",
    "8": "Missing education, home education and the Act of 2026",
}

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

    A key with a fourth number is an item of a list inside a rule. `rules` are rules by name, and dated values by
    `subject.NAME`; `places` are where in the service it is built, for what is a record or a permission and no rule.
    `unconfirmed` marks words still to be confirmed. `note` is why something is recorded only, or outside.
    """

    key: str
    provision: str
    words: str
    status: Status
    unconfirmed: bool
    rules: tuple[str, ...]
    places: tuple[str, ...] = ()
    note: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Answer the row as JSON can hold it."""
        return {
            "key": self.key,
            "provision": self.provision,
            "words": self.words,
            "status": self.status.value,
            "unconfirmed": self.unconfirmed,
            "rules": list(self.rules),
            "places": list(self.places),
            "note": self.note,
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
    """Answer the provisions that a rule builds, items of lists among them."""
    return tuple(one for one in COVERED if rule in one.rules)


def told_by(rule: str) -> tuple[Covered, ...]:
    """Answer the provisions that a rule builds, without the items of a list that it builds whole."""
    built = covered_by(rule)
    keys = {one.key for one in built}
    return tuple(one for one in built if one.key.rpartition(".")[0] not in keys)


def _rows() -> Iterator[Covered]:
    for section in _SECTIONS:
        yield from map(_row, section.strip().splitlines())
    yield from _grounds()
    yield from _codes()
    yield from _lists()
    yield from _responsibilities()


def _row(line: str) -> Covered:
    key, status, provision, words, built, *note = (cell.strip() for cell in line.split(" | "))
    named = built.split() if built != "-" else []
    return Covered(
        key,
        provision,
        words,
        _LETTERS[status[0]],
        status.endswith(UNCONFIRMED),
        tuple(name for name in named if not name.startswith(_SERVICE)),
        tuple(name for name in named if name.startswith(_SERVICE)),
        *note,
    )


def _cited(citation: Citation) -> str:
    if citation.instrument is PUPIL_REGISTRATION_2024:
        return f"reg {citation.provision}"
    if citation.instrument is WORKING_TOGETHER_2024:
        return f"2024 guidance, {citation.provision}"
    return citation.short_text


def _grounds() -> Iterator[Covered]:
    of_age = [ground for ground in GROUNDS.values() if ground.of_compulsory_school_age]
    for place, ground in enumerate(of_age, 1):
        yield Covered(
            f"1.6.{place}",
            f"reg {ground.citation.provision}",
            ". ".join([ground.title, *(one.rstrip(".") for one in ground.conditions)]) + ".",
            Status.IMPLEMENTED,
            ground.citation.is_unconfirmed,
            ("admission_register.deletion_ground",),
        )


#: Rules of single codes, beside what every code means.
_MORE_ON_CODES = dict.fromkeys(("Y3", "Y4", "Y7"), ("registers.closure",))


def _codes() -> Iterator[Covered]:
    for place, (code, meaning) in enumerate(CODES.newest.value.items(), 1):
        yield Covered(
            f"2.2.{place}",
            _cited(meaning.citation),
            f"Code {code}: {meaning.title}. Counts as {meaning.statistical_class.in_words}.",
            Status.IMPLEMENTED,
            meaning.citation.is_unconfirmed,
            ("attendance_codes.meaning", *_MORE_ON_CODES.get(code, ())),
        )


def _lists() -> Iterator[Covered]:
    for place, (name, value) in _LISTS.items():
        # What is only announced is listed from there.
        step = value.announced[0] if value.announced else value.newest
        for number, item in enumerate(step.value, 1):
            words = str(item)
            yield Covered(
                f"{place}.{number}",
                _cited(step.citation),
                f"{words[0].upper()}{words[1:]}.",
                Status.IMPLEMENTED,
                step.citation.is_unconfirmed,
                (name,),
            )


def _responsibilities() -> Iterator[Covered]:
    groups, bodies = tuple(Group), tuple(Body)
    for one in RESPONSIBILITIES.newest.value:
        yield Covered(
            f"5.3.{groups.index(one.group) + 1}.{bodies.index(one.body) + 1}",
            _cited(RESPONSIBILITIES.newest.citation),
            f"{one.body.in_words}: {one.words}.",
            Status.IMPLEMENTED,
            True,
            ("responsibilities.expected",),
        )


COVERED = tuple(sorted(_rows(), key=lambda one: one.order))
