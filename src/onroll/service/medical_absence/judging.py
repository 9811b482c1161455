"""A pupil's illness as the law counts it: days, runs of school days, and whether a sickness return is due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from onroll.law.absence_runs import runs_of_absence
from onroll.law.attendance_entries import SessionEntry
from onroll.law.finding import Finding
from onroll.law.returns import ILLNESS, sickness_return
from onroll.law.school_time import SchoolCalendar, Session
from onroll.service.medical_absence.models import MedicalRecord

Kind, Outcome = MedicalRecord.Kind, MedicalRecord.Outcome
Entry = tuple[dt.date, Session, str]


@dataclass(frozen=True, slots=True)
class Illness:
    """A pupil's illness in a school year, up to a day: sessions, runs of whole school days, and the law's finding."""

    sessions: int
    runs: list[tuple[dt.date, ...]]
    #: The run that still lasts on the day; empty where the pupil was back.
    lasting: tuple[dt.date, ...]
    expected: int
    finding: Finding
    #: The return made for the sickness there is, where one was.
    made: MedicalRecord | None

    @property
    def days(self) -> int:
        """Whole days of illness, two sessions to a day."""
        return self.sessions // 2

    @property
    def longest(self) -> int:
        """The longest run, in school days."""
        return max((len(run) for run in self.runs), default=0)

    @property
    def is_to_return(self) -> bool:
        """Whether a return is due and none was made."""
        return self.finding.met is True and self.made is None

    @property
    def is_to_decide(self) -> bool:
        """Whether a person is to say if it is one illness."""
        return self.finding.met is None


def illness_of(
    entries: Collection[Entry],
    records: Sequence[MedicalRecord],
    calendar: SchoolCalendar,
    *,
    born: dt.date,
    year_began: dt.date,
    on: dt.date,
) -> Illness:
    """Work out a pupil's illness from the school year's entries of illness and what was recorded, in the order it was made."""
    ill = [SessionEntry(*one) for one in entries if one[2] == ILLNESS and year_began <= one[0] <= on]
    runs = list(runs_of_absence(calendar, ill, as_at=on, counts=lambda _: True))
    last_day = max((day for day in calendar.school_days if day <= on), default=None)
    lasting = runs[-1] if runs and runs[-1][-1] == last_day else ()
    of_year = [one for one in records if one.on >= year_began]
    expected = expected_further_days(of_year, calendar, on=on) if lasting or not runs else 0
    decided = [one for one in of_year if one.kind == Kind.ONE_ILLNESS]
    finding = sickness_return(
        entries,
        calendar,
        as_at=on,
        born=born,
        expected_further_days=expected,
        is_one_illness=decided[-1].outcome == Outcome.YES if decided else None,
    )
    return Illness(len(ill), runs, lasting, expected, finding, _made(of_year, lasting))


def expected_further_days(records: Sequence[MedicalRecord], calendar: SchoolCalendar, *, on: dt.date) -> int:
    """Return how many school days after a day a pupil is still expected to be away: by what was said last."""
    said = [one for one in records if one.until is not None and one.kind in (Kind.EXPECTED, Kind.EVIDENCE)]
    if not said or said[-1].until is None:
        return 0
    return sum(on < day <= said[-1].until for day in calendar.school_days)


def _made(records: Sequence[MedicalRecord], lasting: tuple[dt.date, ...]) -> MedicalRecord | None:
    """Return the return made for the period there is: one since the run that lasts began, or else the year's last."""
    made = [one for one in records if one.kind == Kind.RETURN and (not lasting or one.on >= lasting[0])]
    return made[-1] if made else None
