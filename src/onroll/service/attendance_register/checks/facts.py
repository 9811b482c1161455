"""The facts that checks ask for: each loaded once, for a whole school and span, by one statement.

A term of a thousand pupils is 150,000 entries: the database counts them, and only what is out of the ordinary is
brought out one by one.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.models import Q

from onroll.law.closures import CODE_OF_PLANNED_CLOSURE
from onroll.law.code_uses import CODE_OF_NO_REASON_YET
from onroll.law.faults import Fault
from onroll.law.school_time import SchoolCalendar
from onroll.service.admission_register.boarding import BoardingDays, days_without
from onroll.service.admission_register.models import AdmissionEntry, Boarding, Enrolment
from onroll.service.attendance_register.checks.counting import (
    entered_by_pupil,
    entered_by_session,
    registers_of,
)
from onroll.service.attendance_register.checks.entries import (
    HowMade,
    entries_of_pupils,
    entries_off_roll,
    made_in_roles,
    made_with_codes,
    present_beside_plans,
    uncommon_entries,
)
from onroll.service.attendance_register.checks.sent_and_planned import plans_of, takings_of
from onroll.service.attendance_register.checks.shapes import (
    AmendmentFacts,
    Counted,
    Days,
    EntryFacts,
    PlanFacts,
    RegisterKey,
    SessionKey,
    StandingEntry,
    Taking,
)
from onroll.service.attendance_register.judging import WHILE_OPEN
from onroll.service.attendance_register.queries.out_of_the_ordinary import is_out_of_the_ordinary
from onroll.service.attendance_register.queries.plans import plan_covers
from onroll.service.attendance_register.queries.school_days import calendar_of
from onroll.service.attendance_register.queries.session_times import closes_at
from onroll.service.hand_written import as_text, day_of
from onroll.service.organisations.models import RegistrationGroup, SchoolSession
from onroll.service.organisations.queries.sessions import sessions_between

_NO_ENTRIES = Counted(0, "", "")
_OF_MEMBERS = ("m.first_day", "m.last_day", "n.starting_day", "n.last_day")


@dataclass
class CheckFacts:
    """A school's registers for a span of days, both included, as they stand at a moment."""

    school_id: int
    first_day: dt.date
    last_day: dt.date
    now: dt.datetime
    #: What the law says against standing entries, once a check has asked it.
    faults: list[tuple[EntryFacts, Fault]] | None = None

    @property
    def today(self) -> dt.date:
        """The day the checks are made."""
        return self.now.date()

    # The calendar

    @cached_property
    def _sessions_since(self) -> dict[SessionKey, SchoolSession]:
        until = max(self.last_day, self.today)
        return {
            (row.date, row.session): row for row in sessions_between(self.school_id, self.first_day, until)
        }

    @cached_property
    def sessions(self) -> dict[SessionKey, SchoolSession]:
        """What the calendar says of each session of the span."""
        return {key: row for key, row in self._sessions_since.items() if key[0] <= self.last_day}

    @cached_property
    def calendar(self) -> SchoolCalendar:
        """The sessions the school held from the first day until today, for counting school days."""
        return calendar_of(self.school_id, self.first_day, max(self.last_day, self.today))

    @cached_property
    def closed_sessions(self) -> dict[SessionKey, dt.datetime]:
        """The sessions whose registers have closed by now, and when each did."""
        closed = {key: closes_at(row) for key, row in sorted(self.sessions.items())}
        return {key: moment for key, moment in closed.items() if moment is not None and moment < self.now}

    # Groups and who is in them

    @cached_property
    def groups(self) -> dict[int, RegistrationGroup]:
        """The registration groups that ran in the span."""
        ran = Q(last_day__isnull=True) | Q(last_day__gte=self.first_day)
        rows = RegistrationGroup.objects.filter(ran, school_id=self.school_id, first_day__lte=self.last_day)
        return {row.pk: row for row in rows.order_by("name")}

    @cached_property
    def spells(self) -> dict[int, list[Days]]:
        """The days on which each pupil may have entries: on roll, or by an entry since struck out as a child's second."""
        rows = self._rows(
            f"SELECT pupil_id, {as_text('starting_day')}, CASE WHEN deletion_ground = %s THEN NULL ELSE last_day END"
            " FROM admission_register_enrolment WHERE school_id = %s",
            [Enrolment.SECOND, self.school_id],
        )
        found: dict[int, list[Days]] = defaultdict(list)
        for pupil_id, starts, ends in rows:
            found[pupil_id].append((day_of(starts), day_of(ends) if ends else None))
        return found

    @cached_property
    def members(self) -> dict[int, list[tuple[int, dt.date, dt.date]]]:
        """For each group, its pupils with the days of the span its register covered them: in it, on roll, not boarding."""
        rows = self._rows(
            f"""
            SELECT n.id, m.group_id, m.pupil_id, {", ".join(map(as_text, _OF_MEMBERS))}
              FROM people_registrationgroupmembership m
              JOIN organisations_registrationgroup g ON g.id = m.group_id
              JOIN admission_register_enrolment n ON n.pupil_id = m.pupil_id AND n.school_id = g.school_id
             WHERE g.school_id = %s AND m.first_day <= %s
            """,
            [self.school_id, self.last_day.isoformat()],
        )
        found: dict[int, list[tuple[int, dt.date, dt.date]]] = defaultdict(list)
        for enrolment_id, group_id, pupil_id, joined, left, started, ended in rows:
            first = max(day_of(joined), day_of(started), self.first_day)
            last = min(day_of(day) if day else self.last_day for day in (left, ended, None))
            for covered_from, covered_until in days_without(self.boarding.get(enrolment_id, ()), first, last):
                found[group_id].append((pupil_id, covered_from, covered_until))
        return found

    @cached_property
    def boarding(self) -> dict[int, list[BoardingDays]]:
        """The days on which pupils board, by enrolment: no attendance register covers them."""
        rows = Boarding.objects.filter(school_id=self.school_id).order_by("first_day")
        found: dict[int, list[BoardingDays]] = defaultdict(list)
        for enrolment_id, first, last in rows.values_list("enrolment_id", "first_day", "last_day"):
            found[enrolment_id].append((first, last))
        return found

    @cached_property
    def _put_on_roll(self) -> dict[int, list[tuple[dt.date, dt.datetime]]]:
        """When each pupil's name was entered in the admission register, by the starting day it was entered with."""
        rows = AdmissionEntry.objects.filter(school_id=self.school_id, kind=AdmissionEntry.Kind.ADMITTED)
        found: dict[int, list[tuple[dt.date, dt.datetime]]] = defaultdict(list)
        columns = "enrolment__pupil_id", "enrolment__starting_day", "made_at"
        for pupil_id, starts, made_at in rows.order_by("enrolment__starting_day", "pk").values_list(*columns):
            found[pupil_id].append((starts, made_at))
        return found

    def put_on_roll_since(self, pupil_id: int, register: RegisterKey) -> dt.datetime | None:
        """Return when a pupil's name was put on the roll, where that was after a register that covers them was last sent."""
        taking = self.takings.get(register)
        made = [at for starts, at in self._put_on_roll.get(pupil_id, ()) if starts <= register[0]]
        return made[-1] if taking and made and made[-1] > taking.last_at else None

    def pupils_of(self, group_id: int, day: dt.date) -> set[int]:
        """Return the pupils whose register a group's is on a day."""
        return {pupil for pupil, first, last in self.members[group_id] if first <= day <= last}

    def expected(self, group_id: int, day: dt.date) -> int:
        """Return how many pupils a group's register covers on a day."""
        return self._expected.get((group_id, day), 0)

    @cached_property
    def _expected(self) -> dict[tuple[int, dt.date], int]:
        days = sorted({day for day, _ in self.sessions})
        return {
            (group_id, day): count
            for group_id, members in self.members.items()
            for day, count in _counted_by_day(members, days)
        }

    # Entries, counted

    @cached_property
    def registers(self) -> dict[RegisterKey, Counted]:
        """Each register's standing entries of pupils it covers, counted."""
        return registers_of(self, self._span)

    @cached_property
    def closed_registers(self) -> list[tuple[RegisterKey, int, Counted]]:
        """The registers that should be whole by now: which, how many pupils each covers, and its entries."""
        return [
            ((day, session, group_id), expected, self.registers.get((day, session, group_id), _NO_ENTRIES))
            for day, session in self.closed_sessions
            for group_id in self.groups
            if (expected := self.expected(group_id, day))
        ]

    @cached_property
    def entered(self) -> dict[SessionKey, int]:
        """How many standing entries each session has that has any."""
        return entered_by_session(self.school_id, self._span)

    @cached_property
    def entries_by_session(self) -> dict[SessionKey, int]:
        """How many standing entries each session has that are not for a planned closure."""
        rows = self._rows(
            "SELECT c.date, c.session, COUNT(*) FROM attendance_register_currententry c"
            f" WHERE c.school_id = %s AND c.date BETWEEN %s AND %s AND c.code = %s AND {is_out_of_the_ordinary('c')}"
            " GROUP BY c.date, c.session",
            [self.school_id, *self._span, CODE_OF_PLANNED_CLOSURE.newest.value],
        )
        closed = {(day_of(day), session): count for day, session, count in rows}
        left = {key: count - closed.get(key, 0) for key, count in self.entered.items()}
        return {key: count for key, count in left.items() if count}

    def entered_of(self, pupil_id: int) -> int:
        """Return how many standing entries a pupil has."""
        return self._entered_by_pupil.get(pupil_id, 0)

    @cached_property
    def _entered_by_pupil(self) -> dict[int, int]:
        return entered_by_pupil(self.school_id, self._span)

    def entries_off_roll(self) -> list[StandingEntry]:
        """Return the entries of pupils on days they were not on roll, those of a code for such days left out."""
        if not self.entered:
            return []
        of_pupils, of_school = sum(self._entered_by_pupil.values()), sum(self.entered.values())
        span = min(self.entered)[0].isoformat(), max(self.entered)[0].isoformat()
        return entries_off_roll(self.school_id, span, of_nobody_admitted=of_pupils < of_school)

    # Entries, one by one

    @cached_property
    def uncommon(self) -> list[StandingEntry]:
        """The standing entries that are anything but the present mark of their session, in no order."""
        return uncommon_entries(self.school_id, self._span)

    def made_with_codes(self, codes: Collection[str], roles: Collection[str] | None = None) -> HowMade:
        """Return how the entries of some codes were made, by whoever made them or in some roles alone."""
        return made_with_codes(self.school_id, self._span, codes, roles)

    def made_in_roles(self, roles: Collection[str]) -> HowMade:
        """Return how the entries made in some roles were made."""
        return made_in_roles(self.school_id, self._span, roles)

    def present_beside_plans(self, kinds: Collection[str]) -> list[StandingEntry]:
        """Return the present marks beside plans of some kinds; weekdays are not looked at."""
        return present_beside_plans(self.school_id, self._span, kinds)

    def entries_of(self, pupil_ids: Iterable[int]) -> list[StandingEntry]:
        """Return the standing entries of some pupils. One statement."""
        return entries_of_pupils(self.school_id, self._span, sorted(pupil_ids))

    def entered_on(self, days: Iterable[dt.date]) -> Mapping[SessionKey, set[int]]:
        """Return which pupils have an entry in each session of some days. One statement."""
        found: dict[SessionKey, set[int]] = defaultdict(set)
        named = sorted({day.isoformat() for day in days})
        if named:
            rows = self._rows(
                f"SELECT {as_text('date')}, session, pupil_id FROM attendance_register_currententry"
                f" WHERE school_id = %s AND date IN ({', '.join(['%s'] * len(named))})",
                [self.school_id, *named],
            )
            for day, session, pupil_id in rows:
                found[day_of(day), session].add(pupil_id)
        return found

    # What was sent, planned and amended

    @cached_property
    def takings(self) -> dict[RegisterKey, Taking]:
        """When each register was first sent and by whom, and whether it was left finished in the end."""
        return takings_of(self.school_id, self._span)

    @cached_property
    def plans(self) -> dict[int, list[PlanFacts]]:
        """The plans of each pupil that touch the span and were not cancelled."""
        return plans_of(self.school_id, self._span)

    def plan_for(self, pupil_id: int, day: dt.date, session: str) -> PlanFacts | None:
        """Return the plan that covers a pupil's session, the latest made where there are several."""
        covering = [plan for plan in self.plans.get(pupil_id, ()) if plan_covers(plan, day, session)]
        return covering[-1] if covering else None

    @cached_property
    def amendments(self) -> list[AmendmentFacts]:
        """The amendments of the span's entries made here after their registers closed, not those that explain code N."""
        rows = self._rows(
            f"""
            SELECT s.made_by_id, s.made_by_name, {as_text("e.date")}, e.session, o.code, e.code
              FROM attendance_register_attendanceentry e
             CROSS JOIN attendance_register_attendanceentry o
             CROSS JOIN attendance_register_submission s
             WHERE e.school_id = %s AND e.date BETWEEN %s AND %s AND e.replaces_id IS NOT NULL AND e.reason <> %s
               AND o.id = e.replaces_id AND o.code <> %s
               AND s.id = e.submission_id AND s.kind IN ('taking', 'amendment', 'bulk')
            """,
            [self.school_id, *self._span, WHILE_OPEN, CODE_OF_NO_REASON_YET.newest.value],
        )
        return [AmendmentFacts(user, name, day_of(day), *rest) for user, name, day, *rest in rows]

    @property
    def _span(self) -> tuple[str, str]:
        return self.first_day.isoformat(), self.last_day.isoformat()

    @staticmethod
    def _rows(sql: str, values: list[Any]) -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
            return cursor.fetchall()


def _counted_by_day(
    members: list[tuple[int, dt.date, dt.date]], days: list[dt.date]
) -> Iterator[tuple[dt.date, int]]:
    """Yield how many members each day has, going over days and members once."""
    starts = sorted(first for _, first, _ in members)
    ends = sorted(last for _, _, last in members)
    begun = ended = 0
    for day in days:
        while begun < len(starts) and starts[begun] <= day:
            begun += 1
        while ended < len(ends) and ends[ended] < day:
            ended += 1
        yield day, begun - ended
