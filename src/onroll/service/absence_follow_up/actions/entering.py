"""Entering what accepted reasons say, through the register's own amendment; and amending it back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.db import transaction

from onroll.law.code_uses import CODE_OF_NO_REASON_YET
from onroll.service.absence_follow_up.models import ReasonDecision, ReasonGiven
from onroll.service.absence_follow_up.reasons_in_force import (
    accepted_for_session,
    covers,
    key_of,
    keys_of,
    may_take_the_reason,
)
from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.attendance_register.actions.amending import amend_entry
from onroll.service.attendance_register.actions.refusals import AttendanceRefusal
from onroll.service.attendance_register.facts import facts_of_pupils
from onroll.service.attendance_register.judging import RegisterRefused
from onroll.service.attendance_register.models import AttendanceEntry, Submission
from onroll.service.attendance_register.queries.session_times import has_begun
from onroll.service.audit.actions import record_event
from onroll.service.organisations.models import SchoolSession


def enter_reason(decision: ReasonDecision, *, reason: str, by: Actor, now: dt.datetime) -> int:
    """Amend every session begun that an acceptance covers and that waits for a reason; return how many.

    Raises what the register raises, for the first session it refuses.
    """
    given = decision.reason
    pupil_id = given.pupil_id or 0
    facts = facts_of_pupils(
        given.school_id, given.first_day, given.last_day, pupil_ids=[pupil_id], session=given.session
    )
    count = 0
    for (date, session), held in sorted(facts.sessions.items()):
        standing = facts.standing(pupil_id, date, session)
        pupil = facts.pupils.get(pupil_id)
        if (
            held.kind == SchoolSession.Kind.SCHOOL
            and pupil is not None
            and pupil.is_covered(date)
            and has_begun(held, now=now)
            and may_take_the_reason(standing.code if standing else "", held, now=now)
        ):
            _amend(decision, date, session, reason, by, now)
            count += 1
    return count


def enter_accepted_reasons(
    *, school_id: int, date: dt.date, session: str, by: Actor, now: dt.datetime
) -> int:
    """Enter every reason accepted ahead that a session, begun by now, waits for; return how many were entered.

    Each acceptance is entered once a session. What the law refuses is left for a person. Raises OutOfScope.
    """
    by.scope.require(Permission.REASON_ACCEPT, school_id=school_id)
    accepted = accepted_for_session(school_id, date, session)
    if not accepted:
        return 0
    facts = facts_of_pupils(school_id, date, date, pupil_ids=list(accepted), session=session)
    held = facts.sessions.get((date, session))
    if held is None or held.kind != SchoolSession.Kind.SCHOOL or not has_begun(held, now=now):
        return 0
    keys = [key_of(one.pk, date, session) for one in accepted.values()]
    entered = set(Submission.objects.filter(school_id=school_id, key__in=keys).values_list("key", flat=True))
    waiting = [
        one
        for pupil_id, one in accepted.items()
        if key_of(one.pk, date, session) not in entered
        and (pupil := facts.pupils.get(pupil_id)) is not None
        and pupil.is_covered(date)
        and may_take_the_reason(_code(facts.standing(pupil_id, date, session)), held, now=now)
    ]
    return _enter_all(waiting, school_id, date, session, by, now) if waiting else 0


def _code(standing: object) -> str:
    return getattr(standing, "code", "")


def _enter_all(
    decisions: list[ReasonDecision], school_id: int, date: dt.date, session: str, by: Actor, now: dt.datetime
) -> int:
    with transaction.atomic():
        count = sum(_entered(one, date, session, by, now) for one in decisions)
        if count:
            record_event(
                "absences.reasons.entered", by=by, now=now, school_id=school_id, subject_type="school",
                subject_id=school_id, date=date.isoformat(), session=session, entered=count,
            )  # fmt: skip
    return count


def _entered(decision: ReasonDecision, date: dt.date, session: str, by: Actor, now: dt.datetime) -> bool:
    try:
        with transaction.atomic():
            reason = f"{decision.reason.get_given_by_display()} gave the reason; {decision.made_by_name} accepted it"
            _amend(decision, date, session, reason, by, now)
    except (AttendanceRefusal, RegisterRefused):
        return False
    return True


def _amend(
    decision: ReasonDecision, date: dt.date, session: str, reason: str, by: Actor, now: dt.datetime
) -> None:
    amend_entry(
        school_id=decision.school_id,
        pupil_id=decision.reason.pupil_id or 0,
        date=date,
        session=session,
        code=decision.code,
        note=decision.note,
        reason=reason[:300],
        key=key_of(decision.pk, date, session),
        by=by,
        now=now,
    )


def amend_back(given: ReasonGiven, decision_id: int, *, reason: str, by: Actor, now: dt.datetime) -> int:
    """Amend the entries that an acceptance made, and that still stand, to what they replaced; return how many.

    One made where the session was blank becomes no reason yet, for entries are never removed.
    """
    count = 0
    for entry in _standing_entries(given, decision_id):
        before = entry.replaces
        amend_entry(
            school_id=given.school_id,
            pupil_id=given.pupil_id or 0,
            date=entry.date,
            session=entry.session,
            code=before.code if before else CODE_OF_NO_REASON_YET.on(entry.date),
            note=before.note if before else "",
            reason=reason[:300],
            by=by,
            now=now,
        )
        count += 1
    return count


def _standing_entries(given: ReasonGiven, decision_id: int) -> Iterator[AttendanceEntry]:
    held = SchoolSession.objects.filter(
        school_id=given.school_id, date__range=(given.first_day, given.last_day)
    ).values_list("date", "session")
    keys = keys_of(decision_id, [place for place in held if covers(given, *place)])
    made = AttendanceEntry.objects.filter(
        submission__school_id=given.school_id, submission__key__in=keys, replaced_by__isnull=True
    )
    yield from made.select_related("replaces").order_by("date", "session")
