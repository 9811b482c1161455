"""Tell one who must know of an absence: by an email that asks for a receipt, or by recording that they were told."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Callable, Sequence
from typing import Any

from django.db import transaction

from onroll.service.absence_follow_up.actions.keeping import keep_once, refuse_moment
from onroll.service.absence_follow_up.models.record import Record
from onroll.service.absence_notices.covering import kept_as, untold
from onroll.service.absence_notices.drafting import addressee, request_of
from onroll.service.absence_notices.lines import require, row_of
from onroll.service.absence_notices.models import Notice
from onroll.service.absence_notices.receipt_secret import hash_of
from onroll.service.absence_notices.refusals import NoticeRefused
from onroll.service.absence_notices.where_known import refuse_unsaid
from onroll.service.access.actor import Actor
from onroll.service.audit.actions import record_event
from onroll.service.correspondence.actions.asking import Asked, ask_for_messages
from onroll.service.correspondence.drafting import Request
from onroll.service.correspondence.models import Message
from onroll.service.correspondence.recipients import Recipient as Addressee
from onroll.service.correspondence.templates import EMAIL
from onroll.service.organisations.models import School

#: Given the secret of a receipt, the whole address of its page.
LinkOf = Callable[[str], str]


@transaction.atomic
def send_notice(
    *,
    school_id: int,
    pupil_id: int,
    date: dt.date,
    recipient: str,
    link_of: LinkOf,
    by: Actor,
    now: dt.datetime,
    professional_id: int | None = None,
    email: str = "",
) -> Notice:
    """Send a notice by email; asked for twice, it goes once and the first that told of the same sessions is returned.

    `email` is where another school is written to; a professional's is on record. The message and the record of it are kept
    together or not at all. Raises OutOfScope, NoticeRefused, MessageRefused, TooLong.
    """
    require(by, school_id=school_id, recipient=recipient)
    # Two who send the same at once wait for each other, so that the second finds what the first kept.
    School.objects.select_for_update(no_key=True).filter(pk=school_id).values_list("pk").first()
    about: dict[str, Any] = {
        "school_id": school_id,
        "pupil_id": pupil_id,
        "date": date,
        "recipient": recipient,
    }
    row = row_of(**about, professional_id=professional_id, now=now)
    about["recipient"] = recipient = row.whom.recipient.value
    earlier = Notice.objects.filter(how=Notice.How.EMAIL, professional_id=professional_id, about="", **about)
    if (before := _told_before(list(earlier.order_by("at", "pk")), row.sessions)) is not None:
        return before
    sessions = kept_as(row.sessions)
    if date != now.date():
        raise NoticeRefused("A notice of the day is sent on the day. Ring, and record that they were told.")
    to = addressee(row.whom, email.strip())
    secret = secrets.token_urlsafe(24)
    request = request_of(
        by.scope, school_id=school_id, pupil_id=pupil_id, date=date, sessions=row.sessions,
        recipient=row.whom.recipient, to=[to], link=link_of(secret),
    )  # fmt: skip
    asked = ask_for_messages(request, by=by, now=now)
    notice = Notice(
        **about, how=Notice.How.EMAIL, at=now, professional_id=professional_id, who=to.name, used=to.address,
        sessions=sessions, message=message_of(asked, request, to), secret_hash=hash_of(secret),
        key=f"{date}/{sessions}/{pupil_id}/{recipient}/{professional_id or 0}",
    )  # fmt: skip
    return keep_once(notice, by=by, now=now, also=noted(by, now))


def record_told(
    *,
    school_id: int,
    pupil_id: int,
    date: dt.date,
    recipient: str,
    how: str,
    who: str,
    at: dt.datetime,
    by: Actor,
    now: dt.datetime,
    professional_id: int | None = None,
    used: str = "",
    words: str = "",
    knows: str = "",
    key: str | None = None,
) -> Notice:
    """Record that one who must know was told by phone or in person: whom, when and what they said. They have heard it.

    `knows` is what they say of where the child is. Raises OutOfScope, NoticeRefused, FollowUpRefused, TooLong.
    """
    require(by, school_id=school_id, recipient=recipient)
    about: dict[str, Any] = {
        "school_id": school_id,
        "pupil_id": pupil_id,
        "date": date,
        "recipient": recipient,
    }
    if how not in (Notice.How.PHONE, Notice.How.IN_PERSON):
        raise NoticeRefused("Say whether they were told by phone or in person.", field="how")
    if not who.strip():
        raise NoticeRefused("Say whom you told, by name.", field="who")
    refuse_unsaid(knows, words)
    refuse_moment(at, date, now)
    row = row_of(**about, professional_id=professional_id, now=now)
    about["recipient"] = row.whom.recipient.value
    notice = Notice(
        **about, sessions=kept_as(row.sessions), how=how, at=at, professional_id=professional_id, who=who.strip(), used=used.strip(), words=words.strip(),
        knows=knows, key=key,
    )  # fmt: skip
    return keep_once(notice, by=by, now=now, also=noted(by, now))


def _told_before(earlier: Sequence[Notice], sessions: Sequence[str]) -> Notice | None:
    """Return the first notice that told of these sessions, or the last of several that did together."""
    if not earlier or untold(sessions, [one.sessions for one in earlier]):
        return None
    return next((one for one in earlier if not untold(sessions, [one.sessions])), earlier[-1])


def message_of(asked: Asked, request: Request, to: Addressee) -> Message:
    """Return the message now kept, or the one that was asked for before about the same."""
    if asked.messages:
        return asked.messages[0]
    return Message.objects.get(
        school_id=request.school_id, pupil_id__in=list(request.pupils), about=request.about, template=request.template,
        channel=EMAIL, recipient_kind=to.kind, recipient_id=to.recipient_id,
    )  # fmt: skip


def noted(by: Actor, now: dt.datetime) -> Callable[[Record], None]:
    """Return what leaves a telling on the audit trail."""

    def note(record: Record) -> None:
        assert isinstance(record, Notice)  # noqa: S101 - for the types; it is kept as one
        record_event(
            "notices.exclusion told" if record.about else "notices.told", by=by, now=now, school_id=record.school_id, subject_type="pupil", subject_id=record.pupil_id,
            record=record.pk, date=record.date.isoformat(), how=record.get_how_display().lower(),
        )  # fmt: skip

    return note
