"""Tell a guest's home school how the guest attended today: by email, or by recording that they were told."""

from __future__ import annotations

import datetime as dt
import secrets

from django.db import transaction

from onroll.law.follow_up import Recipient as Told
from onroll.service.absence_follow_up.actions.keeping import keep_once
from onroll.service.absence_notices.actions.telling import LinkOf
from onroll.service.absence_notices.covering import kept_as
from onroll.service.absence_notices.models import Notice
from onroll.service.absence_notices.models.notice import OF_A_GUEST
from onroll.service.absence_notices.receipt_secret import hash_of
from onroll.service.absence_notices.where_known import refuse_unsaid
from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.audit.actions import record_event
from onroll.service.correspondence.actions.asking import about_day, ask_to_send
from onroll.service.correspondence.models import Message
from onroll.service.correspondence.recipients import Recipient
from onroll.service.correspondence.templates import EMAIL
from onroll.service.guests.actions.hosting import standing_stay
from onroll.service.guests.models import GuestTold
from onroll.service.guests.queries.stays import GuestDay, guests_today
from onroll.service.guests.refusals import GuestRefused
from onroll.service.room_for_words import refuse_too_long

How = GuestTold.How
TEMPLATE = "guest-attendance"


def tell_home_schools(*, school_id: int, link_of: LinkOf, by: Actor, now: dt.datetime) -> int:
    """Email every home school that is to be told of today, and return how many were; asked twice, each goes once.

    Each has a link by which its reading is said. Of a guest without a reason it is the notice of the absence as well.
    Raises OutOfScope, MessageRefused, TooLong.
    """
    by.scope.require(Permission.PROVISION_ARRANGE, school_id=school_id)
    with transaction.atomic():
        lines = [one for one in guests_today(school_id, now=now) if one.is_news and one.stay.email]
        return sum(_send(one, link_of, by, now) for one in lines)


def record_home_told(
    *,
    school_id: int,
    stay_id: int,
    how: str,
    who: str,
    by: Actor,
    now: dt.datetime,
    words: str = "",
    knows: str = "",
) -> GuestTold:
    """Keep that a home school was told of today by phone or in person, and what it said of a guest who has not come.

    Raises OutOfScope, GuestRefused, NoticeRefused, TooLong.
    """
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
        notice = _notice(line, how, who.strip(), now)
        refuse_unsaid(knows, words, about=notice.about)
        notice.words, notice.knows = words.strip(), knows
        return _keep(line, notice, by, now)


def _send(line: GuestDay, link_of: LinkOf, by: Actor, now: dt.datetime) -> bool:
    stay, secret = line.stay, secrets.token_urlsafe(24)
    to = Recipient(Message.RecipientKind.OTHER_SCHOOL, stay.pk, stay.contact, stay.contact, stay.email)
    asked = ask_to_send(
        school_id=stay.school_id, template=TEMPLATE, pupil_id=stay.pupil_id, about=f"{about_day(now.date())} {line.marks}",
        channel=EMAIL, facts={"guest_day": line.in_words, "link": link_of(secret)}, on=now.date(), to=[to], by=by, now=now,
    )  # fmt: skip
    if not asked.messages:
        return False
    notice = _notice(line, How.EMAIL, stay.contact, now)
    notice.used, notice.message, notice.secret_hash = stay.email, asked.messages[0], hash_of(secret)
    _keep(line, notice, by, now)
    return True


def _notice(line: GuestDay, how: str, who: str, now: dt.datetime) -> Notice:
    """Return the notice that goes with a telling: of the absence where a session has no reason yet, else of the guest's day."""
    sessions = line.unexplained or tuple(one.session for one in line.entered)
    return Notice(
        school_id=line.stay.school_id, pupil_id=line.stay.pupil_id, date=now.date(), recipient=Told.OTHER_SCHOOL.value,
        about="" if line.unexplained else OF_A_GUEST, sessions=kept_as(sessions), how=how, who=who, at=now,
        key=f"guest/{line.stay.pk}/{now.isoformat()}",
    )  # fmt: skip


def _keep(line: GuestDay, notice: Notice, by: Actor, now: dt.datetime) -> GuestTold:
    stay = line.stay
    row = GuestTold(
        school_id=stay.school_id, stay=stay, date=now.date(), marks=line.marks, how=notice.how, who=notice.who,
        message=notice.message, at=now, by_name=by.name,
    )  # fmt: skip
    refuse_too_long(row)
    row.save(force_insert=True)
    keep_once(notice, by=by, now=now, also=lambda _notice: None)
    record_event(
        "guests.told", by=by, now=now, school_id=stay.school_id, subject_type="pupil", subject_id=stay.pupil_id,
        stay=stay.pk, how=row.get_how_display().lower(),
    )  # fmt: skip
    return row
