"""Which session it is: the last whose register has opened, else the next to come."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from django.db.models import Q

from onroll.service.access.scope import OutOfScope, Scope
from onroll.service.attendance_register.queries.session_times import has_begun
from onroll.service.organisations.models import SchoolSession


class SessionOf(NamedTuple):
    """One session of a school."""

    date: dt.date
    session: str


def session_now(scope: Scope, *, school_id: int, now: dt.datetime) -> SessionOf | None:
    """Return the school's latest session whose register has opened, else its first; None without a calendar.

    Raises OutOfScope.
    """
    if not scope.reaches_school(school_id):
        raise OutOfScope("No role held reaches that school.")
    held = SchoolSession.objects.filter(school_id=school_id, kind=SchoolSession.Kind.SCHOOL)
    opened = Q(date__lt=now.date()) | Q(date=now.date(), register_opens_at__lte=now.time())
    found = (
        held.filter(opened).order_by("-date", "-session").first() or held.order_by("date", "session").first()
    )
    return SessionOf(found.date, found.session) if found else None


def session_ahead(scope: Scope, *, school_id: int, now: dt.datetime) -> SchoolSession | None:
    """Return today's first session while no register of today has opened; None later, or where none is held today.

    Raises OutOfScope.
    """
    if not scope.reaches_school(school_id):
        raise OutOfScope("No role held reaches that school.")
    held = SchoolSession.objects.filter(
        school_id=school_id, kind=SchoolSession.Kind.SCHOOL, date=now.date(), register_opens_at__isnull=False
    )
    first = held.order_by("session").first()
    return None if first is None or has_begun(first, now=now) else first
