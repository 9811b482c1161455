"""A same-day notice to another school, with whom and where the two schools agreed to tell: nobody types it again."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from onroll.law.follow_up import Recipient
from onroll.law.off_site_provision import ArrangedBy
from onroll.service.absence_notices.queries.one import ToTell, to_tell
from onroll.service.access.actor import Actor
from onroll.service.guests.models import GuestStay
from onroll.service.off_site_provision.models import Placement, Provider
from onroll.service.off_site_provision.queries.day import standing_placements


def notice_to_tell(
    *, school_id: int, pupil_id: int, date: dt.date, recipient: str, professional_id: int | None, by: Actor, now: dt.datetime
) -> ToTell:  # fmt: skip
    """Return a notice as it would go, and of another school who is told there. Raises OutOfScope, NoticeRefused."""
    found = to_tell(
        school_id=school_id, pupil_id=pupil_id, date=date, recipient=recipient, professional_id=professional_id, by=by, now=now
    )  # fmt: skip
    if recipient != Recipient.OTHER_SCHOOL:
        return found
    agreed = _stay(school_id, pupil_id, date) or _school_there(school_id, pupil_id, date)
    if agreed is None:
        return found
    whom = replace(found.row.whom, contact=agreed.contact, telephone=agreed.telephone, email=agreed.email)
    return replace(
        found,
        row=replace(found.row, whom=whom),
        email_used_last=agreed.email or found.email_used_last,
    )


def _stay(school_id: int, pupil_id: int, date: dt.date) -> GuestStay | None:
    """Return the guest's stay of a day."""
    rows = GuestStay.objects.filter(
        school_id=school_id, pupil_id=pupil_id, ended_at__isnull=True, first_day__lte=date, last_day__gte=date
    )
    return rows.order_by("-pk").first()


def _school_there(school_id: int, pupil_id: int, date: dt.date) -> Provider | None:
    """Return the other school at which a pupil of ours is placed on a day, as it was added under provision elsewhere."""
    rows = Placement.objects.filter(
        school_id=school_id, pupil_id=pupil_id, provider__arranged_by=ArrangedBy.OTHER_SCHOOL
    )
    return next((one.provider for one in standing_placements(rows, date)), None)
