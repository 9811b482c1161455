"""What the law says of the telling that a notice was: of an absence of a day, of an exclusion, or that one is cancelled."""

from __future__ import annotations

import datetime as dt

from onroll.law.exclusion_notices import told_of_exclusion
from onroll.law.follow_up import Event, Recipient, Telling, who_is_told
from onroll.service.absence_notices.models import Notice
from onroll.service.absence_notices.models.notice import OF_A_GUEST

CANCELLED = "cancelled"


def event_of(about: str) -> Event:
    """Return what a notice tells of, by what it is about; blank is an absence without a reason, and a guest's day is told as one."""
    if about in ("", OF_A_GUEST):
        return Event.UNEXPLAINED_ABSENCE
    return Event.EXCLUSION_CANCELLED if about.endswith(CANCELLED) else Event.EXCLUSION


def telling_of(notice: Notice) -> Telling:
    """Return what the law says of telling whom a notice was for."""
    return telling_to(Recipient(notice.recipient), event_of(notice.about), notice.date)


def telling_to(recipient: Recipient, event: Event, on: dt.date) -> Telling:
    """Return what the law says of telling one of an event."""
    if event is Event.UNEXPLAINED_ABSENCE:
        found = who_is_told(event, [recipient], on=on)
    else:
        found = told_of_exclusion(event, [recipient], on=on)
    (telling,) = (one for one in found if one.recipient is recipient)
    return telling
