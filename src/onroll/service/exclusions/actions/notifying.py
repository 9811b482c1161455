"""Tell those outside the school who must know of an exclusion: by an email that asks for a receipt, or by recording that they were told."""

from __future__ import annotations

import datetime as dt
import secrets
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from onroll.law.follow_up import Recipient
from onroll.service.absence_follow_up.actions.keeping import keep_once
from onroll.service.absence_notices.actions.telling import LinkOf, message_of, noted
from onroll.service.absence_notices.drafting import addressee
from onroll.service.absence_notices.models import Notice
from onroll.service.absence_notices.models.notice import UNPROTECTED
from onroll.service.absence_notices.queries.board import NoticeRow
from onroll.service.absence_notices.receipt_secret import hash_of
from onroll.service.absence_notices.refusals import NoticeRefused
from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.correspondence.actions.asking import ask_for_messages
from onroll.service.correspondence.drafting import Draft, Request, draft_messages
from onroll.service.correspondence.models import Message
from onroll.service.correspondence.recipients import Recipient as Addressee
from onroll.service.correspondence.refusals import MessageRefused
from onroll.service.correspondence.templates import EMAIL
from onroll.service.exclusions.actions.telling import about, what_of
from onroll.service.exclusions.days import days_of
from onroll.service.exclusions.models import Exclusion
from onroll.service.exclusions.outside import outside_of
from onroll.service.exclusions.refusals import ExclusionRefused
from onroll.service.organisations.models import School

TEMPLATES = {
    Recipient.SOCIAL_WORKER: "exclusion-social-worker",
    Recipient.VIRTUAL_SCHOOL_HEAD: "exclusion-virtual-school",
    Recipient.LOCAL_AUTHORITY: "exclusion-authority",
}
#: What stands in a draft where the link will.
LINK_TO_COME = "(a link of their own)"
_ANY_ADDRESS = "the address you give @"


@dataclass(frozen=True, slots=True)
class ToNotify:
    """One who is to be told of an exclusion: where it stands, the email as it would go, or why there is none."""

    exclusion: Exclusion
    row: NoticeRow
    draft: Draft | None
    why_no_draft: str
    email_used_last: str


def to_notify(
    *, school_id: int, exclusion_id: int, recipient: str, professional_id: int | None, by: Actor, now: dt.datetime
) -> ToNotify:  # fmt: skip
    """Return a notice as it would go. Raises OutOfScope, ExclusionRefused."""
    exclusion, row = _line(school_id, exclusion_id, recipient, professional_id, by, now)
    draft, why = None, ""
    try:
        request = _request(exclusion, row, _addressee(exclusion, row, _ANY_ADDRESS), LINK_TO_COME, now)
        draft = draft_messages(request, by=by, now=now).drafts[0]
    except (NoticeRefused, MessageRefused) as refusal:
        why = str(refusal)
    used = Notice.objects.filter(school_id=school_id, recipient=recipient, how=Notice.How.EMAIL)
    last = used.order_by("-at").values_list("used", flat=True).first() or ""
    return ToNotify(exclusion, row, draft, why, last if recipient == Recipient.LOCAL_AUTHORITY else "")


@transaction.atomic
def send_exclusion_notice(
    *,
    school_id: int,
    exclusion_id: int,
    recipient: str,
    link_of: LinkOf,
    by: Actor,
    now: dt.datetime,
    professional_id: int | None = None,
    email: str = "",
) -> Notice:
    """Send one who must know an email that asks for a receipt; asked twice of the same days, it goes once.

    `email` is where the authority is written to. Raises OutOfScope, ExclusionRefused, NoticeRefused, MessageRefused,
    TooLong (School Discipline (Pupil Exclusions and Reviews) (England) Regulations 2012, regulation 5).
    """
    # Two who send the same at once wait for each other, so that the second finds what the first kept.
    School.objects.select_for_update(no_key=True).filter(pk=school_id).values_list("pk").first()
    exclusion, row = _line(school_id, exclusion_id, recipient, professional_id, by, now)
    before = [one.notice for one in row.told if one.notice.how == Notice.How.EMAIL]
    if before:
        return before[-1]
    to = _addressee(exclusion, row, email.strip())
    secret = secrets.token_urlsafe(24)
    request = _request(exclusion, row, to, link_of(secret), now)
    asked = ask_for_messages(request, by=by, now=now)
    notice = Notice(
        **_about(exclusion, row), date=now.date(), how=Notice.How.EMAIL, at=now, who=to.name, used=to.address,
        message=message_of(asked, request, to), secret_hash=hash_of(secret),
        key=f"{about(exclusion)}/{recipient}/{professional_id or 0}",
    )  # fmt: skip
    return keep_once(notice, by=by, now=now, also=noted(by, now))


def record_exclusion_told(
    *,
    school_id: int,
    exclusion_id: int,
    recipient: str,
    how: str,
    who: str,
    at: dt.datetime,
    by: Actor,
    now: dt.datetime,
    professional_id: int | None = None,
    used: str = "",
    words: str = "",
    key: str | None = None,
) -> Notice:
    """Record that one who must know was told by phone or in person: they have heard it.

    Raises OutOfScope, ExclusionRefused, NoticeRefused, TooLong.
    """
    exclusion, row = _line(school_id, exclusion_id, recipient, professional_id, by, now)
    if how not in (Notice.How.PHONE, Notice.How.IN_PERSON):
        raise NoticeRefused("Say whether they were told by phone or in person.", field="how")
    if not who.strip():
        raise NoticeRefused("Say whom you told, by name.", field="who")
    if at > now:
        raise NoticeRefused("That time has not come yet. Give the time it happened.", field="at")
    notice = Notice(
        **_about(exclusion, row), date=at.date(), how=how, at=at, who=who.strip(), used=used.strip(), words=words.strip(),
        key=key,
    )  # fmt: skip
    return keep_once(notice, by=by, now=now, also=noted(by, now))


def _line(
    school_id: int, exclusion_id: int, recipient: str, professional_id: int | None, by: Actor, now: dt.datetime
) -> tuple[Exclusion, NoticeRow]:  # fmt: skip
    """Return an exclusion and the line of one who is to be told of it, or was. Raises OutOfScope, ExclusionRefused."""
    by.scope.require(Permission.EXCLUSION_DECIDE, school_id=school_id)
    if recipient not in UNPROTECTED:
        by.scope.require(Permission.PUPIL_SAFEGUARDING_VIEW, school_id=school_id)
    rows = Exclusion.objects.select_related("pupil", "school__authority")
    exclusion = rows.filter(pk=exclusion_id, school_id=school_id).first()
    if exclusion is not None:
        for row in outside_of(school_id, [exclusion], now=now, sees_protected=True)[exclusion.pk]:
            if (row.whom.recipient, row.whom.professional_id) == (recipient, professional_id):
                return exclusion, row
    raise ExclusionRefused(
        "Nobody has to be told of this in that part: who works with the pupil has changed, or it is cancelled. Open it "
        "again, and see who must know."
    )


def _addressee(exclusion: Exclusion, row: NoticeRow, email: str) -> Addressee:
    if row.whom.recipient is not Recipient.LOCAL_AUTHORITY:
        return addressee(row.whom)
    authority = exclusion.school.authority
    if email != _ANY_ADDRESS:
        try:
            validate_email(email)
        except ValidationError:
            raise NoticeRefused(
                "Give the email address of the authority’s team for exclusions, such as exclusions@authority.example.",
                field="email",
            ) from None
    return Addressee(Message.RecipientKind.AUTHORITY, authority.pk, str(authority), str(authority), email)


def _request(exclusion: Exclusion, row: NoticeRow, to: Addressee, link: str, now: dt.datetime) -> Request:
    facts = {
        "excluded_what": what_of(exclusion, days_of(exclusion)),
        "excluded_because": exclusion.cancelled_why or exclusion.reason,
        "link": link,
    }
    return Request(
        school_id=exclusion.school_id, template=TEMPLATES[row.whom.recipient], about=about(exclusion), channel=EMAIL,
        pupils={exclusion.pupil_id: facts}, on=now.date(), to=[to],
    )  # fmt: skip


def _about(exclusion: Exclusion, row: NoticeRow) -> dict[str, Any]:
    return {
        "school_id": exclusion.school_id,
        "pupil_id": exclusion.pupil_id,
        "about": about(exclusion),
        "recipient": row.whom.recipient.value,
        "professional_id": row.whom.professional_id,
    }
