"""A registration group's week on one sheet: every pupil, every session held."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.attendance_register.models import CurrentEntry
from onroll.service.attendance_register.queries.register_statements import pupils_of_group
from onroll.service.organisations.models import SchoolSession


@dataclass(frozen=True, slots=True)
class WeekOfGroup:
    """The sessions held in a week, and for each pupil their codes in that order ("" where blank)."""

    monday: dt.date
    sessions: tuple[tuple[dt.date, str], ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]


def week_of_group(scope: Scope, *, school_id: int, group_id: int, date: dt.date) -> WeekOfGroup:
    """Return the week of a day, Monday to Friday, in three statements. Raises OutOfScope."""
    scope.require(Permission.REGISTER_VIEW, school_id=school_id, group_id=group_id)
    monday = date - dt.timedelta(days=date.weekday())
    span = (monday, monday + dt.timedelta(days=6))
    held = tuple(
        SchoolSession.objects.filter(
            school_id=school_id, date__range=span, kind=SchoolSession.Kind.SCHOOL
        ).values_list("date", "session")
    )
    pupils = list(pupils_of_group(school_id, group_id, date))
    entries = CurrentEntry.objects.filter(
        school_id=school_id, date__range=span, pupil_id__in=[pupil.pk for pupil in pupils]
    ).values_list("pupil_id", "date", "session", "code")
    codes = {(pupil_id, day, session): code for pupil_id, day, session, code in entries}
    rows = tuple((str(pupil), tuple(codes.get((pupil.pk, *one), "") for one in held)) for pupil in pupils)
    return WeekOfGroup(monday, held, rows)
