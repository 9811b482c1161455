"""A school's registers, session by session: taken, corrected, closed, and put right in the days after."""

from __future__ import annotations

import datetime as dt
import heapq
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import count, groupby

from onroll.service.access.actor import Actor
from onroll.service.attendance_register.actions.amending import amend_entry
from onroll.service.attendance_register.actions.closing import close_register
from onroll.service.attendance_register.actions.closing_school import enter_closures
from onroll.service.attendance_register.actions.entering import RegisterSent, enter_registers
from onroll.service.attendance_register.judging import WHILE_OPEN
from onroll.service.attendance_register.ledger import Mark
from onroll.service.attendance_register.models import CurrentEntry, Submission
from onroll.service.demo.calendars import Closed
from onroll.service.demo.happenings import Happening
from onroll.service.demo.writing.known import DEMO, Known

#: What an entry must say for the office to explain it: it stands as the teacher left it.
_UNEXPLAINED = "N"


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
    _due: list[tuple[dt.datetime, int, Happening]] = field(default_factory=list)
    _order: count[int] = field(default_factory=count)

    @property
    def school_id(self) -> int:
        return self.known.schools[self.school]

    def write(self, happenings: Iterable[Happening], ends: dt.datetime) -> None:
        """Write happenings, which come session by session, and what is due by a moment after the last of them."""
        for (date, half), session in groupby(happenings, key=lambda one: (one.date, one.half)):
            held = list(session)
            self._catch_up(min(one.at for one in held))
            self._session(date, half, held)
        self._catch_up(ends)

    def _session(self, date: dt.date, half: str, held: list[Happening]) -> None:
        by_kind: dict[str, list[Happening]] = {}
        for one in held:
            by_kind.setdefault(one.kind, []).append(one)
        now = [one for one in held if self.after < one.at <= self.until]
        if now:
            self._closures(date, half, now[0].at)
            self._enter([one for one in now if one.kind == "taking"], self._taken, date, half)
            closing = by_kind["closing"][0].at
            changed = [one for one in now if one.kind in {"correction", "arrival"}]
            self._change([one for one in changed if one.at < closing], date, half)
            if self.after < closing <= self.until:
                close_register(school_id=self.school_id, date=date, session=half, by=DEMO, now=closing)
            self._change([one for one in changed if one.at >= closing], date, half)
        for one in held:
            if one.kind in {"amendment", "filling"} and self.after < one.at <= self.until:
                heapq.heappush(self._due, (one.at, next(self._order), one))

    def _closures(self, date: dt.date, half: str, at: dt.datetime) -> None:
        if any(closed.first_day <= date <= closed.last_day for closed in self.closures):
            enter_closures(school_id=self.school_id, date=date, session=half, by=DEMO, now=at)

    def _catch_up(self, moment: dt.datetime) -> None:
        """Write the amendments and late fillings due before a moment."""
        while self._due and self._due[0][0] <= min(moment, self.until):
            _, _, one = heapq.heappop(self._due)
            if one.kind == "filling":
                self._enter([one], self._filled, one.date, one.half)
            else:
                self._amend(one)

    def _enter(self, sent: list[Happening], as_sent: object, date: dt.date, half: str) -> None:
        entered = self._standing(date, half) if self.carries_on or as_sent == self._filled else {}
        registers = [as_sent(one, entered) for one in sent]  # type: ignore[operator]
        registers = [one for one in registers if one.marks]
        if registers:
            enter_registers(school_id=self.school_id, registers=registers, by=DEMO)

    def _taken(self, one: Happening, entered: dict[int, tuple[int, str]]) -> RegisterSent:
        by = self.known.people[self.school, one.group]
        return self._sent(one, entered, by, one.finished)

    def _filled(self, one: Happening, entered: dict[int, tuple[int, str]]) -> RegisterSent:
        return self._sent(one, entered, self.known.officer(self.school), finished=True)

    def _sent(
        self, one: Happening, entered: dict[int, tuple[int, str]], by: Actor, finished: bool
    ) -> RegisterSent:
        pupils = self.known.pupils
        return RegisterSent(
            date=one.date,
            session=one.half,
            marks=[
                Mark(pupils[number], one.date, one.half, code, minutes, note)
                for number, code, minutes, note in one.marks
                if pupils[number] not in entered
            ],
            sent_at=one.at,
            by=by,
            group_id=self.known.groups[self.school, one.group],
            finished=finished,
        )

    def _change(self, changes: list[Happening], date: dt.date, half: str) -> None:
        """Replace unexplained entries: by the office's corrections together, and by arrivals one by one."""
        if not changes:
            return
        standing = self._standing(date, half, [one.marks[0][0] for one in changes])
        corrected = [
            mark
            for one in changes
            if one.kind == "correction" and (mark := self._replacing(one, WHILE_OPEN, standing))
        ]
        registers = [
            RegisterSent(
                date, half, [mark], one.at, self.known.people[self.school, "gate"], kind=Submission.Kind.ARRIVAL, finished=False
            )
            for one in changes
            if one.kind == "arrival" and (mark := self._replacing(one, one.reason, standing))
        ]  # fmt: skip
        if corrected:
            at = max(one.at for one in changes if one.kind == "correction")
            registers.append(
                RegisterSent(date, half, corrected, at, self.known.officer(self.school), finished=False)
            )
        if registers:
            registers.sort(key=lambda one: one.sent_at)
            enter_registers(school_id=self.school_id, registers=registers, by=DEMO)

    def _replacing(self, one: Happening, reason: str, standing: dict[int, tuple[int, str]]) -> Mark | None:
        number, code, minutes, note = one.marks[0]
        entry_id, stands = standing.get(self.known.pupils[number], (0, ""))
        if stands != _UNEXPLAINED:
            return None
        return Mark(self.known.pupils[number], one.date, one.half, code, minutes, note, reason, entry_id)

    def _amend(self, one: Happening) -> None:
        number, code, minutes, note = one.marks[0]
        standing = self._standing(one.date, one.half, [number])
        if standing.get(self.known.pupils[number], (0, ""))[1] == _UNEXPLAINED:
            amend_entry(
                school_id=self.school_id,
                pupil_id=self.known.pupils[number],
                date=one.date,
                session=one.half,
                code=code,
                minutes_late=minutes,
                note=note,
                reason=one.reason,
                by=self.known.officer(self.school),
                now=one.at,
            )

    def _standing(
        self, date: dt.date, half: str, numbers: Sequence[int] | None = None
    ) -> dict[int, tuple[int, str]]:
        """Return the entries that stand for a session by pupil: their ids and codes."""
        rows = CurrentEntry.objects.filter(school_id=self.school_id, date=date, session=half)
        if numbers is not None:
            rows = rows.filter(pupil_id__in=[self.known.pupils[number] for number in numbers])
        return {
            pupil: (entry, code) for pupil, entry, code in rows.values_list("pupil_id", "entry_id", "code")
        }
