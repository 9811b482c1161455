"""Close the whole of a school, or some of its groups: the closure's code for whoever is blank, and no mark lost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q

from onroll.law.attendance_codes import code_on
from onroll.law.closures import faults_of_closure, is_planned_closure
from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.access.scope import Scope
from onroll.service.attendance_register.actions.refusals import ClosureRefused
from onroll.service.attendance_register.facts import Facts, facts_of_pupils, facts_of_school
from onroll.service.attendance_register.judging import RegisterRefused, judge
from onroll.service.attendance_register.ledger import Mark, Sending, append, lock_ledger
from onroll.service.attendance_register.models import Closure, Submission
from onroll.service.attendance_register.queries.session_times import has_begun
from onroll.service.audit.actions import record_event
from onroll.service.organisations.models import RegistrationGroup, SchoolSession
from onroll.service.people.models import RegistrationGroupMembership
from onroll.service.room_for_words import refuse_too_long

NO_SUCH_CLOSURE = "This closure is withdrawn already, or is not this school's. Nothing has changed."


@dataclass(frozen=True, slots=True)
class ClosurePreview:
    """What a closure would enter, what it would leave as it is, and what waits until its session comes."""

    to_enter: tuple[Mark, ...]
    kept: int
    sessions_to_come: int


def preview_closure(
    scope: Scope,
    *,
    school_id: int,
    first_day: dt.date,
    last_day: dt.date,
    session: str,
    is_planned: bool,
    group_ids: Collection[int],
    code: str,
    now: dt.datetime,
) -> ClosurePreview:
    """Return what closing would do, without doing it. Raises OutOfScope, ClosureRefused."""
    scope.require(Permission.CLOSURE_MAKE, school_id=school_id)
    _refuse_closure(school_id, first_day, last_day, group_ids, code, is_planned)
    facts = _facts(school_id, first_day, last_day, session, group_ids)
    return _preview(facts, code, now)


def close_school(
    *,
    school_id: int,
    first_day: dt.date,
    last_day: dt.date,
    session: str,
    is_planned: bool,
    group_ids: Collection[int],
    code: str,
    reason: str,
    by: Actor,
    now: dt.datetime,
) -> Closure:
    """Close a school, or the groups named, for a span; enter the code for blank pupils of sessions that have come.

    Sessions still to come are entered when they do (`enter_closures`). Raises ClosureRefused, RegisterRefused, TooLong.
    """
    by.scope.require(Permission.CLOSURE_MAKE, school_id=school_id)
    _refuse_closure(school_id, first_day, last_day, group_ids, code, is_planned)
    if not reason.strip():
        raise ClosureRefused(
            "Say why the school is closed. The reason is kept with every entry the closure makes."
        )
    with transaction.atomic():
        head = lock_ledger(school_id)
        closure = Closure(
            school_id=school_id,
            first_day=first_day,
            last_day=last_day,
            session=session,
            is_planned=is_planned,
            code=code,
            reason=reason.strip(),
            made_at=now,
            made_by_name=by.name,
        )
        refuse_too_long(closure)
        closure.save()
        closure.groups.set(group_ids)
        _mark_calendar(closure, group_ids)
        facts = _facts(school_id, first_day, last_day, session, group_ids)
        preview = _preview(facts, code, now, closure.reason)
        unmet = is_planned_closure(code, first_day)
        if refused := judge(preview.to_enter, facts, now=now, live=False, planned_closure=unmet):
            raise RegisterRefused(refused)
        if preview.to_enter:
            sending = Sending(Submission.Kind.CLOSURE, preview.to_enter, reason=closure.reason)
            append(head, [sending], by=by, now=now)
        record_event(
            "registers.school.closed",
            by=by,
            now=now,
            school_id=school_id,
            subject_type="closure",
            subject_id=closure.pk,
            first_day=first_day.isoformat(),
            last_day=last_day.isoformat(),
            code=code,
            entered=len(preview.to_enter),
            kept=preview.kept,
        )
    return closure


def enter_closures(*, school_id: int, date: dt.date, session: str, by: Actor, now: dt.datetime) -> int:
    """Enter the closures of a session that has come, for pupils still blank; nothing the second time."""
    by.scope.require(Permission.REGISTER_TAKE, school_id=school_id)
    closures = [
        closure
        for closure in Closure.objects.filter(
            school_id=school_id, first_day__lte=date, last_day__gte=date, withdrawn_at__isnull=True
        )
        if closure.session in ("", session)
    ]
    count = 0
    for closure in closures:
        with transaction.atomic():
            head = lock_ledger(school_id)
            groups = list(closure.groups.values_list("pk", flat=True))
            facts = _facts(school_id, date, date, session, groups)
            marks = _preview(facts, closure.code, now, closure.reason).to_enter
            if marks:
                sending = Sending(
                    Submission.Kind.CLOSURE, marks, date=date, session=session, reason=closure.reason
                )
                append(head, [sending], by=by, now=now)
            count += len(marks)
    return count


def withdraw_closure(*, school_id: int, closure_id: int, by: Actor, now: dt.datetime) -> None:
    """Withdraw a closure made by mistake: the school meets again; entries made stand until amended. Raises ClosureRefused."""
    by.scope.require(Permission.CLOSURE_MAKE, school_id=school_id)
    with transaction.atomic():
        closure = Closure.objects.filter(
            pk=closure_id, school_id=school_id, withdrawn_at__isnull=True
        ).first()
        if closure is None:
            raise ClosureRefused(NO_SUCH_CLOSURE)
        Closure.objects.filter(pk=closure.pk).update(withdrawn_at=now)
        if not closure.is_planned and not closure.groups.exists():
            _reopen(closure)
        record_event(
            "registers.closure.withdrawn",
            by=by,
            now=now,
            school_id=school_id,
            subject_type="closure",
            subject_id=closure.pk,
        )


def _refuse_closure(
    school_id: int,
    first_day: dt.date,
    last_day: dt.date,
    group_ids: Collection[int],
    code: str,
    is_planned: bool,
) -> None:
    if last_day < first_day:
        raise ClosureRefused(
            f"The closure ends before it starts. Give a last day on or after {first_day:%-d %B %Y}."
        )
    for fault in faults_of_closure(code, is_planned=is_planned, of_whole_school=not group_ids, on=first_day):
        raise ClosureRefused(fault.message, field="code", citation=fault.citation)
    here = RegistrationGroup.objects.filter(school_id=school_id, pk__in=group_ids)
    if here.count() < len(set(group_ids)):
        raise ClosureRefused("A group chosen is not this school's any more. Choose the groups again.")


def _facts(
    school_id: int, first_day: dt.date, last_day: dt.date, session: str, group_ids: Collection[int]
) -> Facts:
    if not group_ids:
        return facts_of_school(school_id, first_day, last_day, session=session)
    members = RegistrationGroupMembership.objects.filter(
        group_id__in=group_ids, first_day__lte=last_day
    ).exclude(last_day__lt=first_day)
    ids = set(members.values_list("pupil_id", flat=True))
    return facts_of_pupils(school_id, first_day, last_day, pupil_ids=ids, session=session)


def _preview(facts: Facts, code: str, now: dt.datetime, reason: str = "") -> ClosurePreview:
    """Return what a closure enters; a code that needs a note is entered with the closure's reason."""
    come = [place for place, held in facts.sessions.items() if has_begun(held, now=now)]
    marks, kept = [], 0
    for date, session in sorted(come):
        for pupil_id, pupil in facts.pupils.items():
            if not pupil.is_covered(date):
                continue
            if (date, session) in pupil.standing:
                kept += 1
            else:
                note = reason if code_on(code, date).note_required else ""
                marks.append(Mark(pupil_id, date, session, code, note=note))
    return ClosurePreview(tuple(marks), kept, len(facts.sessions) - len(come))


def _mark_calendar(closure: Closure, group_ids: Collection[int]) -> None:
    """Show an unplanned closure of the whole school on its calendar; its register times stay, for when it is withdrawn."""
    if closure.is_planned or group_ids:
        return
    _sessions(closure).filter(kind=SchoolSession.Kind.SCHOOL).update(
        kind=SchoolSession.Kind.CLOSURE, reason=closure.reason
    )


def _reopen(closure: Closure) -> None:
    """Let the school meet again in a closure's sessions, but for those that another closure still holds."""
    others = Closure.objects.filter(
        school_id=closure.school_id,
        is_planned=False,
        groups__isnull=True,
        withdrawn_at__isnull=True,
        first_day__lte=closure.last_day,
        last_day__gte=closure.first_day,
    )
    still_closed = Q(pk__in=())
    for other in others:
        half = {"session": other.session} if other.session else {}
        still_closed |= Q(date__range=(other.first_day, other.last_day), **half)
    closed = _sessions(closure).filter(kind=SchoolSession.Kind.CLOSURE).exclude(still_closed)
    closed.update(kind=SchoolSession.Kind.SCHOOL, reason="")


def _sessions(closure: Closure):  # type: ignore[no-untyped-def] # a queryset of SchoolSession
    rows = SchoolSession.objects.filter(
        school_id=closure.school_id, date__range=(closure.first_day, closure.last_day)
    )
    return rows.filter(session=closure.session) if closure.session else rows
