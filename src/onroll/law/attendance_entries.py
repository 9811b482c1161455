"""An attendance entry as the rules see it: a day, a session and a code."""

from datetime import date
from typing import NamedTuple

from onroll.law.school_time import Session


class SessionEntry(NamedTuple):
    """One pupil's code for one session. Any `(day, session, code)` tuple will do."""

    on: date
    session: Session
    code: str
