"""Who opens the page of a receipt: whoever was sent its link, for a while, and that one notice alone."""

from __future__ import annotations

import datetime as dt

from onroll.service.absence_notices.models import Notice
from onroll.service.absence_notices.receipt_secret import hash_of
from onroll.service.absence_notices.refusals import NoticeRefused
from onroll.service.access import row_security

#: For how many days after the day it is about a link opens. Ours: over a weekend and a little more.
OPENS_FOR = dt.timedelta(days=7)
NOT_GOOD = "There is no notice at this address. Copy the link whole from the email, or open it there. Or answer the email."


def school_of_link(secret: str) -> int | None:
    """Return the school of a link, so that its rows may be opened and no other's; None where there is none."""
    with row_security.over_every_school():
        rows = Notice.objects.filter(secret_hash=hash_of(secret))
        return rows.values_list("school_id", flat=True).first()


def notice_of_link(secret: str, *, now: dt.datetime) -> Notice:
    """Return the notice that a link opens. Raises NoticeRefused."""
    rows = Notice.objects.filter(secret_hash=hash_of(secret), pupil__isnull=False)
    notice = rows.select_related("school", "pupil", "message").first()
    if notice is None:
        raise NoticeRefused(NOT_GOOD)
    if now.date() > notice.date + OPENS_FOR:
        raise NoticeRefused(_too_late(notice))
    return notice


def _too_late(notice: Notice) -> str:
    telephone = notice.school.telephone
    rings = f" on {telephone}" if telephone else ""
    return (
        f"This link no longer opens: it was for {OPENS_FOR.days} days. "
        f"Ring {notice.school.name}{rings}, or answer the email."
    )
