"""Dispose of what was recorded about absences, when the register's entries of the time may go: emptied for good."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Model

from onroll.law.plain_words import day_in_words
from onroll.law.retention import first_day_preserved
from onroll.service.absence_follow_up.models import Contact, ReasonDecision, ReasonGiven, Step
from onroll.service.absence_follow_up.refusals import FollowUpRefused
from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.attendance_register.queries.session_times import midnight
from onroll.service.audit.actions import record_event

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
    by.scope.require(Permission.REGISTER_DISPOSE, school_id=school_id)
    kept_from = first_day_preserved(now.date())
    if before > kept_from:
        raise FollowUpRefused(
            f"Records made on or after {day_in_words(kept_from)} are kept with the entries they explain. Choose "
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
        if count:
            record_event(
                "absences.records.disposed", by=by, now=now, school_id=school_id, subject_type="school",
                subject_id=school_id, before=before.isoformat(), records=count,
            )  # fmt: skip
    return count
