"""The three flat tables as lists of rows, a dataclass a row: entries, pupils, calendar."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from onroll.law import Session


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of `entries`: what one school wrote of one pupil for one session. A blank code is no entry made."""

    school: str
    pupil: str
    date: date
    session: Session
    code: str
    minutes_late: int | None = None
    recorded_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Pupil:
    """A row of `pupils`: a pupil's time at one school, and what groups they are in. Blank is not known."""

    pupil: str
    school: str
    year_group: str = ""
    sex: str = ""
    ethnicity: str = ""
    language: str = ""
    fsm: str = ""
    pupil_premium: str = ""
    sen: str = ""
    sen_need: str = ""
    ehcp: str = ""
    social_worker: str = ""
    looked_after: str = ""
    young_carer: str = ""
    phase: str = ""
    district: str = ""
    trust: str = ""
    born: date | None = None
    starting_day: date | None = None
    leaving_day: date | None = None
    registration_group: str = ""


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A row of `calendar`: what one session of one school is: `school`, `inset`, `holiday` or `closure`."""

    school: str
    date: date
    session: Session
    kind: str


class Enrolment(NamedTuple):
    """One pupil at one school: what the official series count."""

    school: str
    pupil: str
