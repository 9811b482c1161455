"""Dispose of notes of remote education, when the register's entries of the time may go: for good."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from onroll.law.plain_words import day_in_words
from onroll.law.retention import first_day_preserved
from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.attendance_register.queries.session_times import midnight
from onroll.service.audit.actions import record_event
from onroll.service.remote_education.models import RemoteNote, RemoteReview
from onroll.service.remote_education.refusals import RemoteRefused


def dispose_of_remote_notes(*, school_id: int, before: dt.date, by: Actor, now: dt.datetime) -> int:
    """Remove notes that ended before a day with their reviews, where entries made then may go; return how many rows went.

    Nothing asks for them to be kept longer than the entries of the time (regulation 7). They cannot be brought back.
    Raises RemoteRefused, OutOfScope.
    """
    by.scope.require(Permission.REGISTER_DISPOSE, school_id=school_id)
    kept_from = first_day_preserved(now.date())
    if before > kept_from:
        raise RemoteRefused(
            f"Notes of days on or after {day_in_words(kept_from)} are kept with the entries of the time. Choose "
            f"{day_in_words(kept_from)} or an earlier day."
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
        if count:
            record_event(
                "remote.disposed", by=by, now=now, school_id=school_id, subject_type="school", subject_id=school_id,
                before=before.isoformat(), records=count,
            )  # fmt: skip
    return count
