"""Close registers: at most thirty minutes after they open, and sealed."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.attendance_register import seals
from onroll.service.attendance_register.actions.refusals import NoSuchSession, RegisterStillOpen
from onroll.service.attendance_register.ledger import Sending, append, lock_ledger
from onroll.service.attendance_register.models import AttendanceEntry, Submission
from onroll.service.attendance_register.queries.session_times import closes_at, moment
from onroll.service.attendance_register.status import has_closed
from onroll.service.organisations.models import SchoolSession

#: How far back a job looks for registers it did not close in time, in days.
LOOK_BACK = 14


def close_register(*, school_id: int, date: dt.date, session: str, by: Actor, now: dt.datetime) -> int | None:
    """Seal every entry of a school's session; return the closing's submission id, None where it was closed before.

    Raises NoSuchSession, RegisterStillOpen.
    """
    by.scope.require(Permission.REGISTER_TAKE, school_id=school_id)
    held = SchoolSession.objects.filter(school_id=school_id, date=date, session=session).first()
    closes = moment(date, held.register_closes_at) if held else None
    if closes is None:
        raise NoSuchSession(date, session)
    if not has_closed(closes, now=now):
        raise RegisterStillOpen(closes)
    with transaction.atomic():
        head = lock_ledger(school_id)
        if _closed_already(school_id, date, session):
            return None
        digest = session_digest(school_id, date, session)
        sending = Sending(Submission.Kind.CLOSING, (), date=date, session=session, digest=digest)
        return append(head, [sending], by=by, now=now)[0]


def session_digest(school_id: int, date: dt.date, session: str) -> bytes:
    """Return the digest of every entry a session has, in the order of the ledger."""
    hashes = (
        AttendanceEntry.objects.filter(school_id=school_id, date=date, session=session)
        .order_by("submission__number", "pk")
        .values_list("hash", flat=True)
    )
    return seals.digest(bytes(one) for one in hashes)


def close_due_registers(*, by: Actor, now: dt.datetime) -> list[int]:
    """Close every register whose closing time has passed and that nobody closed; return the submissions' ids."""
    due = SchoolSession.objects.filter(
        kind=SchoolSession.Kind.SCHOOL, date__range=(now.date() - dt.timedelta(days=LOOK_BACK), now.date())
    )
    closed = set(
        Submission.objects.filter(
            kind=Submission.Kind.CLOSING, date__gte=now.date() - dt.timedelta(days=LOOK_BACK)
        ).values_list("school_id", "date", "session")
    )
    ids = [
        close_register(school_id=held.school_id, date=held.date, session=held.session, by=by, now=now)
        for held in due.order_by("date", "session", "school_id")
        if (held.school_id, held.date, held.session) not in closed and has_closed(closes_at(held), now=now)
    ]
    return [one for one in ids if one is not None]


def _closed_already(school_id: int, date: dt.date, session: str) -> bool:
    return Submission.objects.filter(
        school_id=school_id, date=date, session=session, kind=Submission.Kind.CLOSING
    ).exists()
