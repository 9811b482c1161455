"""The three tables read together, once, for every figure.

Nothing dated after `on` is looked at, so that the figures of a day are the figures of the tables as they stood then.
What is dated before the period feeds only what looks back: school weeks, the threshold, runs, days on roll.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from onroll.analysis.reference.judging import FaultFound, Judged, Used, judge
from onroll.analysis.reference.on_roll import days_on_roll
from onroll.analysis.reference.rows import CalendarDay, Enrolment, Entry, Pupil
from onroll.analysis.reference.sessions_held import SaidByCalendar, sessions_held
from onroll.law import AcademicYear, SchoolCalendar, Session, Span, week_of


class NothingToCount(ValueError):
    """There is no entry, so that no last day is known."""


@dataclass(frozen=True, slots=True)
class Tables:
    """What the tables say up to the last day of a period."""

    period: Span
    entries: Sequence[Entry]
    judged: Judged
    calendars: Mapping[str, SchoolCalendar]
    stays: Mapping[Enrolment, tuple[Span, ...]]
    pupils: Sequence[Pupil]
    weeks_with_rows: Mapping[Enrolment, frozenset[date]]

    @property
    def enrolments(self) -> list[Enrolment]:
        """Every enrolment with a row in the period or a day on roll in it, by school and pupil."""
        with_rows = {
            Enrolment(entry.school, entry.pupil) for entry in self.entries if entry.date in self.period
        }
        on_roll = {
            enrolment
            for enrolment, stays in self.stays.items()
            if any(stay.overlaps(self.period) for stay in stays)
        }
        return sorted(with_rows | on_roll)

    @property
    def faults(self) -> list[FaultFound]:
        """What is wrong with the rows of the period."""
        return [found for found in self.judged.faults if found.entry.date in self.period]

    def used(self, enrolment: Enrolment) -> Mapping[tuple[date, Session], Used]:
        """Answer every session of an enrolment that can be used, up to the last day."""
        return self.judged.used.get(enrolment, {})

    def used_in_period(self, enrolment: Enrolment) -> list[Used]:
        """Answer the sessions of an enrolment that the period counts."""
        return [one for one in self.used(enrolment).values() if one.on in self.period]

    def calendar(self, school: str) -> SchoolCalendar:
        """Answer the sessions that a school held."""
        return self.calendars.get(school, _NO_SESSIONS)

    def held_on_roll(self, enrolment: Enrolment) -> list[tuple[date, Session]]:
        """Answer the sessions of the period that the school held while the pupil was on its roll."""
        calendar = self.calendar(enrolment.school)
        stays = self.stays.get(enrolment, ())
        return [
            (day, session)
            for day, session in calendar.sessions_between(self.period.first_day, self.period.last_day)
            if any(day in stay for stay in stays)
        ]

    def missing(self, enrolment: Enrolment) -> list[tuple[date, Session]]:
        """Answer those of them that have no code that can be used."""
        used = self.used(enrolment)
        return [held for held in self.held_on_roll(enrolment) if held not in used]


_NO_SESSIONS = SchoolCalendar({})


def gather(
    entries: Sequence[Entry],
    pupils: Sequence[Pupil] = (),
    calendar: Sequence[CalendarDay] = (),
    *,
    on: date | None = None,
    first_day: date | None = None,
) -> Tables:
    """Read the tables for a period.

    `on` is otherwise the last date of any entry, and `first_day` the first of its academic year. Raises
    `NothingToCount` where neither a day nor an entry is given.
    """
    if on is None:
        if not entries:
            raise NothingToCount("The entries hold no row. Give the day to count up to, or entries.")
        on = max(entry.date for entry in entries)
    until = [entry for entry in entries if entry.date <= on]
    said = SaidByCalendar(calendar)
    return Tables(
        period=Span(first_day or AcademicYear.of(on).first_day, on),
        entries=until,
        judged=judge(entries, said, on=on),
        calendars=sessions_held(until, said, on=on),
        stays=days_on_roll(until, pupils, on=on),
        pupils=pupils,
        weeks_with_rows=_weeks_with_rows(until),
    )


def _weeks_with_rows(entries: Sequence[Entry]) -> dict[Enrolment, frozenset[date]]:
    weeks: dict[Enrolment, set[date]] = defaultdict(set)
    for entry in entries:
        weeks[Enrolment(entry.school, entry.pupil)].add(week_of(entry.date))
    return {enrolment: frozenset(mondays) for enrolment, mondays in weeks.items()}
