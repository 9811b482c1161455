"""One pupil's year at one school, session by session, as it is being drawn."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from functools import cache

from onroll.law.attendance_codes import CODES
from onroll.service.demo.attendance.sessions import SessionRow
from onroll.service.demo.children import Child, Stay

#: What a spell of absence may be written over: presence, and activities the pupil then misses.
_GIVE_WAY = frozenset({"/", "\\", "V", "P", "W"})


@dataclass(frozen=True, slots=True)
class PlanDrawn:
    """Something known ahead of its sessions."""

    kind: str
    code: str
    first_day: dt.date
    last_day: dt.date
    session: str = ""
    weekdays: str = "12345"
    note: str = ""


@dataclass(slots=True)
class PupilYear:
    """A pupil's codes by session: None where not on roll or no session is held."""

    child: Child
    stay: Stay
    row: SessionRow
    rate: float
    codes: list[str | None]
    first: int
    end: int
    minutes: dict[int, int] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    plans: list[PlanDrawn] = field(default_factory=list)

    @property
    def possible(self) -> int:
        """Count the sessions the pupil could attend."""
        return sum(code is not None and _is_possible(code) for code in self.codes)

    @property
    def days(self) -> range:
        """The places of the pupil's days."""
        return range(self.first // 2, self.end // 2)

    def is_free(self, session: int) -> bool:
        """Say whether absence may be written here."""
        return self.codes[session] in _GIVE_WAY

    def put(self, session: int, code: str) -> int:
        """Write a code where there is room for it; return how many sessions that took."""
        if not (self.first <= session < self.end and self.is_free(session)):
            return 0
        self.codes[session] = code
        return 1

    def run(self, start: int, length: int, code: str) -> int:
        """Write a code over a run of sessions, stepping over what is taken; return how many were written."""
        written, session, last = 0, start, min(self.end, start + 2 * length + 2)
        while written < length and session < last:
            written += self.put(session, code)
            session += 1
        return written


@cache
def _is_possible(code: str) -> bool:
    return CODES.newest.value[code].statistical_class.is_possible


def blank_year(child: Child, stay: Stay, row: SessionRow, rate: float) -> PupilYear:
    """Return a pupil's year with every session attended."""
    first = 2 * row.from_day(max(stay.starting_day, row.days[0]))
    end = row.count if stay.last_day is None else 2 * row.from_day(stay.last_day + dt.timedelta(days=1))
    codes: list[str | None] = [None] * row.count
    codes[first:end] = ["/", "\\"] * ((end - first) // 2)
    for day in row.calendar.mornings_only:
        codes[2 * row.place_of[day] + 1] = None
    return PupilYear(child, stay, row, rate, codes, first, end)
