"""Whether a suspension or exclusion may still be cancelled: until the board meets, and not of a pupil out for longer than a year allows."""

from datetime import date

from onroll.law.dated import Dated, From
from onroll.law.exclusion_notices import CANCELLED
from onroll.law.finding import Finding
from onroll.law.plain_words import counted, day_in_words
from onroll.law.rules import rule

_FROM_2023 = date(2023, 9, 1)

MOST_SCHOOL_DAYS_OUT = Dated(
    "Most school days a pupil may have been suspended or excluded in a school year for it still to be cancelled",
    steps=[From(_FROM_2023, 45, CANCELLED)],
    reviewed_on=date(2026, 11, 28),
)


@rule(
    "exclusions.may_cancel",
    title="Whether a suspension or exclusion may still be cancelled",
    says=(
        "The head may cancel a suspension or exclusion before it begins or after, unless the governing board's meeting "
        "on whether the pupil comes back has begun, or the pupil has been out for more than forty-five school days of "
        "the school year by then."
    ),
    first_day=_FROM_2023,
    cites=(CANCELLED,),
)
def may_cancel(*, days_out: int, board_has_met: bool, on: date) -> Finding:
    """Find whether an exclusion may be cancelled on a day.

    `days_out` are the school days of the school year, up to then, of every suspension and exclusion of the pupil.
    `board_has_met` where a meeting that decides whether the pupil comes back has begun. Raises `NoRuleInForce` before
    1 September 2023, and `ValueError` for days below 0.
    """
    if days_out < 0:
        raise ValueError("Give the school days as a whole number from 0.")
    most = MOST_SCHOOL_DAYS_OUT.on(on)
    against = []
    if board_has_met:
        against.append("The governing board has met on whether the pupil comes back, and it decides.")
    if days_out > most:
        against.append(
            f"The pupil has been out for {counted(days_out, 'school day')} of the school year of {day_in_words(on)}, "
            f"and after {most} none may be cancelled."
        )
    return Finding(
        "exclusions.may_cancel",
        not against,
        tuple(against)
        or (f"No meeting has begun, and the pupil has been out for at most {most} school days.",),
        (CANCELLED,),
        facts={"days": days_out, "most": most, "board_has_met": board_has_met},
        would_change=("The governing board has the pupil back.",)
        if against
        else ("A meeting of the governing board on whether the pupil comes back.",),
    )
