"""Dispose of notes of remote education, when the register's entries of the time may go: for good."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from onroll.service.access.actor import Actor
from onroll.service.attendance_register.queries.session_times import midnight
from onroll.service.disposal import Disposal
from onroll.service.remote_education.models import RemoteNote, RemoteReview
from onroll.service.remote_education.refusals import RemoteRefused


def dispose_of_remote_notes(*, school_id: int, before: dt.date, by: Actor, now: dt.datetime) -> int:
    """Remove notes that ended before a day with their reviews, where entries made then may go; return how many rows went.

    Nothing asks for them to be kept longer than the entries of the time (regulation 7). They cannot be brought back.
    Raises RemoteRefused, OutOfScope.
    """
    disposal = Disposal(school_id, before, by, now)
    disposal.refuse_what_is_kept(
        "Notes of days on or after {day} are kept with the entries of the time.", RemoteRefused
    )
    since = midnight(before)
    reviewed = RemoteReview.objects.filter(school_id=school_id, made_at__gte=since)
    past = RemoteNote.objects.filter(school_id=school_id, last_day__lt=before, made_at__lt=since)
    with transaction.atomic():
        ids = list(past.exclude(pk__in=reviewed.values("note_id")).values_list("pk", flat=True))
        count = sum(
            rows.delete()[0]
            for rows in (RemoteReview.objects.filter(note_id__in=ids), RemoteNote.objects.filter(pk__in=ids))
        )
        return disposal.record("remote.disposed", count)
