"""Remote education in the demo: a pupil long ill who is set work at home, in each secondary school; one is to look at."""

from __future__ import annotations

import datetime as dt

from onroll.law.returns import ILLNESS
from onroll.service.demo.writing.known import Known
from onroll.service.medical_absence.queries.illness import often_ill
from onroll.service.organisations.models import School
from onroll.service.remote_education.actions.noting import Remote, note_remote_education
from onroll.service.remote_education.refusals import RemoteRefused

_ONE_DAY = dt.timedelta(days=1)
#: In each school.
_MOST = 2


def set_work_at_home(known: Known, *, now: dt.datetime) -> None:
    """Note what the pupils ill longest are set at home, from the first day of their last run of illness."""
    for school, school_id in known.schools.items():
        officer = known.people.get((school, "attendance_officer"))
        if officer is None or School.objects.get(pk=school_id).phase != "secondary":
            continue
        ill = [
            one for one in often_ill(officer.scope, school_id=school_id, on=now.date()) if one.illness.runs
        ]
        longest = sorted(ill, key=lambda one: (-len(one.illness.runs[-1]), one.pupil.pk))[:_MOST]
        for number, line in enumerate(longest):
            first, last = line.illness.runs[-1][0], now.date() + 10 * _ONE_DAY
            first = max(first, now.date() - 90 * _ONE_DAY)
            remote = Remote(
                first, last, "illness", ILLNESS, "Two lessons a day by post; the form tutor looks at the work",
                "A parent, and the head of year", now.date() + (2 * number) * _ONE_DAY,
            )  # fmt: skip
            try:
                note_remote_education(
                    school_id=school_id, pupil_id=line.pupil.pk, remote=remote, by=officer, now=now
                )
            except RemoteRefused:
                continue
