"""How much of a school has closed, and the code that says so."""

from datetime import date

from onroll.law.attendance_codes import code_on
from onroll.law.faults import Fault
from onroll.law.instruments import PUPIL_REGISTRATION_2024
from onroll.law.rules import rule

CODES_OF_CLOSURES = PUPIL_REGISTRATION_2024.unconfirmed(
    "10(3)",
    "That Y3 is of a part of the premises and Y4 of the whole is confirmed; their conditions are not.",
)

_PART = "Y3"
_WHOLE = "Y4"


@rule(
    "registers.closure_code",
    title="Which code says how much of a school has closed",
    says=(
        "Y4 is for an unexpected closure of the whole school, and Y3 for a part of it that cannot be used. "
        "Neither is entered for the other."
    ),
    first_day=date(2024, 8, 19),
    cites=(CODES_OF_CLOSURES,),
)
def faults_of_closure(code: str, *, whole_school: bool, on: date) -> tuple[Fault, ...]:
    """Find what is wrong with a closure's code: Y3 for the whole school, Y4 for a part; nothing is an empty tuple.

    Raises UnknownCode, NotInForce.
    """
    code = code_on(code, on).code
    if code == _PART and whole_school:
        message = (
            f"{_PART} says that a part of the school is closed, and this closes the whole of it. "
            f"Choose the groups that cannot be taken in, or choose {_WHOLE}."
        )
        return (Fault("part_closure_of_the_whole_school", message, CODES_OF_CLOSURES),)
    if code == _WHOLE and not whole_school:
        message = (
            f"{_WHOLE} says that the whole school is closed, and this closes some of its groups. "
            f"Choose no groups, or choose {_PART}."
        )
        return (Fault("whole_closure_of_a_part", message, CODES_OF_CLOSURES),)
    return ()
