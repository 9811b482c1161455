"""The sessions of a school's calendar, for the service's own use: the caller has judged who asks."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet

from onroll.service.organisations.models import SchoolSession
from onroll.service.worded_once import worded_once


@worded_once
def sessions_between(school_id: int, first_day: dt.date, last_day: dt.date) -> QuerySet[SchoolSession]:
    """Return what the calendar says of each session of a span, both days included, in order; closures are in it."""
    rows = SchoolSession.objects.filter(school_id=school_id, date__range=(first_day, last_day))
    return rows.order_by("date", "session")


@worded_once
def sessions_held(school_id: int, first_day: dt.date, last_day: dt.date) -> QuerySet[SchoolSession]:
    """Return the sessions that a school holds in a span, both days included, in order."""
    rows = SchoolSession.objects.filter(school_id=school_id, kind=SchoolSession.Kind.SCHOOL)
    return rows.filter(date__range=(first_day, last_day)).order_by("date", "session")
