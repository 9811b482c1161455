"""Record an arrival after the start: the gate sheet's one action."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from onroll.law.code_uses import codes_in_school, takes_minutes
from onroll.law.plain_words import time_in_words
from onroll.law.registers import entry_for_arrival, minutes_between
from onroll.law.school_time import Session
from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.attendance_register.actions.refusals import (
    ArrivalNotExpected,
    NoSuchSession,
)
from onroll.service.attendance_register.facts import Facts, facts_of_pupils
from onroll.service.attendance_register.judging import RegisterRefused, judge
from onroll.service.attendance_register.ledger import Mark, Sending, append, lock_ledger
from onroll.service.attendance_register.models import LedgerHead, Submission
from onroll.service.attendance_register.queries.session_times import has_begun
from onroll.service.attendance_register.status import by_the_minute
from onroll.service.organisations.models import SchoolSession


@dataclass(frozen=True, slots=True)
class Arrival:
    """What was entered for an arrival: L up to closing, U after it, unless another code fits better."""

    submission_id: int
    session: str
    code: str
    minutes_late: int | None


def record_arrival(
    *,
    school_id: int,
    pupil_id: int,
    arrived_at: dt.datetime,
    by: Actor,
    now: dt.datetime,
    code: str = "",
    reason: str = "",
    key: str | None = None,
) -> Arrival:
    """Enter an arrival at its minute: L or U by the clock (regulation 10(2), Table 3), or `code` where one fits better.

    Seconds are left off: a pupil who comes within the closing minute is L. Raises NoSuchSession,
    ArrivalNotExpected, RegisterRefused.
    """
    by.scope.require(Permission.ARRIVAL_RECORD, school_id=school_id)
    with transaction.atomic():
        head = lock_ledger(school_id)
        before = Submission.objects.filter(school_id=school_id, key=key).first() if key else None
        if before is not None:
            entry = before.entries.get()
            return Arrival(before.pk, entry.session, entry.code, entry.minutes_late)
        return _record(head, pupil_id, by_the_minute(arrived_at), code, reason.strip(), key, by, now)


def _record(
    head: LedgerHead,
    pupil_id: int,
    arrived_at: dt.datetime,
    code: str,
    reason: str,
    key: str | None,
    by: Actor,
    now: dt.datetime,
) -> Arrival:
    school_id, date = head.school_id, arrived_at.date()
    _refuse_moment(school_id, arrived_at, by, now)
    facts = facts_of_pupils(school_id, date, date, pupil_ids=[pupil_id])
    held = session_of_arrival(facts, arrived_at)
    standing = facts.standing(pupil_id, date, held.session)
    if standing is not None and standing.code in codes_in_school(date):
        raise ArrivalNotExpected(
            f"This pupil is already marked {standing.code} for this session. Amend the entry if it is wrong."
        )
    mark = Mark(
        pupil_id,
        date,
        held.session,
        *_code_and_minutes(held, arrived_at.time(), code),
        note=reason,
        reason=f"Arrived at {time_in_words(arrived_at)}" if standing else "",
        replaces_id=standing.entry_id if standing else None,
    )
    codes = by.scope.codes_for(school_id=school_id)
    if refused := judge(
        [mark], facts, now=now, codes=codes | {mark.code} if codes is not None and not code else codes
    ):
        raise RegisterRefused(refused)
    sending = Sending(Submission.Kind.ARRIVAL, [mark], date=date, session=held.session, key=key)
    (submission_id,) = append(head, [sending], by=by, now=now)
    return Arrival(submission_id, held.session, mark.code, mark.minutes_late)


def _refuse_moment(school_id: int, arrived_at: dt.datetime, by: Actor, now: dt.datetime) -> None:
    if arrived_at > now:
        raise ArrivalNotExpected(
            f"{time_in_words(arrived_at)} has not come yet. Give the time the pupil arrived."
        )
    amends = by.scope.may(Permission.REGISTER_AMEND, school_id=school_id)
    if arrived_at.date() != now.date() and not amends:
        raise ArrivalNotExpected(
            "The gate sheet is for today. Ask the attendance officer to amend another day's entry."
        )


def session_of_arrival(facts: Facts, arrived_at: dt.datetime) -> SchoolSession:
    """Return the session under way at a moment: the latest whose register has opened.

    Raises NoSuchSession, and ArrivalNotExpected before the first register opens or between sessions.
    """
    today = sorted(
        (held for held in facts.sessions.values() if held.kind == SchoolSession.Kind.SCHOOL),
        key=lambda held: held.session,
    )
    if not today:
        raise NoSuchSession(arrived_at.date(), Session.AM)
    begun = [held for held in today if has_begun(held, now=arrived_at)]
    if not begun:
        assert today[0].register_opens_at  # noqa: S101 - held sessions have times
        raise ArrivalNotExpected(
            f"{time_in_words(arrived_at)} is before the register opened, at {time_in_words(today[0].register_opens_at)}: a pupil there "
            "by then is present, not late. Give the time the pupil arrived, or mark them in the register."
        )
    held = begun[-1]
    if held.ends_at is not None and arrived_at.time() > held.ends_at:
        raise ArrivalNotExpected(
            f"The {held.get_session_display().lower()} session ended at {time_in_words(held.ends_at)}, before "
            f"{time_in_words(arrived_at)}. A pupil who comes between sessions is marked in the next register."
        )
    return held


def _code_and_minutes(held: SchoolSession, arrived: dt.time, code: str) -> tuple[str, int | None]:
    starts = held.starts_at or held.register_opens_at
    assert starts and held.register_opens_at and held.register_closes_at  # noqa: PT018, S101 - held sessions have times
    found = entry_for_arrival(
        Session(held.session),
        held.register_opens_at,
        held.register_closes_at,
        arrived,
        on=held.date,
    )
    chosen = code or found.code
    return chosen, minutes_between(starts, arrived) if takes_minutes(chosen, held.date) else None
