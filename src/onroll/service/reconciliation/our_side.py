"""Our side of a comparison: each pupil's entries as figures count them, who is who, and who was on roll when."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import groupby

from django.db import connection
from django.db.models import Q

from onroll.analysis.reconciliation import OurMark, Roll
from onroll.analysis.reference.judging import judge
from onroll.analysis.reference.rows import CalendarDay, Entry
from onroll.analysis.reference.sessions_held import SaidByCalendar
from onroll.law.school_time import AcademicYear, Session, Span
from onroll.service.admission_register.models import Enrolment
from onroll.service.attendance_register.rows import CURRENT_TABLE
from onroll.service.exchange.writing.record import own_ref
from onroll.service.extracts.characteristics import calendar_rows
from onroll.service.extracts.identities import Identities
from onroll.service.extracts.reading import folded_pupils
from onroll.service.organisations.models import School
from onroll.service.people.models import RegistrationGroupMembership, YearGroupMembership
from onroll.service.reconciliation.asked import BY_GROUP

NOT_HELD = "The calendar says the school did not meet, or the code is of the other half of the day."
DISAGREE = "Two rows of the pupil were made one, and their entries do not agree."
_AT_ONCE = 10_000


class OurSide:
    """A school's pupils and entries over some days."""

    def __init__(self, school_id: int, first_day: dt.date, last_day: dt.date) -> None:
        """Read who is on the roll and what the calendar says."""
        self._school_id, self._first_day, self._last_day = school_id, first_day, last_day
        self._identities = Identities.now()
        self._refs: dict[str, int] = {}
        self._spans: dict[int, list[Span]] = defaultdict(list)
        self._folded = folded_pupils(school_id)
        self._read_roll()

    def pupil_of(self, reference: str) -> int | None:
        """Return whom a UPN or an id of this school's is of; None where nobody."""
        return self._refs.get(reference.casefold())

    def roll_of(self, pupil_id: int | None) -> Roll:
        """Return when a pupil was on this roll."""
        if pupil_id is None:
            return Roll(None)
        return Roll(tuple(self._spans[pupil_id]) if pupil_id in self._spans else None)

    def marks(self) -> Iterator[tuple[int, list[OurMark]]]:
        """Yield each pupil with an entry in these days, once, and every entry as figures count it."""
        calendar, others = self._calendar(), self._of_folded_rows()
        for pupil_id, rows in groupby(self._entries("NOT IN", self._folded), key=lambda row: row[0]):
            entries = [entry for _, entry in rows] + others.pop(pupil_id, [])
            yield pupil_id, list(_counted(calendar, entries, self._last_day))
        for pupil_id, entries in others.items():
            yield pupil_id, list(_counted(calendar, entries, self._last_day))

    def groups(self, by: str) -> dict[int, str]:
        """Return the registration group, or the year group, that each pupil was in on the last of these days."""
        that_day = Q(first_day__lte=self._last_day) & (Q(last_day=None) | Q(last_day__gte=self._last_day))
        rows = (
            RegistrationGroupMembership.objects.filter(
                that_day, group__school_id=self._school_id
            ).values_list("pupil_id", "group__name")
            if by == BY_GROUP
            else YearGroupMembership.objects.filter(that_day, school_id=self._school_id).values_list(
                "pupil_id", "year_group"
            )
        )
        return {self._identities.kept(pupil_id): name for pupil_id, name in rows}

    def _read_roll(self) -> None:
        spells = Enrolment.objects.filter(school_id=self._school_id).exclude(
            deletion_ground=Enrolment.WITHDRAWN
        )
        rows = spells.order_by("starting_day").values_list(
            "pupil_id", "pupil__upn", "pupil_ref", "starting_day", "last_day"
        )
        for pupil_id, upn, ref, starting_day, last_day in rows:
            kept = self._identities.kept(pupil_id)
            self._spans[kept].append(Span(starting_day, last_day or dt.date.max))
            for said in (upn, ref, own_ref(pupil_id)):
                if said:
                    self._refs[said.casefold()] = kept

    def _calendar(self) -> SaidByCalendar:
        """Return what the calendar of an extract says, so that a session is held here where figures say it was."""
        school = School.objects.get(pk=self._school_id)
        years, year = [], AcademicYear.of(self._first_day)
        while year.first_day <= self._last_day:
            years.append(year)
            year = year.following
        return SaidByCalendar(
            CalendarDay("", dt.date.fromisoformat(day), Session(session), kind)
            for year in years
            for _, day, session, kind in calendar_rows(school, year)
            if day and session and kind
        )

    def _of_folded_rows(self) -> dict[int, list[Entry]]:
        """Return the entries of rows that were found to be another row's child, by the row that was kept."""
        found: dict[int, list[Entry]] = defaultdict(list)
        if self._folded:
            for pupil_id, entry in self._entries("IN", self._folded):
                found[self._identities.kept(pupil_id)].append(entry)
        return found

    def _entries(self, which: str, pupil_ids: list[int]) -> Iterator[tuple[int, Entry]]:
        """Yield every entry that says something, by pupil; never more than a few in memory."""
        listed = f" AND pupil_id {which} ({', '.join(['%s'] * len(pupil_ids))})" if pupil_ids else ""
        days = [self._first_day.isoformat(), self._last_day.isoformat()]
        with connection.chunked_cursor() as cursor:
            cursor.execute(
                f"SELECT pupil_id, date, session, code FROM {CURRENT_TABLE} WHERE school_id = %s"
                f" AND date BETWEEN %s AND %s AND code <> ''{listed} ORDER BY pupil_id, date, session",
                [self._school_id, *days, *pupil_ids],
            )
            while rows := cursor.fetchmany(_AT_ONCE):
                for pupil_id, date, session, code in rows:
                    yield pupil_id, Entry("", "", _day(date), Session(session), code)


def _counted(calendar: SaidByCalendar, entries: list[Entry], last_day: dt.date) -> Iterator[OurMark]:
    judged = judge(entries, calendar, on=last_day)
    used = next(iter(judged.used.values()), {})
    times = Counter((entry.date, entry.session) for entry in entries)
    for entry in entries:
        place = (entry.date, entry.session)
        why = "" if place in used else DISAGREE if times[place] > 1 else NOT_HELD
        yield OurMark(entry.date, entry.session, entry.code, why)


def _day(value: dt.date | str) -> dt.date:
    return value if isinstance(value, dt.date) else dt.date.fromisoformat(value)
