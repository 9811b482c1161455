"""What happens after a pupil was marked, and whether it changes the entry of the session."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from onroll.law.citation import Citation
from onroll.law.instruments import (
    ONROLL,
    PUPIL_REGISTRATION_2024,
    WORKING_TOGETHER_2024,
    WORKING_TOGETHER_2026,
)
from onroll.law.registers import PRESENT_CODES
from onroll.law.rules import rule

_FROM_2024 = date(2024, 8, 19)

LEAVING = WORKING_TOGETHER_2024.unconfirmed(
    "chapter 8", "That leaving after registration changes nothing was not read."
)
LESSONS = PUPIL_REGISTRATION_2024.at(
    "10(1)",
    note="Attendance is recorded at the start of the morning and once in the afternoon; that marks in lessons do not stand for "
    "either follows from it.",
)
ARRIVING = WORKING_TOGETHER_2026.at("page 82")
NOT_THERE = PUPIL_REGISTRATION_2024.at("10(3)")
LATENESS_FOLLOWED_UP = ONROLL.at(
    "lateness followed up",
    note="The entries L and U are the law's. After how much lateness a family is written to is the school's choice.",
)
CONCERN_TOLD = ONROLL.at(
    "concerns about lateness",
    note="A pattern of lateness can be a sign of harm, so whoever sees one tells the safeguarding lead.",
)

_ATTENDING = frozenset((*PRESENT_CODES.values(), "L", "U"))
_ACTIVITIES = frozenset("BKPVW")


class Afterwards(StrEnum):
    """What happened after the pupil was marked."""

    LEFT_EARLY = "left_early"
    MARKED_IN_A_LESSON = "marked_in_a_lesson"
    ARRIVED = "arrived"
    DID_NOT_REACH_THE_ACTIVITY = "did_not_reach_the_activity"


@dataclass(frozen=True, slots=True)
class AfterTheMark:
    """Whether the entry must change, the code it becomes where the law names one, and why."""

    changes: bool
    code: str
    reason: str
    citation: Citation


@rule(
    "registers.after_the_mark",
    title="Whether what happens after registration changes the entry",
    says=(
        "The entry says what was so at registration. Leaving early does not change it, nor does a mark in a "
        "lesson. A pupil with N who comes before the session ends becomes U, or another code that fits; a "
        "pupil who does not reach an activity away from school takes the code for the absence, N until the "
        "reason is known."
    ),
    first_day=_FROM_2024,
    cites=(LESSONS, NOT_THERE, ARRIVING, LEAVING),
)
def after_the_mark(code: str, afterwards: Afterwards) -> AfterTheMark:
    """Answer whether an entry changes by what happened later in the session.

    Leaving early does not change it: note the time for safeguarding. A mark in a lesson does not either. A pupil
    with code N who arrives before the session ends becomes U, or another code that fits. A pupil who does not
    reach an activity away from school takes the code for the absence, which is N until the reason is known.
    """
    if afterwards is Afterwards.ARRIVED and code == "N":
        return AfterTheMark(
            True,
            "U",
            "The pupil came after the register closed: U, unless another code fits, such as M.",
            ARRIVING,
        )
    if afterwards is Afterwards.DID_NOT_REACH_THE_ACTIVITY and code in _ACTIVITIES:
        return AfterTheMark(
            True,
            "N",
            "The pupil was not at the activity, so its code cannot stand. Find the reason: N until then.",
            NOT_THERE,
        )
    if afterwards is Afterwards.LEFT_EARLY and code in _ATTENDING:
        return AfterTheMark(
            False,
            code,
            "The pupil was there at registration, so the entry stands. Record the time of leaving.",
            LEAVING,
        )
    return AfterTheMark(
        False, code, "The entry says what was so at registration, and that has not changed.", LESSONS
    )
