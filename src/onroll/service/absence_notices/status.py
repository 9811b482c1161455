"""Where a notice stands: worked out from what was told, what became of the message, the receipt and the hour."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum

from django.utils.timezone import get_current_timezone, localtime

from onroll.service.absence_notices.models import NoticeSettings

#: How long a receipt may take from the telling, or from the last time it was asked for, before it is asked for. Ours.
A_RECEIPT_TAKES = dt.timedelta(hours=1)
#: How long after a register has closed a notice may take, where that is later than the school's hour. Ours.
A_NOTICE_TAKES = dt.timedelta(minutes=30)
#: How long after a register has closed it may take to reach somebody, where that is later than the school's hour. Ours.
A_CALL_TAKES = dt.timedelta(minutes=45)


class NoticeState(StrEnum):
    """Where a notice stands, the most pressing first; `web/status_labels.py` gives each its words and colour."""

    NOT_DELIVERED = "not delivered"
    TO_TELL = "to tell"
    TO_CHASE = "to chase"
    AWAITED = "awaited"
    SETTLED = "settled"
    RECEIVED = "received"


def notice_due(date: dt.date, closes_at: Iterable[dt.datetime], settings: NoticeSettings) -> dt.datetime:
    """Return by when a notice is sent: the school's hour, or half an hour after the first register of the absence closed."""
    hour = _at(date, settings.notice_by)
    return max(hour, min(closes_at, default=hour - A_NOTICE_TAKES) + A_NOTICE_TAKES)


def reached_due(date: dt.date, closes_at: Iterable[dt.datetime], settings: NoticeSettings) -> dt.datetime:
    """Return by when somebody is reached: the school's hour, or some time after the first register of the absence closed."""
    hour = _at(date, settings.reached_by)
    return max(hour, min(closes_at, default=hour - A_CALL_TAKES) + A_CALL_TAKES)


def receipt_due(
    told_at: dt.datetime, chased_at: Iterable[dt.datetime], settings: NoticeSettings
) -> dt.datetime:
    """Return from when a receipt is asked for: the school's hour of the day told, an hour after telling, and after each asking."""
    hour = _at(localtime(told_at).date(), settings.receipt_by)
    return max(hour, *(localtime(one) + A_RECEIPT_TAKES for one in (told_at, *chased_at)))


def _at(date: dt.date, time: dt.time) -> dt.datetime:
    return dt.datetime.combine(date, time, tzinfo=get_current_timezone())


def state_of(
    *, is_told: bool, is_lost: bool, is_received: bool, receipt_due_at: dt.datetime | None, now: dt.datetime
) -> NoticeState:
    """Say where a notice stands. Received counts before all else: whoever answered has been told, however."""
    if is_received:
        return NoticeState.RECEIVED
    if not is_told:
        return NoticeState.TO_TELL
    if is_lost:
        return NoticeState.NOT_DELIVERED
    return NoticeState.TO_CHASE if receipt_due_at and receipt_due_at <= now else NoticeState.AWAITED
