"""Tell a guest's home school how the guest attended today: by email, or by recording that they were told."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.audit.actions import record_event
from onroll.service.correspondence.actions.asking import about_day, ask_to_send
from onroll.service.correspondence.models import Message
from onroll.service.correspondence.recipients import Recipient
from onroll.service.correspondence.templates import EMAIL
from onroll.service.guests.actions.hosting import standing_stay
from onroll.service.guests.models import GuestStay, GuestTold
from onroll.service.guests.queries.stays import GuestDay, guests_today
from onroll.service.guests.refusals import GuestRefused
from onroll.service.room_for_words import refuse_too_long

How = GuestTold.How
TEMPLATE = "guest-attendance"


def tell_home_schools(*, school_id: int, by: Actor, now: dt.datetime) -> int:
    """Email every home school that is to be told of today, and return how many were; asked twice, each goes once.

    Raises OutOfScope, MessageRefused, TooLong.
    """
    by.scope.require(Permission.PROVISION_ARRANGE, school_id=school_id)
    with transaction.atomic():
        lines = [one for one in guests_today(school_id, now=now) if one.is_news and one.stay.email]
        return sum(_send(one, by, now) for one in lines)


def record_home_told(
    *, school_id: int, stay_id: int, how: str, who: str, by: Actor, now: dt.datetime
) -> GuestTold:
    """Keep that a home school was told of today by phone or in person. Raises OutOfScope, GuestRefused, TooLong."""
    by.scope.require(Permission.PROVISION_ARRANGE, school_id=school_id)
    if how not in (How.PHONE, How.IN_PERSON):
        raise GuestRefused("Choose how they were told.", field="how")
    if not who.strip():
        raise GuestRefused("Say whom you told, by name.", field="who")
    with transaction.atomic():
        standing_stay(school_id, stay_id)
        line = next((one for one in guests_today(school_id, now=now) if one.stay.pk == stay_id), None)
        if line is None or not line.is_to_tell:
            raise GuestRefused("There is nothing new to tell: no mark of today, or they know it already.")
        return _keep(line.stay, line.marks, how, who.strip(), None, by, now)


def _send(line: GuestDay, by: Actor, now: dt.datetime) -> bool:
    stay = line.stay
    to = Recipient(Message.RecipientKind.OTHER_SCHOOL, stay.pk, stay.contact, stay.contact, stay.email)
    asked = ask_to_send(
        school_id=stay.school_id, template=TEMPLATE, pupil_id=stay.pupil_id, about=f"{about_day(now.date())} {line.marks}",
        channel=EMAIL, facts={"guest_day": line.in_words}, on=now.date(), to=[to], by=by, now=now,
    )  # fmt: skip
    if not asked.messages:
        return False
    _keep(stay, line.marks, How.EMAIL, stay.contact, asked.messages[0], by, now)
    return True


def _keep(
    stay: GuestStay, marks: str, how: str, who: str, message: Message | None, by: Actor, now: dt.datetime
) -> GuestTold:
    row = GuestTold(
        school_id=stay.school_id, stay=stay, date=now.date(), marks=marks, how=how, who=who, message=message, at=now,
        by_name=by.name,
    )  # fmt: skip
    refuse_too_long(row)
    row.save(force_insert=True)
    record_event(
        "guests.told", by=by, now=now, school_id=stay.school_id, subject_type="pupil", subject_id=stay.pupil_id,
        stay=stay.pk, how=row.get_how_display().lower(),
    )  # fmt: skip
    return row
