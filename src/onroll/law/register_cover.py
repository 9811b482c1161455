"""Whom the attendance register covers: every pupil on roll but the boarders; and which schools have one."""

from datetime import date

from onroll.law.citation import Citation
from onroll.law.dated import Dated, From
from onroll.law.finding import Finding
from onroll.law.instruments import PUPIL_REGISTRATION_2006, PUPIL_REGISTRATION_2024
from onroll.law.rules import rule

_FROM_2024 = date(2024, 8, 19)

EVERY_PUPIL_ON_ROLL = PUPIL_REGISTRATION_2024.at("10(1)")
BUT_BOARDERS = PUPIL_REGISTRATION_2024.unconfirmed(
    "10(1)",
    "That boarders are excepted is confirmed. Whether a school may enter them all the same is not: Onroll does not.",
)
A_REGISTER_IS_KEPT = PUPIL_REGISTRATION_2024.at("5")

BOARDERS_EXCEPTED = Dated(
    "Whether boarders are left out of the attendance register",
    steps=[
        From(
            date(2006, 9, 1),
            True,
            PUPIL_REGISTRATION_2006.at("6(1)"),
        ),
        From(_FROM_2024, True, BUT_BOARDERS),
    ],
    reviewed_on=date(2026, 11, 27),
)


@rule(
    "registers.covers",
    title="Whether the attendance register covers a pupil",
    first_day=_FROM_2024,
    cites=(EVERY_PUPIL_ON_ROLL, BUT_BOARDERS),
    says="The attendance register covers every pupil on the admission register, of whatever age, but the boarders.",
)
def register_covers(*, on_roll: bool, boards: bool, on: date) -> Finding:
    """Find whether the attendance register covers a pupil on a day: on roll, and not a boarder (regulation 10(1)).

    Compulsory school age makes no difference.
    """
    cited: Citation = EVERY_PUPIL_ON_ROLL
    change = "Boarding from that day or before."
    if not on_roll:
        met, reason = False, "The pupil is not on the admission register."
        change = "A starting day on or before that day."
    elif leaves_out(boards, on=on):
        met, reason = False, "The pupil boards, and the attendance register covers every pupil but boarders."
        cited = BOARDERS_EXCEPTED.citation_on(on)
        change = "Being a day pupil that day."
    else:
        met, reason = True, "The pupil is on the admission register and does not board."
    return Finding(
        "registers.covers",
        met,
        (reason,),
        (cited,),
        facts={"on_roll": on_roll, "boards": boards, "on": on},
        would_change=(change,),
    )


def leaves_out(boards: bool, *, on: date) -> bool:
    """Answer whether the register leaves out a pupil on roll, because the pupil boards."""
    return boards and bool(BOARDERS_EXCEPTED.find(on))


@rule(
    "registers.must_be_kept",
    title="Whether a school must have an attendance register",
    first_day=_FROM_2024,
    cites=(A_REGISTER_IS_KEPT,),
    says="Every school has an attendance register, unless every pupil on its roll boards.",
)
def attendance_register_is_kept(*, pupils: int, boarders: int) -> Finding:
    """Find whether a school must have an attendance register: unless every pupil boards (regulation 5)."""
    all_board = pupils > 0 and boarders >= pupils
    reason = (
        "Every pupil boards, so the school need not have an attendance register."
        if all_board
        else "A school has an attendance register unless every pupil boards."
    )
    return Finding(
        "registers.must_be_kept",
        not all_board,
        (reason,),
        (A_REGISTER_IS_KEPT,),
        facts={"pupils": pupils, "boarders": boarders},
        would_change=("A single day pupil." if all_board else "Every pupil's boarding.",),
    )
