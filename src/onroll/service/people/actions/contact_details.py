"""Checking that the ways to reach a parent are right. Changing them is an amendment of the admission register."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Q

from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.audit.actions import record_event
from onroll.service.people.models import ContactDetail
from onroll.service.people.pupil_of_school import parent_of_school


@transaction.atomic
def note_contact_details_checked(
    *, school_id: int, parent_id: int, checked_on: dt.date, by: Actor, now: dt.datetime
) -> int:
    """Note that every standing way to reach a parent was found right on a day; return how many. Raise OutOfScope."""
    by.scope.require(Permission.PUPIL_EDIT, school_id=school_id)
    parent = parent_of_school(parent_id, school_id=school_id)
    standing = ContactDetail.objects.filter(
        Q(last_day__isnull=True) | Q(last_day__gte=checked_on), parent=parent, first_day__lte=checked_on
    )
    count = standing.update(checked_on=checked_on)
    record_event(
        "people.contact details.checked", by=by, now=now, school_id=school_id,
        subject_type="parent", subject_id=parent.pk, checked_on=checked_on.isoformat(), count=count,
    )  # fmt: skip
    return count
