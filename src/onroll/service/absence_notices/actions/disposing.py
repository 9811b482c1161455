"""Dispose of notices, when the register's entries of the time may go: emptied of everybody they name, for good."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Model

from onroll.law.plain_words import day_in_words
from onroll.law.retention import first_day_preserved
from onroll.service.absence_notices.models import Notice, NoticeEvent, WeeklyListLine
from onroll.service.absence_notices.refusals import NoticeRefused
from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.attendance_register.queries.session_times import midnight
from onroll.service.audit.actions import record_event

_EMPTIED: dict[type[Model], dict[str, object]] = {
    Notice: {"professional": None, "who": "", "used": "", "secret_hash": ""},
    NoticeEvent: {"who": ""},
}
_LINE_EMPTIED: dict[str, object] = {
    **dict.fromkeys(("upn", "surname", "forename", "status", "worker", "telephone", "email"), ""),
    "born": None,
    "since": None,
}


def dispose_of_notices(*, school_id: int, before: dt.date, by: Actor, now: dt.datetime) -> int:
    """Empty every record made before a day, where entries made then need be kept no longer (regulation 7); return how many.

    Raises NoticeRefused, OutOfScope.
    """
    by.scope.require(Permission.REGISTER_DISPOSE, school_id=school_id)
    kept_from = first_day_preserved(now.date())
    if before > kept_from:
        raise NoticeRefused(
            f"Notices made on or after {day_in_words(kept_from)} are kept with the entries they are about. Choose "
            f"{day_in_words(kept_from)} or an earlier day.",
            field="before",
        )
    with transaction.atomic():
        count = sum(
            model._default_manager.filter(
                school_id=school_id, made_at__lt=midnight(before), disposed_at__isnull=True
            ).update(pupil=None, words="", key=None, disposed_at=now, **emptied)
            for model, emptied in _EMPTIED.items()
        )
        count += WeeklyListLine.objects.filter(
            school_id=school_id, list__taken_in_at__lt=midnight(before), disposed_at__isnull=True
        ).update(**_LINE_EMPTIED, disposed_at=now)
        if count:
            record_event(
                "notices.records.disposed", by=by, now=now, school_id=school_id, subject_type="school",
                subject_id=school_id, before=before.isoformat(), records=count,
            )  # fmt: skip
    return count
