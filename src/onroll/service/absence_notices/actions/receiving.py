"""What comes after a notice: a receipt, as staff were told or by its own link, and asking again where none comes."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable

from onroll.service.absence_follow_up.actions.keeping import keep_once
from onroll.service.absence_follow_up.models.record import Record
from onroll.service.absence_notices.lines import part_of, require
from onroll.service.absence_notices.models import Notice, NoticeEvent
from onroll.service.absence_notices.opening import notice_of_link
from onroll.service.absence_notices.refusals import NoticeRefused
from onroll.service.absence_notices.where_known import refuse_unsaid
from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.audit.actions import record_event

What, How = NoticeEvent.What, NoticeEvent.How
_SPOKEN = "Whoever was told by phone or in person has heard it, so no receipt is waited for."
#: What staff choose from: the link is the professional's own.
BY_STAFF = (How.PHONE, How.EMAIL, How.IN_PERSON)
#: How many answers a link takes: a team reads it and says more later; a script that posts on and on is stopped. Ours.
MOST_BY_LINK = 10


def record_receipt(
    *,
    school_id: int,
    notice_id: int,
    who: str,
    how: str,
    at: dt.datetime,
    by: Actor,
    now: dt.datetime,
    words: str = "",
    knows: str = "",
    key: str | None = None,
) -> NoticeEvent:
    """Record that somebody has received a notice, what they said, and whether they know where the child is.

    Raises OutOfScope, NoticeRefused, TooLong.
    """
    notice = _notice(school_id, notice_id, by)
    if not who.strip():
        raise NoticeRefused("Say who has received it, by name.", field="who")
    _refuse(notice, how, at, now)
    refuse_unsaid(knows, words, about=notice.about)
    return _keep(notice, What.RECEIVED, how, at, who, words, key, by, now, knows)


def record_chase(
    *,
    school_id: int,
    notice_id: int,
    how: str,
    at: dt.datetime,
    by: Actor,
    now: dt.datetime,
    who: str = "",
    words: str = "",
    key: str | None = None,
) -> NoticeEvent:
    """Record that a receipt was asked for again, how and what came of it. Raises OutOfScope, NoticeRefused, TooLong."""
    notice = _notice(school_id, notice_id, by)
    _refuse(notice, how, at, now)
    if notice.events.filter(what=What.RECEIVED).exists():
        raise NoticeRefused("The receipt has come meanwhile, so nobody need be asked. Open the page again.")
    return _keep(notice, What.CHASED, how, at, who or notice.who, words, key, by, now)


def confirm_by_link(
    *, secret: str, who: str, words: str = "", knows: str = "", now: dt.datetime
) -> NoticeEvent:
    """Record the receipt of whoever holds a notice's link: each reader's own, sent twice kept once. Raises NoticeRefused, TooLong."""
    notice = notice_of_link(secret, now=now)
    if not who.strip():
        raise NoticeRefused("Give your name, so that the school knows who has read it.", field="who")
    refuse_unsaid(knows, words, about=notice.about)
    key = _key_of_link(notice, who, f"{knows}\n{words}" if knows else words)
    by_link = notice.events.filter(what=What.RECEIVED, how=How.LINK)
    if not by_link.filter(key=key).exists() and by_link.count() >= MOST_BY_LINK:
        raise NoticeRefused(
            "This link has been answered many times already. Ring the school instead.", field="words"
        )
    service = Actor.service(who.strip()[:140])
    by = Actor(user_id=None, name=f"{service.name} (by link)", role="professional", scope=service.scope)
    return _keep(notice, What.RECEIVED, How.LINK, now, who, words, key, by, now, knows)


def _key_of_link(notice: Notice, who: str, words: str) -> str:
    """Return one key for what one reader sends twice: two who share a link, or one who knows more now, are both kept."""
    said = hashlib.sha256(f"{who.strip().casefold()}\n{words.strip()}".encode()).hexdigest()
    return f"link-{notice.pk}-{said[:16]}"


def _notice(school_id: int, notice_id: int, by: Actor) -> Notice:
    by.scope.require(Permission.ABSENCE_FOLLOW_UP, school_id=school_id)
    notice = Notice.objects.filter(pk=notice_id, school_id=school_id, pupil__isnull=False).first()
    if notice is None:
        raise NoticeRefused("There is no such notice here. Open the list of notices again.")
    require(by, school_id=school_id, recipient=part_of(by, notice))
    if notice.how != Notice.How.EMAIL:
        raise NoticeRefused(_SPOKEN)
    return notice


def _refuse(notice: Notice, how: str, at: dt.datetime, now: dt.datetime) -> None:
    if how not in BY_STAFF:
        raise NoticeRefused("Say how: by phone, by email or in person.", field="how")
    if at > now:
        raise NoticeRefused("That time has not come yet. Give the time it happened.", field="at")
    if at < notice.at.replace(second=0, microsecond=0):
        raise NoticeRefused("The notice had not been sent by then. Give a later time.", field="at")


def _keep(
    notice: Notice,
    what: NoticeEvent.What,
    how: str,
    at: dt.datetime,
    who: str,
    words: str,
    key: str | None,
    by: Actor,
    now: dt.datetime,
    knows: str = "",
) -> NoticeEvent:
    event = NoticeEvent(
        school_id=notice.school_id, pupil_id=notice.pupil_id, notice=notice, what=what, how=how, at=at,
        who=who.strip(), words=words.strip(), knows=knows, key=key,
    )  # fmt: skip
    return keep_once(event, by=by, now=now, also=_noted(what, notice, by, now))


def _noted(what: str, notice: Notice, by: Actor, now: dt.datetime) -> Callable[[Record], None]:
    of = "guest " if notice.is_of_guest else "exclusion " if notice.about else ""
    name = f"notices.{of}{what}"

    def note(record: Record) -> None:
        record_event(
            name, by=by, now=now, school_id=record.school_id, subject_type="pupil", subject_id=record.pupil_id,
            record=record.pk, date=notice.date.isoformat(),
        )  # fmt: skip

    return note
