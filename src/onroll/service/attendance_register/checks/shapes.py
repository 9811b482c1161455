"""What the facts of checks look like: rows with names, and what registers and sessions are told by."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

SessionKey = tuple[dt.date, str]
RegisterKey = tuple[dt.date, str, int]
Days = tuple[dt.date, dt.date | None]


class Counted(NamedTuple):
    """A register's entries, counted: how many, and the first and the last of their codes in the alphabet."""

    entered: int
    first_code: str
    last_code: str

    @property
    def only_code(self) -> str:
        """The one code that all the entries have; blank where there are several, or no entries."""
        return self.first_code if self.first_code == self.last_code else ""


class Taking(NamedTuple):
    """The first and last time somebody sent a register."""

    first_at: dt.datetime
    first_by: str
    last_at: dt.datetime
    finished: bool


class StandingEntry(NamedTuple):
    """A standing entry; entries are in the order of their sessions."""

    date: dt.date
    session: str
    pupil_id: int
    code: str
    entry_id: int


class EntryFacts(NamedTuple):
    """A standing entry that is not a plain present mark, and what it is judged by."""

    date: dt.date
    session: str
    pupil_id: int
    code: str
    entry_id: int
    note: str
    role: str


class PlanFacts(NamedTuple):
    """A plan, and what entries are held against."""

    pupil_id: int
    kind: str
    code: str
    first_day: dt.date
    last_day: dt.date
    session: str
    weekdays: str
    mondays: str
    cancelled_at: dt.datetime | None
    made_by_name: str


class AmendmentFacts(NamedTuple):
    """One amendment: who made it, of what session, from which code to which."""

    made_by_id: int | None
    made_by: str
    date: dt.date
    session: str
    original: str
    amended: str
