"""Give a person an address at which their own calendar reads their duties, and take it back."""

from __future__ import annotations

import datetime as dt
import secrets

from django.db import transaction

from onroll.service.access.actor import Actor
from onroll.service.audit.actions import record_event
from onroll.service.duties.feed_secret import hash_of
from onroll.service.duties.models import CalendarFeed
from onroll.service.duties.refusals import DutyRefused


def make_feed(*, by: Actor, now: dt.datetime) -> str:
    """Return the secret of a new feed, to be shown once; the one made before stops. Raises DutyRefused."""
    if by.user_id is None:
        raise DutyRefused("A calendar feed is a person's own.")
    secret = secrets.token_urlsafe(24)
    with transaction.atomic():
        CalendarFeed.objects.filter(user_id=by.user_id, ended_at__isnull=True).update(ended_at=now)
        feed = CalendarFeed.objects.create(user_id=by.user_id, secret_hash=hash_of(secret), made_at=now)
        record_event(
            "duties.feed.made",
            by=by,
            now=now,
            school_id=None,
            subject_type="calendar feed",
            subject_id=feed.pk,
        )
    return secret


def end_feed(*, by: Actor, now: dt.datetime) -> None:
    """End a person's feed: its address answers nothing any more."""
    with transaction.atomic():
        for feed in CalendarFeed.objects.select_for_update().filter(
            user_id=by.user_id or 0, ended_at__isnull=True
        ):
            feed.ended_at = now
            feed.save(update_fields=["ended_at"])
            record_event(
                "duties.feed.ended",
                by=by,
                now=now,
                school_id=None,
                subject_type="calendar feed",
                subject_id=feed.pk,
            )
