"""Take a register: the entries of one group for one session, safe to send twice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.attendance_register.actions.refusals import (
    AmendmentNotYours,
    Conflict,
    ConflictingEntries,
    NoSuchGroup,
    NoSuchSession,
    ReasonNeeded,
    RegisterHasGaps,
    RegisterNotOpen,
)
from onroll.service.attendance_register.facts import Facts, Standing, facts_of_register
from onroll.service.attendance_register.judging import WHILE_OPEN, RegisterRefused, judge
from onroll.service.attendance_register.ledger import Mark, Sending, append, lock_ledger
from onroll.service.attendance_register.models import Submission
from onroll.service.attendance_register.plans_in_force import plans_of_session
from onroll.service.attendance_register.queries.closure_entries import pupils_left_by_withdrawn
from onroll.service.attendance_register.queries.session_times import moment
from onroll.service.attendance_register.status import has_closed
from onroll.service.organisations.models import RegistrationGroup, SchoolSession

#: What taking a register is put down to for a pupil whose entry a closure made that was withdrawn.
AFTER_A_CLOSURE = "Taken after the closure that had entered it was withdrawn"
#: The law's name for the fault of a code that a role may not enter.
CODE_NOT_FOR_ROLE = "code_not_for_role"


@dataclass(frozen=True, slots=True)
class MarkGiven:
    """One pupil's code as it was sent; `based_on` is the id of the entry its sender saw, None where it was blank."""

    pupil_id: int
    code: str
    minutes_late: int | None = None
    note: str = ""
    based_on: int | None = None


@dataclass(frozen=True, slots=True)
class Register:
    """Which register: one group's, for one session."""

    school_id: int
    group_id: int
    date: dt.date
    session: str


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a sending: its submission, None where nothing was new, and how many entries it made."""

    submission_id: int | None
    written: int
    unchanged: int
    sent_before: bool = False


def take_register(
    *,
    school_id: int,
    group_id: int,
    date: dt.date,
    session: str,
    marks: Sequence[MarkGiven],
    finished: bool,
    key: str | None,
    by: Actor,
    now: dt.datetime,
    reason: str = "",
) -> Taken:
    """Enter a register's marks (regulation 10); marks that change nothing write nothing.

    Raises NoSuchGroup, NoSuchSession, RegisterNotOpen, RegisterRefused, ConflictingEntries, RegisterHasGaps and, once the register
    has closed, ReasonNeeded or AmendmentNotYours for a change to an entry (regulation 6). Nothing is written then.
    """
    by.scope.require(Permission.REGISTER_TAKE, school_id=school_id, group_id=group_id)
    register = Register(school_id, group_id, date, session)
    try:
        with transaction.atomic():
            return _take(register, marks, finished, key, by, now, reason.strip())
    except (IntegrityError, ConflictingEntries):
        # The first sending was kept and its answer lost on the way: the second is answered as the first was.
        before = _sent_before(school_id, key)
        if before is None:
            raise
        return before


def _sent_before(school_id: int, key: str | None) -> Taken | None:
    """Return the answer to a sending of this key that was kept before."""
    before = Submission.objects.filter(school_id=school_id, key=key).first() if key else None
    return Taken(before.pk, before.entry_count, 0, sent_before=True) if before else None


def _take(
    register: Register,
    marks: Sequence[MarkGiven],
    finished: bool,
    key: str | None,
    by: Actor,
    now: dt.datetime,
    reason: str,
) -> Taken:
    head = lock_ledger(register.school_id)
    facts = facts_of_register(register.school_id, register.group_id, register.date, register.session)
    _refuse_unknown_group(register, facts)
    held = _refuse_unless_open(register, facts, now)
    wanted = [mark for mark in marks if _differs(mark, _standing(facts, register, mark))]
    _refuse_conflicts(wanted, register, facts)
    has_closed, left = _has_closed(held, now), _left(facts, register)
    entries = [
        _entry(
            mark,
            register,
            facts,
            AFTER_A_CLOSURE if mark.pupil_id in left else reason if has_closed else WHILE_OPEN,
        )
        for mark in wanted
    ]
    # What a withdrawn closure left is nobody's taking: whoever takes the register now amends nothing of theirs.
    amends = has_closed and any(entry.replaces_id and entry.pupil_id not in left for entry in entries)
    if amends:
        _refuse_amendment(register, reason, by, now)
    _refuse_faults(entries, register, facts, by, now)
    if finished:
        _refuse_gaps(register, facts, marks, by, left)
    if not entries and not (finished and _is_news(register)):
        return _sent_before(register.school_id, key) or Taken(None, 0, len(marks))
    sending = Sending(
        kind=Submission.Kind.AMENDMENT if amends else Submission.Kind.TAKING,
        marks=entries,
        date=register.date,
        session=register.session,
        group_id=register.group_id,
        key=key,
        reason=reason if amends else "",
        finished=finished,
    )
    (submission_id,) = append(head, [sending], by=by, now=now)
    return Taken(submission_id, len(entries), len(marks) - len(entries))


def _standing(facts: Facts, register: Register, mark: MarkGiven) -> Standing | None:
    return facts.standing(mark.pupil_id, register.date, register.session)


def _left(facts: Facts, register: Register) -> frozenset[int]:
    """Return the pupils whose entry a withdrawn closure left: the register counts as not taken of them."""
    standing = {one: facts.standing(one, register.date, register.session) for one in facts.pupils}
    codes = {pupil_id: one.code for pupil_id, one in standing.items() if one}
    return pupils_left_by_withdrawn(register.school_id, register.date, register.session, codes)


def _differs(mark: MarkGiven, standing: Standing | None) -> bool:
    return standing is None or (mark.code, mark.minutes_late, mark.note.strip()) != standing[1:]


def _entry(mark: MarkGiven, register: Register, facts: Facts, reason: str) -> Mark:
    standing = _standing(facts, register, mark)
    return Mark(
        pupil_id=mark.pupil_id,
        date=register.date,
        session=register.session,
        code=mark.code,
        minutes_late=mark.minutes_late,
        note=mark.note.strip(),
        reason=reason if standing else "",
        replaces_id=standing.entry_id if standing else None,
    )


def _has_closed(held: SchoolSession, now: dt.datetime) -> bool:
    if held.date != now.date():
        return held.date < now.date()
    return has_closed(moment(held.date, held.register_closes_at), now=now)


def _refuse_unknown_group(register: Register, facts: Facts) -> None:
    """Refuse a group of no pupils that is not this school's; one with pupils on its roll is."""
    if facts.pupils:
        return
    if not RegistrationGroup.objects.filter(pk=register.group_id, school_id=register.school_id).exists():
        raise NoSuchGroup()


def _refuse_unless_open(register: Register, facts: Facts, now: dt.datetime) -> SchoolSession:
    held = facts.sessions.get((register.date, register.session))
    if held is None or held.register_opens_at is None:
        raise NoSuchSession(register.date, register.session)
    if (held.date, held.register_opens_at) > (now.date(), now.time()):
        raise RegisterNotOpen(held.date, held.register_opens_at)
    return held


def _refuse_conflicts(wanted: Sequence[MarkGiven], register: Register, facts: Facts) -> None:
    conflicts = [
        Conflict(mark.pupil_id, mark.code, standing)
        for mark in wanted
        if (standing := _standing(facts, register, mark)) and standing.entry_id != mark.based_on
    ]
    if conflicts:
        raise ConflictingEntries(conflicts)


def _refuse_amendment(register: Register, reason: str, by: Actor, now: dt.datetime) -> None:
    by.scope.require(Permission.REGISTER_AMEND, school_id=register.school_id, group_id=register.group_id)
    whole_school = by.scope.may(Permission.REGISTER_AMEND, school_id=register.school_id)
    if not whole_school and register.date != now.date():
        raise AmendmentNotYours()
    if not reason:
        raise ReasonNeeded()


def _refuse_faults(
    entries: Sequence[Mark], register: Register, facts: Facts, by: Actor, now: dt.datetime
) -> None:
    codes = by.scope.codes_for(school_id=register.school_id, group_id=register.group_id)
    refused = judge(entries, facts, now=now, codes=codes)
    if any(one.fault.name == CODE_NOT_FOR_ROLE for one in refused):
        # Whoever takes the register may enter what the office has planned for a pupil, whatever the code.
        planned = {
            (pupil_id, plan.code)
            for pupil_id, plan in plans_of_session(
                register.school_id, register.date, register.session, pupil_ids=facts.pupils
            ).items()
        }
        refused = [
            one
            for one in refused
            if one.fault.name != CODE_NOT_FOR_ROLE or (one.mark.pupil_id, one.mark.code) not in planned
        ]
    if refused:
        raise RegisterRefused(refused)


def _refuse_gaps(
    register: Register, facts: Facts, marks: Sequence[MarkGiven], by: Actor, left: Collection[int]
) -> None:
    """Refuse pupils without a code, but for those whose planned code the sender must leave to the office."""
    marked = {mark.pupil_id for mark in marks}
    gaps = [
        pupil_id
        for pupil_id in facts.pupils
        if pupil_id not in marked
        and (pupil_id in left or facts.standing(pupil_id, register.date, register.session) is None)
    ]
    codes = by.scope.codes_for(school_id=register.school_id, group_id=register.group_id)
    if gaps and codes is not None:
        plans = plans_of_session(register.school_id, register.date, register.session, pupil_ids=gaps)
        gaps = [one for one in gaps if one not in plans or plans[one].code in codes]
    if gaps:
        raise RegisterHasGaps(gaps)


def _is_news(register: Register) -> bool:
    """Say whether the register was never finished before."""
    return not Submission.objects.filter(
        school_id=register.school_id,
        group_id=register.group_id,
        date=register.date,
        session=register.session,
        finished=True,
    ).exists()
