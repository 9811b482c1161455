"""Whether consent to ask a health professional stands, and which requests wait for a reply: read off the records."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from onroll.service.medical_absence.models import MedicalRecord

Kind = MedicalRecord.Kind


def consent_on(records: Sequence[MedicalRecord], on: dt.date) -> MedicalRecord | None:
    """Return the last consent that stands on a day: given by then, not past its last day and not withdrawn."""
    ended = {one.of_id for one in records if one.kind == Kind.CONSENT_ENDED}
    standing = [
        one
        for one in records
        if one.kind == Kind.CONSENT and one.pk not in ended and one.on <= on and one.until and on <= one.until
    ]
    return standing[-1] if standing else None


def scope_of(consent: MedicalRecord) -> list[str]:
    """Return what a consent lets be told."""
    return consent.scope.split()


def waiting_requests(records: Sequence[MedicalRecord]) -> list[MedicalRecord]:
    """Return the requests that have no reply, the oldest first."""
    answered = {one.of_id for one in records if one.kind == Kind.REPLY}
    return [one for one in records if one.kind == Kind.REQUEST and one.pk not in answered]


def reply_due(records: Sequence[MedicalRecord], request: MedicalRecord) -> dt.date | None:
    """Return by when the reply to a request is expected: as it said, or as the last reminder did."""
    days = [one.next_on for one in records if one.kind == Kind.REMINDER and one.of_id == request.pk]
    return (days or [request.next_on])[-1]
