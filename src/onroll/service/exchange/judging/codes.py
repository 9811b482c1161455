"""Is this a code an entry may have on its day and in its half of the day? The law answers; here it gets its cure."""

from __future__ import annotations

import datetime as dt

from onroll.law.attendance_codes import NotInForce, UnknownCode, code_on


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
        right = "\\" if code == "/" else "/"
        return (
            f"{code} belongs to the other half of the day.",
            f"Use {right} for present in the {_HALF[session]}.",
        )
    if not meaning.in_the_regulations:
        return _ADMINISTRATIVE[code]
    return None


_HALF = {"AM": "morning", "PM": "afternoon"}
_ADMINISTRATIVE = {
    "Z": (
        "Z is for a pupil who is not yet on roll, so no entry is made.",
        "Leave the row out, or correct entry_date in pupils.csv.",
    ),
    "#": (
        "# says the school was closed, and the calendar says it met.",
        "Correct the kind of the session in calendar.csv, or use the code for what happened.",
    ),
}
