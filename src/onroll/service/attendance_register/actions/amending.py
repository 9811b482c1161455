"""Amend one entry: the original stays, and the new one names it, with the reason, who, in what role and when."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction

from onroll.law.amendments import ProposedAmendment, faults_of_amendment
from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.attendance_register.actions.refusals import (
    AmendmentRefused,
    NoSuchSession,
    RegisterNotOpen,
)
from onroll.service.attendance_register.facts import Standing, facts_of_pupils
from onroll.service.attendance_register.judging import RegisterRefused, judge
from onroll.service.attendance_register.ledger import Mark, Sending, append, lock_ledger
from onroll.service.attendance_register.models import Submission


def amend_entry(
    *,
    school_id: int,
    pupil_id: int,
    date: dt.date,
    session: str,
    code: str,
    reason: str,
    by: Actor,
    now: dt.datetime,
    minutes_late: int | None = None,
    note: str = "",
    key: str | None = None,
) -> int:
    """Amend a pupil's entry, or make the one that is missing; return the submission's id (regulation 6).

    Raises NoSuchSession, RegisterNotOpen, AmendmentRefused, RegisterRefused. Sent twice with one key, it is kept once.
    """
    by.scope.require(Permission.REGISTER_AMEND, school_id=school_id)
    mark = Mark(pupil_id, date, session, code, minutes_late, note.strip(), reason.strip())
    try:
        with transaction.atomic():
            return _amend(school_id, mark, key, by, now)
    except (IntegrityError, AmendmentRefused):
        before = Submission.objects.filter(school_id=school_id, key=key).first() if key else None
        if before is None:
            raise
        return before.pk


def _amend(school_id: int, mark: Mark, key: str | None, by: Actor, now: dt.datetime) -> int:
    head = lock_ledger(school_id)
    facts = facts_of_pupils(school_id, mark.date, mark.date, pupil_ids=[mark.pupil_id], session=mark.session)
    held = facts.sessions.get((mark.date, mark.session))
    if held is None:
        raise NoSuchSession(mark.date, mark.session)
    if held.register_opens_at and (held.date, held.register_opens_at) > (now.date(), now.time()):
        raise RegisterNotOpen(held.date, held.register_opens_at)
    standing = facts.standing(mark.pupil_id, mark.date, mark.session)
    _refuse(mark, standing, by, now)
    entry = Mark(
        mark.pupil_id,
        mark.date,
        mark.session,
        mark.code,
        mark.minutes_late,
        mark.note,
        mark.reason,
        replaces_id=standing.entry_id if standing else None,
    )
    codes = by.scope.codes_for(school_id=school_id)
    if refused := judge([entry], facts, now=now, codes=codes):
        raise RegisterRefused(refused)
    sending = Sending(
        Submission.Kind.AMENDMENT, [entry], date=mark.date, session=mark.session, key=key, reason=mark.reason
    )
    return append(head, [sending], by=by, now=now)[0]


def _refuse(mark: Mark, standing: Standing | None, by: Actor, now: dt.datetime) -> None:
    faults = faults_of_amendment(
        ProposedAmendment(
            original=_in_words(standing) if standing else "",
            amended=_in_words(Standing(0, mark.code, mark.minutes_late, mark.note)),
            reason=mark.reason,
            made_on=now.date(),
            made_by=by.name,
            role=by.role,
        )
    )
    if faults:
        raise AmendmentRefused(faults)


def _in_words(entry: Standing) -> str:
    minutes = "" if entry.minutes_late is None else f"{entry.minutes_late} minutes"
    return " ".join(part for part in (entry.code, minutes, entry.note) if part)
