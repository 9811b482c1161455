"""Is this a code an entry may have on its day and in its half of the day? The law answers; here it gets its cure."""

from __future__ import annotations

import datetime as dt

from onroll.law.attendance_codes import NotInForce, UnknownCode, code_on
from onroll.law.code_uses import CODE_BEFORE_THE_STARTING_DAY, present_code_instead
from onroll.law.school_time import Session


def fault_of_code(code: str, day: dt.date, session: str) -> tuple[str, str] | None:
    """Return what is wrong with a code and the cure; None where nothing is. A retired code keeps the meaning of its day."""
    try:
        meaning = code_on(code, day)
    except UnknownCode as unknown:
        what, _, cure = str(unknown).partition(". ")
        return f"{what}.", cure or "Choose a national code."
    except NotInForce as refusal:
        what, _, cure = str(refusal).partition(". ")
        return f"{what}.", cure or "Use the code of the time that fits."
    if meaning.session is not None and meaning.session != session:
        right = present_code_instead(code, Session(session), day)
        return (
            f"{code} belongs to the other half of the day.",
            f"Use {right} for present in the {_HALF[session]}.",
        )
    # The other code that is not in the regulations, #, is a planned closure; of part of the school until 19 August 2024.
    return _NOT_ON_ROLL_YET if code == CODE_BEFORE_THE_STARTING_DAY.newest.value else None


_HALF = {"AM": "morning", "PM": "afternoon"}
_NOT_ON_ROLL_YET = (
    "Z is for a pupil who is not yet on roll, so no entry is made.",
    "Leave the row out, or correct entry_date in pupils.csv.",
)
