"""Who controls a pupil's attendance: whose agreement, or whose word, fixes the starting day."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from onroll.law.citation import Citation
from onroll.law.instruments import PUPIL_REGISTRATION_2024
from onroll.law.rules import rule

_FROM_2024 = date(2024, 8, 19)

CONTROL = PUPIL_REGISTRATION_2024.unconfirmed(
    "3(2)",
    "That a parent, or the school that directed the pupil off site, controls it is confirmed; the rest is not.",
)


class Controller(StrEnum):
    """Who may control a pupil's attendance."""

    PARENT = "parent"
    DIRECTING_SCHOOL = "directing_school"
    LOCAL_AUTHORITY = "local_authority"
    PUPIL = "pupil"


@dataclass(frozen=True, slots=True)
class Control:
    """Who controls the attendance, and why."""

    controllers: tuple[Controller, ...]
    reason: str
    citation: Citation


@rule(
    "admission_register.control_of_attendance",
    title="Who controls a pupil's attendance",
    says=(
        "As a rule a parent controls attendance. For a pupil directed off site it is the governing body or "
        "proprietor of the school that gave the direction; for provision a local authority arranged, the "
        "authority; over compulsory school age, the pupil may. Theirs is the agreement, or the word, that "
        "fixes the starting day."
    ),
    first_day=_FROM_2024,
    cites=(CONTROL,),
)
def control_of_attendance(
    *, directed_off_site: bool, arranged_by_authority: bool, over_compulsory_school_age: bool
) -> Control:
    """Answer with whom a starting day is agreed, or whose word on it counts.

    As a rule a parent. For a pupil whom a school directed off site, that school's governing body or proprietor; for
    provision that a local authority arranged, the authority; over compulsory school age, the pupil too.
    """
    if directed_off_site:
        return Control(
            (Controller.DIRECTING_SCHOOL,), "Another school directed the pupil off site and decides.", CONTROL
        )
    if arranged_by_authority:
        return Control(
            (Controller.LOCAL_AUTHORITY,), "The local authority arranged the provision and decides.", CONTROL
        )
    if over_compulsory_school_age:
        return Control(
            (Controller.PUPIL, Controller.PARENT),
            "The pupil is over compulsory school age, and may decide.",
            CONTROL,
        )
    return Control((Controller.PARENT,), "A parent decides.", CONTROL)
