"""Dispose of notices, when the register's entries of the time may go: emptied of everybody they name, for good."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Model

from onroll.service.absence_notices.models import Notice, NoticeEvent, WeeklyListLine
from onroll.service.absence_notices.refusals import NoticeRefused
from onroll.service.access.actor import Actor
from onroll.service.attendance_register.queries.session_times import midnight
from onroll.service.disposal import Disposal

_EMPTIED: dict[type[Model], dict[str, object]] = {
    Notice: {"professional": None, "who": "", "used": "", "secret_hash": "", "knows": ""},
    NoticeEvent: {"who": "", "knows": ""},
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
    disposal = Disposal(school_id, before, by, now)
    disposal.refuse_what_is_kept(
        "Notices made on or after {day} are kept with the entries they are about.", NoticeRefused
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
        return disposal.record("notices.records.disposed", count)
