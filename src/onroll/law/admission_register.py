"""The admission register: what an entry must contain, and when a pupil is added."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from onroll.law.citation import Citation
from onroll.law.dated import Dated, From
from onroll.law.faults import Fault
from onroll.law.instruments import (
    EDUCATION_ACT_1996,
    PUPIL_REGISTRATION_2024,
    WORKING_TOGETHER_2024,
)
from onroll.law.rules import rule

_FROM_2024 = date(2024, 8, 19)

NAME_AND_ADDRESS = PUPIL_REGISTRATION_2024.unconfirmed(
    "8(2)", "The contents are confirmed; the exact words of each letter are not."
)
NOTIFICATIONS = PUPIL_REGISTRATION_2024.at("8(3)")
STARTING_DAY = PUPIL_REGISTRATION_2024.at("3")
ENTERED_BY = PUPIL_REGISTRATION_2024.at("8(1)")
PARENT = EDUCATION_ACT_1996.at("576")

EMERGENCY_CONTACTS_ADVISED = Dated(
    "People with an emergency number whom a school should hold where it reasonably can",
    steps=[From(_FROM_2024, 2, WORKING_TOGETHER_2024.at("emergency contacts"))],
    reviewed_on=date(2026, 11, 22),
)


@dataclass(frozen=True, slots=True)
class ContentItem:
    """One item that the admission register must hold, by its letter in 8(2)."""

    letter: str
    title: str
    citation: Citation


def _item(letter: str, title: str) -> ContentItem:
    return ContentItem(
        letter,
        title,
        PUPIL_REGISTRATION_2024.unconfirmed(
            f"8(2)({letter})", "The content is confirmed; its exact words are not."
        ),
    )


CONTENTS = {
    item.letter: item
    for item in (
        _item("a", "the full name of the pupil"),
        _item("b", "the address of the pupil"),
        _item("c", "the sex of the pupil"),
        _item("d", "the full name of every parent known to the school"),
        _item("e", "the address of every parent known to the school"),
        _item(
            "f",
            "which parents the pupil normally lives with, and a telephone number for "
            "each of them in an emergency",
        ),
        _item("g", "the day, month and year of birth"),
        _item("h", "the starting day"),
        _item("i", "the name and address of the last school attended, if any"),
    )
}
BOARDER = PUPIL_REGISTRATION_2024.unconfirmed(
    "8", "That boarder or day pupil is still recorded in a school with boarders."
)


@dataclass(frozen=True, slots=True)
class ParentContents:
    """What the register holds of one parent."""

    full_name: str
    address: str
    normally_lives_with: bool = False
    emergency_numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AdmissionContents:
    """What the register holds of one pupil.

    `last_school_name` is None where it is not known yet, and empty where there was
    none. `is_boarder` is None where it is not recorded; it is asked only in a school
    with boarders, of a pupil of compulsory school age.
    """

    full_name: str
    address: str
    sex: str
    born: date | None
    starting_day: date | None
    parents: tuple[ParentContents, ...] = ()
    last_school_name: str | None = None
    last_school_address: str = ""
    school_has_boarders: bool = False
    is_of_compulsory_school_age: bool = True
    is_boarder: bool | None = None


@dataclass(frozen=True, slots=True)
class MoveNotification:
    """A parent told the school that the pupil will live at another address."""

    parent_name: str
    address: str
    expected_from: date | None


@dataclass(frozen=True, slots=True)
class OtherSchoolNotification:
    """A parent told the school of another school the pupil attends or will attend."""

    school_name: str
    first_attended_or_due_on: date | None


@rule(
    "admission_register.contents",
    title="What an entry in the admission register must contain",
    says=(
        "The entry holds the pupil's full name, address, sex, day of birth and starting day; each parent's "
        "full name and address; which parents the pupil lives with, with an emergency number for each; the "
        "last school; and, in a school with boarders, whether the pupil boards. The answer lists what is not "
        "there."
    ),
    first_day=_FROM_2024,
    cites=(NAME_AND_ADDRESS, PARENT),
)
def faults_of_contents(contents: AdmissionContents) -> tuple[Fault, ...]:
    """Find what an entry in the admission register lacks."""
    return (
        *_lacking_of_the_pupil(contents),
        *_lacking_of_parents(contents.parents),
        *_lacking_of_last_school(contents),
        *_lacking_of_boarding(contents),
    )


@rule(
    "admission_register.notifications",
    title="What to record when a parent tells the school of a move or another school",
    says=(
        "When a parent says that the pupil will live at another address, the register takes the parent's full "
        "name, the address and the day. When a parent says that the pupil is or will be at another school, it "
        "takes the school's name and the day. The answer lists what is not there."
    ),
    first_day=_FROM_2024,
    cites=(NOTIFICATIONS,),
)
def faults_of_notification(
    notification: MoveNotification | OtherSchoolNotification,
) -> tuple[Fault, ...]:
    """Find what a notification under regulation 8(3) lacks."""
    if isinstance(notification, MoveNotification):
        required = [
            ("parent_name", notification.parent_name, "the parent's full name"),
            ("new_address", notification.address, "the new address"),
            ("expected_from", notification.expected_from, "the day it is expected from"),
        ]
    else:
        required = [
            ("school_name", notification.school_name, "the name of the other school"),
            (
                "first_attended_or_due_on",
                notification.first_attended_or_due_on,
                "the day the pupil first attended or is due to start",
            ),
        ]
    return tuple(
        Fault(
            f"{name}_missing",
            f"The notification does not say {what}. The register must. Ask the parent, and add it.",
            NOTIFICATIONS,
        )
        for name, value, what in required
        if not value
    )


@rule(
    "admission_register.starting_day",
    title="The day a pupil goes on the admission register",
    says=(
        "The starting day is the day agreed with whoever controls attendance or, where the school has a duty "
        "to admit, the day they told the school; where there is neither, the first day the pupil attends. The "
        "name is entered before or at the beginning of the first session of that day, and not earlier."
    ),
    first_day=_FROM_2024,
    cites=(STARTING_DAY, ENTERED_BY),
)
def starting_day(
    *,
    agreed_day: date | None = None,
    told_day: date | None = None,
    first_attended_on: date | None = None,
    duty_to_admit: bool = False,
) -> date | None:
    """Answer the starting day, or None while there is none yet.

    Under a duty to admit it is the day the school was told, otherwise the day agreed;
    failing that, the first day the pupil attended. The pupil is entered before or at
    the beginning of the first session of that day (regulation 8(1)).
    """
    set_day = told_day if duty_to_admit else agreed_day
    return set_day or first_attended_on


def _lacking(letter: str, name: str, what: str, cure: str) -> Fault:
    item = CONTENTS[letter]
    return Fault(name, f"{what} The admission register must hold {item.title}. {cure}", item.citation)


def _lacking_of_the_pupil(contents: AdmissionContents) -> Iterable[Fault]:
    if not contents.full_name.strip():
        yield _lacking("a", "pupil_name_missing", "The pupil has no name.", "Add the legal name.")
    if not contents.address.strip():
        yield _lacking("b", "pupil_address_missing", "The pupil has no address.", "Add it.")
    if not contents.sex.strip():
        yield _lacking("c", "sex_missing", "The pupil's sex is not recorded.", "Add it.")
    if contents.born is None:
        yield _lacking("g", "born_missing", "The pupil has no date of birth.", "Add it.")
    if contents.starting_day is None:
        yield _lacking(
            "h",
            "starting_day_missing",
            "The pupil has no starting day.",
            "Add the day that was agreed, told or first attended.",
        )


def _lacking_of_parents(parents: tuple[ParentContents, ...]) -> Iterable[Fault]:
    if not any(parent.full_name.strip() for parent in parents):
        yield _lacking("d", "no_parent_named", "No parent is named.", "Add each parent the school knows.")
        return
    for parent in parents:
        if not parent.full_name.strip():
            yield _lacking("d", "parent_name_missing", "A parent has no name.", "Add the full name.")
        elif not parent.address.strip():
            yield _lacking("e", "parent_address_missing", f"{parent.full_name} has no address.", "Add it.")
    yield from _lacking_of_home(parents)


def _lacking_of_home(parents: tuple[ParentContents, ...]) -> Iterable[Fault]:
    at_home = [parent for parent in parents if parent.normally_lives_with]
    if not at_home:
        yield _lacking(
            "f",
            "home_parent_missing",
            "No parent is marked as one the pupil normally lives with.",
            "Mark each one.",
        )
    for parent in at_home:
        if not any(number.strip() for number in parent.emergency_numbers):
            yield _lacking(
                "f",
                "emergency_number_missing",
                f"{parent.full_name or 'A parent the pupil lives with'} has no telephone number.",
                "Add one.",
            )


def _lacking_of_last_school(contents: AdmissionContents) -> Iterable[Fault]:
    if contents.last_school_name is None:
        yield _lacking(
            "i",
            "last_school_missing",
            "The last school attended is not recorded.",
            "Add it, or say there was none.",
        )
    elif contents.last_school_name.strip() and not contents.last_school_address.strip():
        yield _lacking(
            "i", "last_school_address_missing", f"{contents.last_school_name} has no address.", "Add it."
        )


def _lacking_of_boarding(contents: AdmissionContents) -> Iterable[Fault]:
    asked = contents.school_has_boarders and contents.is_of_compulsory_school_age
    if asked and contents.is_boarder is None:
        yield Fault(
            "boarding_missing",
            "It is not recorded whether the pupil boards. A school with boarders must say so of each "
            "pupil of compulsory school age. Choose boarder or day pupil.",
            BOARDER,
        )
