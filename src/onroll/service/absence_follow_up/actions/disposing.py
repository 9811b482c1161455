"""Dispose of what was recorded about absences, when the register's entries of the time may go: emptied for good."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Model

from onroll.service.absence_follow_up.models import Contact, ReasonDecision, ReasonGiven, Step
from onroll.service.absence_follow_up.refusals import FollowUpRefused
from onroll.service.access.actor import Actor
from onroll.service.attendance_register.queries.session_times import midnight
from onroll.service.disposal import Disposal

#: What each kind of record says of a child or a parent, and what stands in its place.
_EMPTIED: dict[type[Model], dict[str, object]] = {
    Contact: {"parent": None, "who": "", "used": ""},
    ReasonGiven: {"parent": None, "who": ""},
    ReasonDecision: {"note": ""},
    Step: {"who": "", "place": ""},
}


def dispose_of_follow_up(*, school_id: int, before: dt.date, by: Actor, now: dt.datetime) -> int:
    """Empty every record made before a day, where entries made then need be kept no longer (regulation 7); return how many.

    Nothing asks for these records to be kept longer than the entries they explain. They cannot be brought back. Raises
    FollowUpRefused, OutOfScope.
    """
    disposal = Disposal(school_id, before, by, now)
    disposal.refuse_what_is_kept(
        "Records made on or after {day} are kept with the entries they explain.", FollowUpRefused
    )
    with transaction.atomic():
        count = sum(
            model._default_manager.filter(
                school_id=school_id, made_at__lt=midnight(before), disposed_at__isnull=True
            ).update(pupil=None, words="", key=None, disposed_at=now, **emptied)
            for model, emptied in _EMPTIED.items()
        )
        return disposal.record("absences.records.disposed", count)
