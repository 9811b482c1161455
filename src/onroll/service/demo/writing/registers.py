"""A school's registers: taken, corrected, closed, and put right in the days after, a week to a call."""

from __future__ import annotations

import datetime as dt
import heapq
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import count, groupby

from onroll.service.access.actor import Actor
from onroll.service.attendance_register.actions.closing import close_register
from onroll.service.attendance_register.actions.closing_school import enter_closures
from onroll.service.attendance_register.actions.entering import RegisterSent, enter_registers
from onroll.service.attendance_register.judging import WHILE_OPEN
from onroll.service.attendance_register.ledger import Mark
from onroll.service.attendance_register.models import CurrentEntry, Submission
from onroll.service.demo.calendars import Closed
from onroll.service.demo.happenings import Happening
from onroll.service.demo.writing.known import DEMO, Known

Standing = dict[tuple[int, dt.date, str], tuple[int, str]]


@dataclass(slots=True)
class RegisterWriter:
    """Writes what happens at one school, in order, from one moment up to another.

    `carries_on` is set where people have used the demo since it was last written: what they entered stands.
    """

    school: str
    known: Known
    after: dt.datetime
    until: dt.datetime
    closures: Sequence[Closed]
    carries_on: bool = False
    _waiting: list[RegisterSent] = field(default_factory=list)
    #: What the waiting registers say of each pupil and session, by code; and what the database says of some.
    _said: dict[tuple[int, dt.date, str], str] = field(default_factory=dict)
    _stands: Standing = field(default_factory=dict)
    _due: list[tuple[dt.datetime, int, Happening]] = field(default_factory=list)
    _order: count[int] = field(default_factory=count)

    @property
    def school_id(self) -> int:
        return self.known.schools[self.school]

    def write(self, happenings: Iterable[Happening], ends: dt.datetime) -> None:
        """Write happenings, which come session by session, and what is due by a moment after the last of them."""
        self._look_up(one for _, _, one in self._due if one.at <= ends)
        for (date, half), session in groupby(happenings, key=lambda one: (one.date, one.half)):
            held = [one for one in session if one.at > self.after]
            if held:
                self._put_right(held[0].at)
                self._session(date, half, held)
        self._put_right(ends)
        self._flush()

    def _session(self, date: dt.date, half: str, held: list[Happening]) -> None:
        """Write one session, in the order of its moments."""
        own = held[0].at <= self.until and self._has_entries(date, half)
        if own:
            self._flush()
            self._closures(date, half, held[0].at)
            self._look_up_session(date, half)
        for one in held:
            if one.kind in {"amendment", "filling"}:
                heapq.heappush(self._due, (one.at, next(self._order), one))
            elif one.at <= self.until:
                self._happen(one, own)

    def _happen(self, one: Happening, own: bool) -> None:
        if one.kind != "closing":
            self._send(one)
        elif own:
            self._flush()
            close_register(school_id=self.school_id, date=one.date, session=one.half, by=DEMO, now=one.at)
            self._look_up_session(one.date, one.half)
        else:
            closing = RegisterSent(one.date, one.half, (), one.at, DEMO, kind=Submission.Kind.CLOSING)
            self._waiting.append(closing)

    def _has_entries(self, date: dt.date, half: str) -> bool:
        """Say whether the session may hold entries that are not of this call: a closure's, or people's own."""
        closed = any(closed.first_day <= date <= closed.last_day for closed in self.closures)
        return closed or (
            self.carries_on
            and CurrentEntry.objects.filter(school_id=self.school_id, date=date, session=half).exists()
        )

    def _closures(self, date: dt.date, half: str, at: dt.datetime) -> None:
        if any(closed.first_day <= date <= closed.last_day for closed in self.closures):
            enter_closures(school_id=self.school_id, date=date, session=half, by=DEMO, now=at)

    def _put_right(self, moment: dt.datetime) -> None:
        """Write the amendments and late fillings due before a moment."""
        while self._due and self._due[0][0] <= min(moment, self.until):
            self._send(heapq.heappop(self._due)[2])

    def _send(self, one: Happening) -> None:
        """Add what was sent to the registers waiting, less what stands already."""
        replaces = one.kind not in {"taking", "filling"}
        marks = [mark for given in one.marks if (mark := self._mark(one, given, replaces))]
        if marks:
            sent = RegisterSent(
                date=one.date,
                session=one.half,
                marks=marks,
                sent_at=one.at,
                by=self._sender(one),
                group_id=self.known.groups[self.school, one.group] if one.group else None,
                finished=one.finished and not replaces,
                kind=_KINDS.get(one.kind, Submission.Kind.TAKING),
                reason=one.reason if one.kind == "amendment" else "",
            )
            self._waiting.append(sent)

    def _mark(self, one: Happening, given: tuple[int, str, int | None, str], replaces: bool) -> Mark | None:
        """Return the mark to enter; None for a blank somebody has filled, or an entry somebody has explained."""
        number, code, minutes, note = given
        place = (self.known.pupils[number], one.date, one.half)
        entry_id, stands = self._stands.get(place, (None, ""))
        said = self._said.get(place, stands)
        if said != (one.was if replaces else ""):
            return None
        within = replaces and place in self._said
        self._said[place] = code
        reason = one.reason or WHILE_OPEN if replaces else ""
        return Mark(
            *place,
            code,
            minutes,
            note,
            reason,
            replaces_id=entry_id if replaces and not within else None,
            replaces_earlier=within,
        )

    def _sender(self, one: Happening) -> Actor:
        if one.kind == "taking":
            return self.known.people[self.school, one.group]
        return self.known.people[
            self.school, "gate" if one.kind == "arrival" else one.by_role or "attendance_officer"
        ]

    def _flush(self) -> None:
        """Enter the registers waiting, and look up what is still to be put right of them."""
        if self._waiting:
            enter_registers(school_id=self.school_id, registers=self._waiting, by=DEMO)
        self._waiting, self._said = [], {}
        self._look_up(one for _, _, one in self._due)

    def _look_up(self, due: Iterable[Happening]) -> None:
        """Find the entries that something still due will replace."""
        places = {(self.known.pupils[given[0]], one.date, one.half) for one in due for given in one.marks}
        self._stands = {}
        if places:
            self._find(
                {pupil for pupil, _, _ in places},
                min(day for _, day, _ in places),
                max(day for _, day, _ in places),
            )

    def _find(self, pupils: set[int], first_day: dt.date, last_day: dt.date) -> None:
        rows = CurrentEntry.objects.filter(
            school_id=self.school_id, date__range=(first_day, last_day), pupil_id__in=pupils
        )
        for pupil, date, half, entry, code in rows.values_list(
            "pupil_id", "date", "session", "entry_id", "code"
        ):
            self._stands[pupil, date, half] = (entry, code)

    def _look_up_session(self, date: dt.date, half: str) -> None:
        rows = CurrentEntry.objects.filter(school_id=self.school_id, date=date, session=half)
        for pupil, entry, code in rows.values_list("pupil_id", "entry_id", "code"):
            self._stands[pupil, date, half] = (entry, code)


_KINDS = {"arrival": Submission.Kind.ARRIVAL, "amendment": Submission.Kind.AMENDMENT}
