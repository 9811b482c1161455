"""A pupil's illness as the law counts it: days, runs of school days, and whether a sickness return is due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from onroll.law.absence_runs import attended_after, runs_of_absence
from onroll.law.attendance_entries import SessionEntry
from onroll.law.finding import Finding
from onroll.law.returns import ILLNESS, SICKNESS_DAYS, sickness_return
from onroll.law.school_time import SchoolCalendar, Session
from onroll.service.medical_absence.models import MedicalRecord

Kind, Outcome = MedicalRecord.Kind, MedicalRecord.Outcome
Entry = tuple[dt.date, Session, str]
_ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Illness:
    """A pupil's illness in a school year, up to a day: sessions, runs of whole school days, and the law's finding."""

    sessions: int
    runs: list[tuple[dt.date, ...]]
    #: The run that still lasts on the day; empty where the pupil was back.
    lasting: tuple[dt.date, ...]
    expected: int
    finding: Finding
    #: The return made since the sickness that asks for one began, or the year's last where none asks for one.
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
    """Work out a pupil's illness from entries since the school year began, and from what was recorded, in the order it was made.

    The last school day is counted once every session of it has an entry, or the pupil is entered as attending.
    """
    full = until_entered(calendar, entries, on=on)
    ill = [SessionEntry(*one) for one in entries if one[2] == ILLNESS and year_began <= one[0] <= on]
    runs = list(runs_of_absence(full, ill, as_at=on, counts=lambda _: True))
    last_day = full.last_day_up_to(on)
    lasting = runs[-1] if runs and runs[-1][-1] == last_day else ()
    of_year = [one for one in records if one.on >= year_began]
    expected = expected_further_days(of_year, calendar, on=last_day or on) if lasting or not runs else 0
    finding = sickness_return(
        ill,
        full,
        as_at=on,
        born=born,
        expected_further_days=expected,
        is_one_illness=_decided(of_year, ill, runs),
    )
    # Most are of age all the year, so that their runs are those already found.
    of_age = (
        runs
        if len(finding.entries) == len(ill)
        else list(runs_of_absence(full, finding.entries, as_at=on, counts=lambda _: True))
    )
    asking = [run for run in of_age if len(run) + expected * (run[-1] == last_day) >= SICKNESS_DAYS.on(on)]
    since = _began(of_year, asking[-1][0]) if asking else None
    if since is None and expected >= SICKNESS_DAYS.on(on):
        since = _said(of_year)[-1].on
    return Illness(len(ill), runs, lasting, expected, finding, _made(of_year, since or year_began))


def until_entered(calendar: SchoolCalendar, entries: Collection[Entry], *, on: dt.date) -> SchoolCalendar:
    """Return the calendar without the last school day up to a day, while its registers are not all in for the pupil.

    Whoever is entered as attending for one session of it was not away for the whole of it, whatever the other says.
    """
    last_day = calendar.last_day_up_to(on)
    if last_day is None or attended_after(last_day - _ONE_DAY, last_day, map(_as_entry, entries)):
        return calendar
    entered = {session for day, session, code in entries if day == last_day and code}
    if entered >= set(calendar.sessions_on(last_day)):
        return calendar
    return calendar.without(last_day)


def expected_further_days(records: Sequence[MedicalRecord], calendar: SchoolCalendar, *, on: dt.date) -> int:
    """Return how many school days after a day a pupil is still expected to be away: by what was said last."""
    said = _said(records)
    until = said[-1].until if said else None
    return max(0, calendar.school_days_since(on, until)) if until else 0


def _said(records: Sequence[MedicalRecord]) -> list[MedicalRecord]:
    """Return what was said of days to come."""
    return [one for one in records if one.until is not None and one.kind in (Kind.EXPECTED, Kind.EVIDENCE)]


def _began(records: Sequence[MedicalRecord], first_day: dt.date) -> dt.date:
    """Return when the sickness of a run began for its return: the run's first day, or when the run was said to be coming."""
    told = [one.on for one in _said(records) if one.until is not None and one.on <= first_day <= one.until]
    return min(first_day, *told) if told else first_day


def _decided(
    records: Sequence[MedicalRecord], ill: Sequence[SessionEntry], runs: Sequence[tuple[dt.date, ...]]
) -> bool | None:
    """Return what a person decided; a no is of the days there were, and asked again with an illness that began later."""
    decided = [one for one in records if one.kind == Kind.ONE_ILLNESS]
    if not decided:
        return None
    last = decided[-1]
    if last.outcome == Outcome.YES:
        return True
    in_view = {day for run in runs if run[0] <= last.on for day in run}
    return None if any(entry.on > last.on and entry.on not in in_view for entry in ill) else False


def _made(records: Sequence[MedicalRecord], since: dt.date) -> MedicalRecord | None:
    """Return the last return made since a day."""
    made = [one for one in records if one.kind == Kind.RETURN and one.on >= since]
    return made[-1] if made else None


def _as_entry(entry: Entry) -> SessionEntry:
    return SessionEntry(*entry)
