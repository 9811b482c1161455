"""One mark of a lesson."""

import datetime as dt
from typing import NamedTuple

from onroll.law.school_time import Session


class LessonMark(NamedTuple):
    """What one school wrote of one pupil for one lesson. `period` is the school's name for the time of day, such as "3".

    `code` is a national code, whichever half of the day a present mark belongs to; blank is no mark made. `session` is the half of the
    day the lesson is in.
    """

    school: str
    pupil: str
    date: dt.date
    session: Session
    period: str
    subject: str
    code: str

    @property
    def lesson(self) -> tuple[str, str, dt.date, str]:
        """Which lesson of whom: a pupil is in one place in a period."""
        return self.school, self.pupil, self.date, self.period


#: A pupil's session in a register: school, pupil, day and half of the day.
SessionKey = tuple[str, str, dt.date, Session]
