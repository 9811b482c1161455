"""Take in the authority's weekly list of pupils with a social worker: kept as it came, and never changed."""

from __future__ import annotations

import datetime as dt
import hashlib

from django.db import transaction

from onroll.service.absence_notices.models import WeeklyList, WeeklyListLine
from onroll.service.absence_notices.weekly_csv import ListRefused, read_weekly_list
from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.audit.actions import record_event
from onroll.service.organisations.models import School
from onroll.service.room_for_words import refuse_too_long


def take_in_weekly_list(
    *, school_id: int, week: dt.date, data: bytes, by: Actor, now: dt.datetime
) -> WeeklyList:
    """Keep a list for the week of a day; the same file sent twice is kept once. Raises OutOfScope, ListRefused, TooLong."""
    by.scope.require(Permission.PUPIL_SAFEGUARDING_EDIT, school_id=school_id)
    monday = week_of(week)
    if monday > now.date():
        raise ListRefused("That week has not begun. Choose the week the list is for.")
    rows, digest = read_weekly_list(data), hashlib.sha256(data).hexdigest()
    with transaction.atomic():
        # Two who send the same at once wait for each other, so that the second finds what the first kept.
        School.objects.select_for_update(no_key=True).filter(pk=school_id).values_list("pk").first()
        about = {"school_id": school_id, "week": monday}
        before = WeeklyList.objects.filter(**about, digest=digest).first()
        if before is not None and before == WeeklyList.objects.filter(**about).last():
            return before
        kept = WeeklyList.objects.create(
            **about, digest=digest if before is None else f"{digest[:40]}{now:%Y%m%d%H%M%S%f}", taken_in_at=now,
            taken_in_by_id=by.user_id, taken_in_by_name=by.name,
        )  # fmt: skip
        lines = [
            WeeklyListLine(
                school_id=school_id, list=kept, **{name: getattr(one, name) for name in one.__slots__}
            )
            for one in rows
        ]
        refuse_too_long(*lines)
        WeeklyListLine.objects.bulk_create(lines)
        record_event(
            "notices.weekly list.taken in", by=by, now=now, school_id=school_id, subject_type="school", subject_id=school_id,
            week=monday.isoformat(), pupils=len(rows),
        )  # fmt: skip
    return kept


def week_of(day: dt.date) -> dt.date:
    """Return the Monday of a day's week."""
    return day - dt.timedelta(days=day.weekday())
