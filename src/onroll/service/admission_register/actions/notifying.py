"""Recording what a parent tells the school of a move or of another school (regulation 8(3))."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from onroll.law.admission_register import (
    MoveNotification,
    OtherSchoolNotification,
    faults_of_notification,
)
from onroll.law.citation import Citation
from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.admission_register.actions.entering import lock_enrolment, new_entry
from onroll.service.admission_register.models import AdmissionEntry
from onroll.service.audit.actions import record_event

Notification = MoveNotification | OtherSchoolNotification


class NotificationRefused(Exception):
    """The notification lacks what the register must hold; `faults` are (field, message, citation)."""

    def __init__(self, faults: list[tuple[str, str, Citation | None]]) -> None:
        self.faults = faults
        super().__init__(" ".join(message for _, message, _ in faults))


_FIELDS = {
    "parent_name_missing": "parent_name",
    "new_address_missing": "address",
    "expected_from_missing": "expected_from",
    "school_name_missing": "school_name",
    "first_attended_or_due_on_missing": "first_attended_or_due_on",
}


#: What may be said of a notification beyond its contents, by what it is of.
MANNERS = {"move": ("instead", "as well"), "other school": ("registered", "will attend")}


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
    faults = faults_of_notification(notification)
    if manner not in ("", *MANNERS[_kind(notification)]):
        raise NotificationRefused([("manner", "Choose one of the answers, or leave it open.", None)])
    if faults:
        raise NotificationRefused([(_FIELDS[fault.name], fault.message, fault.citation) for fault in faults])
    entry = new_entry(
        enrolment,
        AdmissionEntry.Kind.NOTIFIED,
        {"notification": _contents(notification, told_by) | ({"manner": manner} if manner else {})},
        by,
        now,
    )
    entry.save(force_insert=True)
    record_event(
        "roll.notification.recorded", by=by, now=now, school_id=school_id, subject_type="pupil",
        subject_id=enrolment.pupil_id, entry_id=entry.pk,
    )  # fmt: skip
    return entry


def _kind(notification: Notification) -> str:
    return "move" if isinstance(notification, MoveNotification) else "other school"


def _contents(notification: Notification, told_by: str) -> dict[str, Any]:
    if isinstance(notification, MoveNotification):
        from_day = notification.expected_from
        return {
            "of": "move",
            "parent_name": notification.parent_name,
            "address": notification.address,
            "from": from_day.isoformat() if from_day else "",
            "told_by": told_by,
        }
    from_day = notification.first_attended_or_due_on
    return {
        "of": "other school",
        "school_name": notification.school_name,
        "from": from_day.isoformat() if from_day else "",
        "told_by": told_by,
    }
