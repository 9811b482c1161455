"""Recording what a parent tells the school of a move or of another school (regulation 8(3))."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from onroll.law.citation import Citation
from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.admission_register.actions.entering import lock_enrolment, new_entry
from onroll.service.admission_register.models import AdmissionEntry
from onroll.service.admission_register.notifications import (
    Notification,
    faults_in_notification,
    notification_contents,
)
from onroll.service.audit.actions import record_event


class NotificationRefused(Exception):
    """The notification lacks what the register must hold; `faults` are (field, message, citation)."""

    def __init__(self, faults: list[tuple[str, str, Citation | None]]) -> None:
        self.faults = faults
        super().__init__(" ".join(message for _, message, _ in faults))


@transaction.atomic
def record_notification(
    *,
    school_id: int,
    enrolment_id: int,
    notification: Notification,
    manner: str = "",
    told_by: str = "",
    by: Actor,
    now: dt.datetime,
) -> AdmissionEntry:
    """Record a notification; it changes no other item: the address itself is amended when the pupil has moved.

    `manner` says of a move whether it is instead of the address entered or as well as it, and of another school whether
    the pupil is registered there or will attend; blank where nobody said. Raises NotOnThisRegister and NotificationRefused.
    """
    by.scope.require(Permission.ROLL_AMEND, school_id=school_id)
    enrolment = lock_enrolment(school_id, enrolment_id)
    if faults := faults_in_notification(notification, manner):
        raise NotificationRefused(faults)
    entry = new_entry(
        enrolment,
        AdmissionEntry.Kind.NOTIFIED,
        {"notification": notification_contents(notification, manner, told_by)},
        by,
        now,
    )
    entry.save(force_insert=True)
    record_event(
        "roll.notification.recorded", by=by, now=now, school_id=school_id, subject_type="pupil",
        subject_id=enrolment.pupil_id, entry_id=entry.pk,
    )  # fmt: skip
    return entry
