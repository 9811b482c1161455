"""To whom a notice goes by email, and what it says: which session, what was tried to find out, whether the child was seen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.utils.timezone import localtime

from onroll.law.follow_up import Recipient
from onroll.law.plain_words import time_in_words
from onroll.service.absence_follow_up.queries.records import Records, records_about
from onroll.service.absence_notices.covering import kept_as
from onroll.service.absence_notices.refusals import NoticeRefused
from onroll.service.absence_notices.whom import Whom
from onroll.service.access.scope import Scope
from onroll.service.correspondence.actions.asking import about_day
from onroll.service.correspondence.drafting import Request
from onroll.service.correspondence.models import Message
from onroll.service.correspondence.recipients import Recipient as Addressee
from onroll.service.correspondence.templates import EMAIL

#: Which message goes to whom.
TEMPLATES = {
    Recipient.SOCIAL_WORKER: "notice-social-worker",
    Recipient.YOUTH_JUSTICE_WORKER: "notice-youth-justice",
    Recipient.VIRTUAL_SCHOOL_HEAD: "notice-virtual-school",
    Recipient.OTHER_SCHOOL: "notice-other-school",
}
_SESSIONS: dict[tuple[str, ...], str] = {("AM",): "this morning", ("PM",): "this afternoon"}
_NOT_SEEN = "Not that we know of"
_NOTHING_YET = "Nothing yet"
#: How many contacts a notice tells one by one.
_MOST = 4


def facts_of(
    scope: Scope, *, school_id: int, pupil_id: int, date: dt.date, sessions: Sequence[str]
) -> dict[str, str]:
    """Return what a notice of an absence says, from what was recorded about it."""
    records = records_about(scope, school_id, date, [pupil_id])[pupil_id]
    return {
        "session": _SESSIONS.get(tuple(sessions), "today"),
        "tried": tried_in_words(records),
        "seen": seen_in_words(records),
    }


def tried_in_words(records: Records) -> str:
    """Write what was tried: each attempt, the latest few, with its hour and what came of it, and no name or number."""
    each = [
        f"{one.get_channel_display().lower()} at {_clock(one.at)} ({one.get_outcome_display().lower()})"
        for one in records.contacts[-_MOST:]
    ]
    earlier = len(records.contacts) - len(each)
    if earlier:
        each.insert(0, f"{earlier} earlier")
    return ", ".join(each).capitalize() if each else _NOTHING_YET


def seen_in_words(records: Records) -> str:
    """Write whether anybody has seen the child, and when."""
    return f"Yes, at {_clock(records.seen.at)}" if records.seen else _NOT_SEEN


def _clock(at: dt.datetime) -> str:
    return time_in_words(localtime(at))


def request_of(
    scope: Scope,
    *,
    school_id: int,
    pupil_id: int,
    date: dt.date,
    sessions: Sequence[str],
    recipient: Recipient,
    to: Sequence[Addressee],
    link: str,
) -> Request:
    """Return what is asked of the correspondence for one notice; that its sender may send it was asked before."""
    facts = facts_of(scope, school_id=school_id, pupil_id=pupil_id, date=date, sessions=sessions)
    return Request(
        school_id=school_id,
        template=TEMPLATES[recipient],
        about=f"{about_day(date)} {kept_as(sessions)}".strip(),
        channel=EMAIL,
        pupils={pupil_id: {**facts, "link": link}},
        on=date,
        to=to,
        is_cleared=True,
    )


def addressee(whom: Whom, email: str = "") -> Addressee:
    """Return to whom an email of a notice goes. Raises NoticeRefused where nobody can be written to."""
    if whom.recipient is Recipient.OTHER_SCHOOL:
        if "@" not in email:
            raise NoticeRefused(
                "Give the other school’s email address, or ring and record that.", field="email"
            )
        return Addressee(Message.RecipientKind.OTHER_SCHOOL, 0, whom.name, whom.name, email)
    if whom.professional_id is None:
        raise NoticeRefused(
            "Nobody is on record to write to. Add who works with the pupil on the page of the family, or ring and record that."
        )
    if not whom.email:
        raise NoticeRefused(
            f"No email address is on file for {whom.name}. Ring, and record that they were told."
        )
    return Addressee(
        Message.RecipientKind.PROFESSIONAL, whom.professional_id, whom.name, whom.name, whom.email
    )
