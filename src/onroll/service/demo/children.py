"""The pupils of the demo as values: each child, and their days at each school."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from onroll.law.school_time import AcademicYear
from onroll.service.demo.families import Family
from onroll.service.demo.terms import TermDates


@dataclass(frozen=True, slots=True)
class Stay:
    """A pupil's days on one school's roll, in one registration group."""

    school: str
    group: str
    starting_day: dt.date
    placed_from: dt.date
    last_day: dt.date | None = None
    ground: str = ""
    evidence: str = ""
    registration: str = "sole"
    other_school: str = ""
    #: ISO weekdays on which a pupil of two schools is expected at the other one.
    days_elsewhere: str = ""
    #: The first day the pupil boards, and the day the office was told of it: the starting day where it always was so.
    boards_from: dt.date | None = None
    boarding_told_on: dt.date | None = None

    @property
    def is_boarder_from_the_start(self) -> bool:
        return self.boards_from is not None and self.boards_from <= self.starting_day

    @property
    def attends_until(self) -> dt.date | None:
        """The last day the attendance register is expected to cover; None while it goes on."""
        if self.boarding_told_on is None:
            return self.last_day
        return self.boarding_told_on - dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Child:
    """A pupil of the demo."""

    number: int
    family: Family
    year: str
    sex: str
    forenames: str
    surname: str
    born: dt.date
    upn: str
    former_upn: str = ""
    known_forename: str = ""
    former_surname: str = ""
    needs: str = ""
    markers: tuple[tuple[str, dt.date, dt.date | None], ...] = ()
    last_school: str = ""
    stays: tuple[Stay, ...] = field(default=())

    @property
    def ref(self) -> str:
        return f"T{self.number:05}"


@dataclass(frozen=True, slots=True)
class Population:
    """Everyone on a roll at any time of the year."""

    year: AcademicYear
    terms: TermDates
    children: tuple[Child, ...]

    def at(self, school: str) -> list[tuple[Child, Stay]]:
        """Return a school's pupils of the year, with their stays there."""
        return [(child, stay) for child in self.children for stay in child.stays if stay.school == school]
