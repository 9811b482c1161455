"""A class with a register, and the ways a test writes it: each a lawful act by default."""

from __future__ import annotations

import datetime as dt
from typing import Any

from onroll.service.access.actor import Actor
from onroll.service.attendance_register.actions.amending import amend_entry
from onroll.service.attendance_register.actions.taking import MarkGiven, Taken, take_register
from onroll.service.attendance_register.models import AttendanceEntry, CurrentEntry
from onroll.service.attendance_register.verification import verify_register
from onroll.service.people.models import Pupil
from tests.factories.moments import MONDAY, at
from tests.factories.organisations import a_group, a_school
from tests.factories.people import a_pupil_on_roll, an_actor

SERVICE = Actor.service("test")


class AClass:
    """5 Oak: two pupils, a teacher and an attendance officer; its register opens at 8:45 and closes at 9:15."""

    def __init__(self) -> None:
        self.school = a_school()
        self.group = a_group(self.school)
        self.amina = a_pupil_on_roll(self.school, self.group, "Amina", "Begum")
        self.callum = a_pupil_on_roll(self.school, self.group, "Callum", "Eyre")
        self.teacher = an_actor("teacher", self.school, self.group)
        self.officer = an_actor("attendance_officer", self.school)

    def take(self, *codes: str, now: dt.datetime | None = None, **others: Any) -> Taken:
        """Send one code a pupil, in order; blank leaves a pupil out."""
        given = {
            "date": MONDAY,
            "session": "AM",
            "by": self.teacher,
            "key": None,
            "finished": False,
            **others,
        }
        pupils = (self.amina, self.callum)
        return take_register(
            school_id=self.school.pk,
            group_id=self.group.pk,
            marks=[MarkGiven(pupil.pk, code) for pupil, code in zip(pupils, codes, strict=False) if code],
            now=now or at(8, 50, on=given["date"]),
            **given,
        )

    def amend(self, pupil: Pupil, code: str, *, now: dt.datetime | None = None, **others: Any) -> int:
        """Amend a pupil's Monday morning, on the day after."""
        given = {"date": MONDAY, "session": "AM", "reason": "A parent rang", "by": self.officer, **others}
        now = now or at(10, on=MONDAY + dt.timedelta(days=1))
        return amend_entry(school_id=self.school.pk, pupil_id=pupil.pk, code=code, now=now, **given)

    def code(self, pupil: Pupil, *, date: dt.date = MONDAY, session: str = "AM") -> str | None:
        """Return the code that stands; None while blank."""
        row = CurrentEntry.objects.filter(pupil=pupil, date=date, session=session).first()
        return row.code if row else None

    def history(self, pupil: Pupil, *, date: dt.date = MONDAY, session: str = "AM") -> list[str]:
        """Return every code there has been, first to last."""
        rows = AttendanceEntry.objects.filter(pupil=pupil, date=date, session=session)
        return list(rows.order_by("pk").values_list("code", flat=True))

    def is_whole(self) -> bool:
        """Say whether the ledger verifies."""
        return verify_register(SERVICE.scope, school_id=self.school.pk).is_whole
