"""A ledger of 53,200 entries, more than are brought in or read at once, by the road that imports take."""

from __future__ import annotations

import datetime as dt
from itertools import islice

from onroll.service.admission_register.models import Enrolment
from onroll.service.attendance_register.actions.importing import import_entries
from onroll.service.attendance_register.ledger import Mark
from onroll.service.people.models import Pupil
from tests.factories.moments import at
from tests.factories.organisations import FIRST_DAY
from tests.factories.registers import SERVICE, AClass

PUPILS, DAYS = 140, 190


def fill() -> tuple[AClass, int]:
    """Fill a new school's ledger, and return its class and how many entries it has."""
    oak = AClass()
    pupils = Pupil.objects.bulk_create(
        Pupil(legal_surname=f"Vale{n}", legal_forenames="Child", born=dt.date(2017, 3, 3), sex="F")
        for n in range(PUPILS)
    )
    Enrolment.objects.bulk_create(
        Enrolment(school=oak.school, pupil=pupil, starting_day=FIRST_DAY) for pupil in pupils
    )
    weekdays = (day for n in range(400) if (day := FIRST_DAY + dt.timedelta(days=n)).isoweekday() < 6)
    marks = [
        Mark(pupil.pk, day, session, code)
        for day in islice(weekdays, DAYS)
        for session, code in (("AM", "/"), ("PM", "\\"))
        for pupil in pupils
    ]
    return oak, import_entries(
        school_id=oak.school.pk,
        marks=marks,
        key=None,
        reason="",
        by=SERVICE,
        now=at(9, on=dt.date(2027, 7, 20)),
    )
