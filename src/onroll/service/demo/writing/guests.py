"""Guests in the demo: pupils of two schools, at the one that is not their main school, and a home school told today."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q

from onroll.service.access.actor import Actor
from onroll.service.admission_register.models import Enrolment
from onroll.service.attendance_register.actions.refusals import AttendanceRefusal
from onroll.service.attendance_register.models import Plan
from onroll.service.demo.writing.known import Known
from onroll.service.guests.actions.hosting import Agreed, take_in
from onroll.service.guests.actions.telling import record_home_told
from onroll.service.guests.models import GuestStay
from onroll.service.guests.queries.stays import guests_today
from onroll.service.guests.refusals import GuestRefused

_ONE_DAY = dt.timedelta(days=1)
#: In each school.
_MOST = 4


def take_guests_in(known: Known, *, now: dt.datetime) -> None:
    """Write down what was agreed about some of the guests of each school with an attendance officer; one home school knows."""
    for school, school_id in known.schools.items():
        officer = known.people.get((school, "attendance_officer"))
        if officer is None:
            continue
        today = now.date()
        guests = Enrolment.objects.filter(
            Q(last_day=None) | Q(last_day__gte=today + 30 * _ONE_DAY), school_id=school_id, starting_day__lte=today,
            registration=Enrolment.Registration.SUBSIDIARY,
        ).exclude(deletion_ground__in=Enrolment.VOID)  # fmt: skip
        for number, enrolment in enumerate(guests.order_by("pk")[:_MOST]):
            _take_in(enrolment, number, officer, now)
        told = next((one for one in guests_today(school_id, now=now) if one.is_to_tell), None)
        if told is not None:
            record_home_told(
                school_id=school_id,
                stay_id=told.stay.pk,
                how="phone",
                who="The school office",
                by=officer,
                now=now,
            )


def _take_in(enrolment: Enrolment, number: int, by: Actor, now: dt.datetime) -> GuestStay | None:
    first = max(enrolment.starting_day, now.date() - 20 * _ONE_DAY)
    home = Plan.objects.filter(
        school_id=enrolment.school_id,
        pupil_id=enrolment.pupil_id,
        kind=Plan.Kind.OTHER_SCHOOL,
        cancelled_at=None,
    ).first()
    here = "".join(sorted(set("12345") - set(home.weekdays if home else "")))
    agreed = Agreed(
        first_day=first, last_day=now.date() + 30 * _ONE_DAY, agreed_on=first - 5 * _ONE_DAY,
        agreement="Two subjects, agreed by both heads and looked at each half term", contact="The school office",
        email=f"office{number}@school.example", telephone="01632 960290", responsible=by.name, weekdays=here or "12345",
    )  # fmt: skip
    try:
        return take_in(
            school_id=enrolment.school_id, pupil_id=enrolment.pupil_id, agreed=agreed, by=by, now=now
        )
    except (AttendanceRefusal, GuestRefused):
        # Planned for otherwise on one of those days, or about to leave the roll.
        return None
