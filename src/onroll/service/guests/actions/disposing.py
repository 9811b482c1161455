"""Dispose of guests and what was told of them, when the register's entries of the time may go: for good."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from onroll.service.access.actor import Actor
from onroll.service.attendance_register.queries.session_times import midnight
from onroll.service.disposal import Disposal
from onroll.service.guests.models import GuestStay, GuestTold
from onroll.service.guests.refusals import GuestRefused


def dispose_of_guests(*, school_id: int, before: dt.date, by: Actor, now: dt.datetime) -> int:
    """Remove stays that ended before a day with what was told of them, where entries made then may go; return how many rows went.

    Nothing asks for them to be kept longer than the entries of the time (regulation 7). They cannot be brought back.
    Raises GuestRefused, OutOfScope.
    """
    disposal = Disposal(school_id, before, by, now)
    disposal.refuse_what_is_kept(
        "Guests of days on or after {day} are kept with the entries of the time.", GuestRefused
    )
    since = midnight(before)
    past = GuestStay.objects.filter(school_id=school_id, last_day__lt=before, made_at__lt=since)
    with transaction.atomic():
        ids = list(past.exclude(ended_at__gte=since).values_list("pk", flat=True))
        count = sum(
            rows.delete()[0]
            for rows in (GuestTold.objects.filter(stay_id__in=ids), GuestStay.objects.filter(pk__in=ids))
        )
        return disposal.record("guests.disposed", count)
