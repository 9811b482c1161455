"""What an amendment to either register must keep (regulation 6)."""

from dataclasses import dataclass
from datetime import date

from onroll.law.faults import Fault
from onroll.law.instruments import PUPIL_REGISTRATION_2024
from onroll.law.plain_words import day_in_words
from onroll.law.rules import rule

AMENDMENT = PUPIL_REGISTRATION_2024.unconfirmed(
    "6",
    "That an amendment keeps all six is confirmed from guidance on the earlier "
    "Regulations; whether the role is in the 2024 words is not.",
)


@dataclass(frozen=True, slots=True)
class ProposedAmendment:
    """An amendment that somebody is about to make.

    `original` and `amended` are the entries in words or codes; None is not given, and
    an empty string is an entry that was, or will be, blank. `entered_on` is the day of
    the entry being amended, None where it is not to be compared.
    """

    original: str | None
    amended: str | None
    reason: str
    made_on: date | None
    made_by: str
    role: str
    entered_on: date | None = None


@rule(
    "registers.amendment",
    title="What an amendment must keep",
    says=(
        "An amendment keeps together the original entry, the amended one, the reason, the day, and the name "
        "and role of who made it. Nothing is overwritten, and names are not deleted backwards."
    ),
    first_day=date(2024, 8, 19),
    cites=(AMENDMENT,),
)
def faults_of_amendment(amendment: ProposedAmendment) -> tuple[Fault, ...]:
    """Find everything wrong with a proposed amendment."""
    missing = [
        Fault(name, f"{what} An amendment keeps it for good. {cure}", AMENDMENT)
        for name, is_there, what, cure in _required(amendment)
        if not is_there
    ]
    return tuple(missing + _contradictions(amendment))


def _required(amendment: ProposedAmendment) -> list[tuple[str, bool, str, str]]:
    return [
        (
            "original_missing",
            amendment.original is not None,
            "The original entry is missing.",
            "Name the entry being amended.",
        ),
        (
            "amended_missing",
            amendment.amended is not None,
            "The amended entry is missing.",
            "Say what the entry should be.",
        ),
        (
            "reason_missing",
            bool(amendment.reason.strip()),
            "The reason for the amendment is missing.",
            "Say why the entry is changing.",
        ),
        (
            "date_missing",
            amendment.made_on is not None,
            "The date of the amendment is missing.",
            "Give the day it is made.",
        ),
        (
            "name_missing",
            bool(amendment.made_by.strip()),
            "The name of whoever makes the amendment is missing.",
            "Sign in as a named person.",
        ),
        (
            "role_missing",
            bool(amendment.role.strip()),
            "The role of whoever makes the amendment is missing.",
            "Choose the role you act in.",
        ),
    ]


def _contradictions(amendment: ProposedAmendment) -> list[Fault]:
    faults = []
    if amendment.original is not None and amendment.original == amendment.amended:
        faults.append(
            Fault(
                "nothing_amended",
                "The amended entry is the same as the original, so there is nothing to "
                "amend. Change the entry, or leave it.",
                AMENDMENT,
            )
        )
    made_on, entered_on = amendment.made_on, amendment.entered_on
    if made_on is not None and entered_on is not None and made_on < entered_on:
        faults.append(
            Fault(
                "amended_before_entry",
                f"The amendment is dated {day_in_words(made_on)}, before the entry it "
                f"changes, made on {day_in_words(entered_on)}. Mend the date.",
                AMENDMENT,
            )
        )
    return faults
