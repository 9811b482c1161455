"""The statements of a call list, each one whatever the number of pupils."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from onroll.law.attendance_codes import class_for_counting
from onroll.law.call_order import Circumstance
from onroll.law.code_meaning import StatisticalClass
from onroll.law.code_uses import codes_in_school, wants_a_reason
from onroll.service.admission_register.boarding import NOT_BOARDING
from onroll.service.attendance_register.models import CurrentEntry
from onroll.service.hand_written import prepared_cursor
from onroll.service.people.models import Pupil, PupilMarker

#: How far back a pattern is looked for: six weeks, so that a weekday comes round often enough to be one. Ours.
WEEKS_BACK = 6
#: For so many days after the starting day a pupil who never came is a starter who was expected. Ours.
DAYS_A_STARTER_IS_NEW = 28
_ABSENT = {StatisticalClass.AUTHORISED_ABSENCE, StatisticalClass.UNAUTHORISED_ABSENCE}


@dataclass(frozen=True, slots=True)
class OnRoll:
    """One pupil whom the register of a session covers: the group, the starting day and the code; blank where there is none."""

    pupil_id: int
    group_id: int | None
    group: str
    starting_day: dt.date
    code: str

    @property
    def is_unexplained(self) -> bool:
        """Whether the entry says that the reason is not established yet."""
        return bool(self.code) and wants_a_reason(self.code)


@dataclass(slots=True)
class Recent:
    """A pupil's absences of the weeks before a day, up to the session before it."""

    date: dt.date
    unexplained: int = 0
    on_this_weekday: int = 0
    weekdays: int = 0
    running: int = 0
    has_attended: bool = False
    _days: set[dt.date] = field(default_factory=set)

    def add(self, date: dt.date, code: str) -> None:
        """Count one session, in order."""
        absent = class_for_counting(code, date) in _ABSENT
        self.running = self.running + 1 if absent else 0
        self.unexplained += wants_a_reason(code)
        self.has_attended |= code in codes_in_school(date)
        if date.weekday() == self.date.weekday() and date != self.date:
            self.weekdays += date not in self._days
            self._days.add(date)
            self.on_this_weekday += absent

    def is_new_starter(self, starting_day: dt.date) -> bool:
        """Say whether the pupil was to start lately and has never been in school."""
        return not self.has_attended and 0 <= (self.date - starting_day).days <= DAYS_A_STARTER_IS_NEW


def roll_of_session(school_id: int, date: dt.date, session: str) -> list[OnRoll]:
    """Return everyone whom a session's registers cover, with the code that stands."""
    day = date.isoformat()
    with prepared_cursor() as cursor:
        cursor.execute(
            f"""
            SELECT n.pupil_id, m.group_id, m.name, n.starting_day, c.code
              FROM admission_register_enrolment n
              LEFT JOIN (SELECT x.pupil_id, x.group_id, g.name FROM organisations_registrationgroup g
                           JOIN people_registrationgroupmembership x ON x.group_id = g.id
                          WHERE g.school_id = %s AND x.first_day <= %s AND (x.last_day IS NULL OR x.last_day >= %s)) m
                ON m.pupil_id = n.pupil_id
              LEFT JOIN attendance_register_currententry c
                ON c.pupil_id = n.pupil_id AND c.school_id = n.school_id AND c.date = %s AND c.session = %s
             WHERE n.school_id = %s AND n.starting_day <= %s AND (n.last_day IS NULL OR n.last_day >= %s)
               AND {NOT_BOARDING}
            """,
            [school_id, day, day, day, session, school_id, *([day] * 4)],
        )
        found = {row[0]: OnRoll(row[0], row[1], row[2] or "", _day(row[3]), row[4] or "") for row in cursor}
    return list(found.values())


def circumstances_of(pupil_ids: Collection[int], date: dt.date) -> dict[int, set[Circumstance]]:
    """Return by pupil what the markers of a day say that brings a call forward."""
    kinds = [one.value for one in Circumstance if one.value in PupilMarker.Kind.values]
    rows = PupilMarker.objects.filter(
        Q(last_day__isnull=True) | Q(last_day__gte=date),
        pupil_id__in=pupil_ids,
        kind__in=kinds,
        first_day__lte=date,
    )
    found: dict[int, set[Circumstance]] = {}
    for pupil_id, kind in rows.values_list("pupil_id", "kind"):
        found.setdefault(pupil_id, set()).add(Circumstance(kind))
    return found


def pupils_named(pupil_ids: Collection[int]) -> dict[int, Pupil]:
    """Return these pupils by id; their names and days of birth alone are loaded."""
    names = ("legal_surname", "legal_forenames", "known_surname", "known_forename", "born")
    return {pupil.pk: pupil for pupil in Pupil.objects.filter(pk__in=pupil_ids).only(*names)}


def recent_absences(
    school_id: int, pupil_ids: Collection[int], date: dt.date, session: str
) -> dict[int, Recent]:
    """Return by pupil the pattern of the weeks before a session."""
    found = {pupil_id: Recent(date) for pupil_id in pupil_ids}
    rows = CurrentEntry.objects.filter(
        pupil_id__in=pupil_ids, school_id=school_id, date__range=(date - dt.timedelta(weeks=WEEKS_BACK), date)
    )
    for pupil_id, day, half, code in rows.order_by("pupil_id", "date", "session").values_list(
        "pupil_id", "date", "session", "code"
    ):
        if (day, half) < (date, session):
            found[pupil_id].add(day, code)
    return found


def _day(value: Any) -> dt.date:
    # SQLite hands dates back as text where a statement is not the ORM's.
    return value if isinstance(value, dt.date) else dt.date.fromisoformat(value)
