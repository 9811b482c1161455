"""A school whose registers are drawn: each row a pupil, each column a day, sent through the ledger as registers are."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from onroll.service.access.actor import Actor
from onroll.service.attendance_register.ledger import Mark, Sending, append, lock_ledger
from onroll.service.attendance_register.models import CurrentEntry, Submission
from onroll.service.clock import LONDON
from onroll.service.organisations.models import RegistrationGroup, School
from onroll.service.people.models import Pupil
from tests.factories.organisations import TIMES, a_group, a_school
from tests.factories.people import a_pupil_on_roll, an_actor
from tests.support.drawn_registers import drawn_register


@dataclass
class DrawnSchool:
    """A school of one class, its pupils by forename, and those who send its registers."""

    school: School = field(default_factory=a_school)
    group: RegistrationGroup = field(init=False)
    pupils: dict[str, Pupil] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.group = a_group(self.school)

    def actor(self, role: str = "attendance_officer", name: str = "Mx A. Example") -> Actor:
        """Return someone of the school."""
        group = self.group if role in ("teacher", "tutor") else None
        return an_actor(role, self.school, group, name=name)

    def pupil(self, forename: str, **facts: dt.date) -> Pupil:
        """Return a pupil by forename, put on roll the first time."""
        if forename not in self.pupils:
            self.pupils[forename] = a_pupil_on_roll(self.school, self.group, forename, **facts)
        return self.pupils[forename]

    def take(
        self,
        drawing: str,
        *,
        kind: str = "taking",
        minutes_after_opening: int = 10,
        finished: bool = True,
        role: str = "teacher",
        note: str = "",
        year: int = 2026,
    ) -> None:
        """Send every session of a drawing as its own register, some minutes after it opened."""
        registers: dict[tuple[dt.date, str], list[Mark]] = {}
        for forename, entries in drawn_register(drawing, year=year).items():
            for on, session, code in entries:
                marks = registers.setdefault((on, str(session)), [])
                pupil = self.pupil(forename)
                if code:
                    marks.append(Mark(pupil.pk, on, str(session), code, note=note))
        for (on, session), marks in sorted(registers.items()):
            if marks:
                opened = dt.datetime.combine(on, TIMES[session][1], LONDON)
                moment = opened + dt.timedelta(minutes=minutes_after_opening)
                self._send(kind, marks, moment, on, session, finished, role)

    def amend(
        self, forename: str, on: dt.date, session: str, code: str, *, by: str = "Mx A. Example"
    ) -> None:
        """Amend one entry the next day."""
        standing = CurrentEntry.objects.get(pupil=self.pupils[forename], date=on, session=session)
        mark = Mark(
            standing.pupil_id, on, session, code, reason="A parent wrote", replaces_id=standing.entry_id
        )
        moment = dt.datetime.combine(on + dt.timedelta(days=1), dt.time(10), LONDON)
        append(
            lock_ledger(self.school.pk),
            [Sending(Submission.Kind.AMENDMENT, [mark], date=on, session=session, reason="A parent wrote")],
            by=Actor(sum(map(ord, by)), by, "attendance_officer", self.actor("attendance_officer").scope),
            now=moment,
        )

    def _send(
        self,
        kind: str,
        marks: list[Mark],
        moment: dt.datetime,
        on: dt.date,
        session: str,
        finished: bool,
        role: str,
    ) -> None:
        group_id = self.group.pk if kind == "taking" else None
        sending = Sending(
            Submission.Kind(kind), marks, date=on, session=session, group_id=group_id, finished=finished
        )
        append(lock_ledger(self.school.pk), [sending], by=self.actor(role), now=moment)
