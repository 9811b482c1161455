"""A pupil's year of entries: present, but where it is said otherwise."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from onroll.law.registers import PRESENT_CODES
from onroll.law.school_time import Session
from onroll.service.access.actor import Actor
from onroll.service.attendance_register.actions.importing import import_entries
from onroll.service.attendance_register.ledger import Mark
from onroll.service.organisations.models import School, SchoolSession
from tests.factories.moments import at


def enter_year(
    school: School,
    pupil_id: int,
    codes: Mapping[tuple[dt.date, str], str] | None = None,
    *,
    first_day: dt.date = dt.date(2026, 9, 1),
    last_day: dt.date,
    skip: frozenset[tuple[dt.date, str]] = frozenset(),
) -> None:
    """Enter a pupil for every session held up to a day; `skip` leaves sessions blank."""
    codes = codes or {}
    sessions = SchoolSession.objects.filter(school=school, kind="school", date__range=(first_day, last_day))
    marks = [
        Mark(pupil_id, date, half, codes.get((date, half), PRESENT_CODES[Session(half)]))
        for date, half in sessions.values_list("date", "session")
        if (date, half) not in skip
    ]
    import_entries(
        school_id=school.pk,
        marks=marks,
        key=None,
        reason="Brought from the old system",
        by=Actor.service("import"),
        now=at(8, on=last_day),
    )
