"""What somebody is about to arrange, before it is put to the law."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from onroll.law.planned_attendance import ASKED_OF_AN_ACTIVITY, Activity, Asks
from onroll.law.planned_attendance import Arrangement as Asked
from onroll.service.attendance_register.models import Plan


@dataclass(frozen=True, slots=True)
class Draft:
    """An arrangement as it was typed; `session` is blank for whole days, `week` for every week."""

    activity: Activity
    title: str
    first_day: dt.date
    last_day: dt.date
    session: str = ""
    weekdays: str = "12345"
    week: str = ""
    #: The Mondays of its weeks, worked out by the weeks of the school.
    mondays: str = ""
    place: str = ""
    because: str = ""
    responsible: str = ""
    telephone: str = ""
    supervised_by: str = ""
    is_supervised_by_staff: bool = False
    approved_by: str = ""
    agreed_on: dt.date | None = None

    @property
    def asks(self) -> Asks:
        """What the law asks of one of its kind."""
        return ASKED_OF_AN_ACTIVITY.on(self.first_day)[self.activity]

    @property
    def note(self) -> str:
        """What its plans say it is."""
        return f"{self.title.strip()}, {self.place.strip()}" if self.place.strip() else self.title.strip()

    def asked_of_the_law(self, made_on: dt.date) -> Asked:
        """Return it as the law judges it."""
        return Asked(
            activity=self.activity,
            first_day=self.first_day,
            last_day=self.last_day,
            made_on=made_on,
            title=self.title,
            place=self.place,
            supervised_by=self.supervised_by,
            is_supervised_by_staff=self.is_supervised_by_staff,
            approved_by=self.approved_by,
            agreed_on=self.agreed_on,
            because=self.because,
        )

    def plan_for(self, school_id: int, pupil_id: int, now: dt.datetime, by_name: str = "") -> Plan:
        """Return the plan that it would make for a pupil, not saved."""
        return Plan(
            school_id=school_id,
            pupil_id=pupil_id,
            kind=self.asks.plan,
            code=self.asks.code,
            note=self.note[:300],
            first_day=self.first_day,
            last_day=self.last_day,
            session=self.session,
            weekdays=self.weekdays,
            week=self.week,
            mondays=self.mondays,
            made_at=now,
            made_by_name=by_name,
        )
