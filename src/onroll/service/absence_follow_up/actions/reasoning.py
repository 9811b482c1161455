"""Reasons: noted as proposals, accepted into the register, declined, and taken back."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils.timezone import localtime

from onroll.law.plain_words import day_in_words, time_in_words
from onroll.law.reasons_given import EvidenceKind, ReasonKind, codes_of_reason, is_about_health
from onroll.service.absence_follow_up.actions.contacting import record_contact
from onroll.service.absence_follow_up.actions.entering import amend_back, enter_reason
from onroll.service.absence_follow_up.actions.keeping import (
    keep_once,
    noted,
    parent_in_words,
    require,
    sent_before,
)
from onroll.service.absence_follow_up.models import Contact, ReasonDecision, ReasonGiven
from onroll.service.absence_follow_up.refusals import FollowUpRefused
from onroll.service.absence_follow_up.status import ReasonState, reason_state
from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.attendance_register.actions.refusals import AttendanceRefusal
from onroll.service.attendance_register.judging import RegisterRefused
from onroll.service.organisations.models import SchoolSession

What = ReasonDecision.What
#: A reason for more days than this is a plan, or a mistake in the year. Ours.
MOST_DAYS = 92


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason as it was given: which sessions, by whom, how it came, and what it rests on."""

    first_day: dt.date
    last_day: dt.date
    given_by: str
    channel: str
    kind: str
    session: str = ""
    parent_id: int | None = None
    who: str = ""
    words: str = ""
    proposed_code: str = ""
    evidence: str = EvidenceKind.WORD.value
    is_confidential: bool = False
    given_at: dt.datetime | None = None
    #: The school reached whoever gave it, so that a contact is kept with it; by which number or address.
    we_reached_them: bool = False
    used: str = ""


def note_reason(
    *,
    school_id: int,
    pupil_id: int,
    reason: Reason,
    by: Actor,
    now: dt.datetime,
    accept_code: str = "",
    note: str = "",
    key: str | None = None,
) -> ReasonGiven:
    """Note a reason as a proposal, for days past, present or to come; with `accept_code`, accept it at once.

    Words about health are always confidential. Where the school reached whoever gave it, the contact is kept in the
    same transaction. Sent twice with one key, it is kept once. Raises FollowUpRefused, TooLong, OutOfScope.
    """
    require(by, Permission.ABSENCE_FOLLOW_UP, school_id=school_id, pupil_id=pupil_id, on=now.date())
    if (before := sent_before(ReasonGiven, school_id, key)) is not None:
        return before
    _refuse(school_id, reason, now)
    given = _given(school_id, pupil_id, reason, key, now)

    def also(kept: ReasonGiven) -> None:
        days = {"first_day": reason.first_day.isoformat(), "last_day": reason.last_day.isoformat()}
        noted("absences.reason.noted", by=by, now=now, **days)(kept)
        if reason.we_reached_them:
            _record_contact(kept, reason, by, now)
        if accept_code:
            accept_reason(school_id=school_id, reason_id=kept.pk, code=accept_code, note=note, by=by, now=now)

    return keep_once(given, by=by, now=now, also=also)


def _given(school_id: int, pupil_id: int, reason: Reason, key: str | None, now: dt.datetime) -> ReasonGiven:
    who = reason.who.strip() or parent_in_words(pupil_id, reason.parent_id)
    if reason.given_by != ReasonGiven.GivenBy.PUPIL and not who:
        raise FollowUpRefused("Say who gave the reason: choose a parent, or write who it was.", field="who")
    kind = ReasonKind(reason.kind)
    likeliest = codes_of_reason(kind, on=reason.first_day)[0].code
    return ReasonGiven(
        school_id=school_id,
        pupil_id=pupil_id,
        first_day=reason.first_day,
        last_day=reason.last_day,
        session=reason.session,
        given_at=reason.given_at or now,
        given_by=reason.given_by,
        parent_id=reason.parent_id,
        who=who,
        channel=reason.channel,
        kind=kind.value,
        proposed_code=reason.proposed_code or likeliest,
        evidence=reason.evidence,
        is_confidential=reason.is_confidential or is_about_health(kind, on=reason.first_day),
        words=reason.words.strip(),
        key=key,
    )


def _record_contact(given: ReasonGiven, reason: Reason, by: Actor, now: dt.datetime) -> None:
    record_contact(
        school_id=given.school_id,
        pupil_id=given.pupil_id or 0,
        date=min(given.first_day, now.date()),
        channel=given.channel,
        outcome=Contact.Outcome.SPOKE.value,
        parent_id=given.parent_id,
        who=given.who,
        used=reason.used,
        at=given.given_at,
        by=by,
        now=now,
    )


def accept_reason(
    *,
    school_id: int,
    reason_id: int,
    code: str,
    by: Actor,
    now: dt.datetime,
    note: str = "",
    key: str | None = None,
) -> ReasonDecision:
    """Accept a reason with a code: amend the sessions that wait for one, and enter those to come when they come.

    The acceptance and the register's amendments are one transaction. Entries that say anything else stand. Raises
    FollowUpRefused where the law refuses the code for a session, OutOfScope.
    """
    by.scope.require(Permission.REASON_ACCEPT, school_id=school_id)
    if (before := sent_before(ReasonDecision, school_id, key)) is not None:
        return before
    with transaction.atomic():
        given = _waiting(school_id, reason_id, {ReasonState.WAITING})
        decision = ReasonDecision(
            school_id=school_id, pupil_id=given.pupil_id, reason=given, what=What.ACCEPTED, code=code,
            note=note.strip(), key=key,
        )  # fmt: skip
        return keep_once(decision, by=by, now=now, also=lambda kept: _enter(kept, by, now))


def decline_reason(
    *, school_id: int, reason_id: int, why: str, by: Actor, now: dt.datetime, key: str | None = None
) -> ReasonDecision:
    """Decline a reason, and say why; no entry changes. Raises FollowUpRefused, TooLong, OutOfScope."""
    by.scope.require(Permission.REASON_ACCEPT, school_id=school_id)
    if (before := sent_before(ReasonDecision, school_id, key)) is not None:
        return before
    if not why.strip():
        raise FollowUpRefused("Say why the reason is not accepted. A parent may ask.", field="why")
    with transaction.atomic():
        given = _waiting(school_id, reason_id, {ReasonState.WAITING})
        decision = ReasonDecision(
            school_id=school_id,
            pupil_id=given.pupil_id,
            reason=given,
            what=What.DECLINED,
            words=why.strip(),
            key=key,
        )
        return keep_once(decision, by=by, now=now, also=noted("absences.reason.declined", by=by, now=now))


def take_back_decision(
    *, school_id: int, reason_id: int, why: str, by: Actor, now: dt.datetime, key: str | None = None
) -> ReasonDecision:
    """Take a decision about a reason back: entries it made, and nobody amended since, are amended to what they replaced.

    The reason waits again. Raises FollowUpRefused, TooLong, OutOfScope.
    """
    by.scope.require(Permission.REASON_ACCEPT, school_id=school_id)
    if (before := sent_before(ReasonDecision, school_id, key)) is not None:
        return before
    if not why.strip():
        raise FollowUpRefused("Say why it is taken back. The amendments keep it.", field="why")
    with transaction.atomic():
        given = _waiting(school_id, reason_id, {ReasonState.ACCEPTED, ReasonState.DECLINED})
        accepted = given.decisions.filter(what=What.ACCEPTED).last()
        decision = ReasonDecision(
            school_id=school_id,
            pupil_id=given.pupil_id,
            reason=given,
            what=What.TAKEN_BACK,
            words=why.strip(),
            key=key,
        )

        def amend(kept: ReasonDecision) -> None:
            count = amend_back(given, accepted.pk, reason=kept.words, by=by, now=now) if accepted else 0
            noted("absences.reason.taken back", by=by, now=now, entered=count)(kept)

        return keep_once(decision, by=by, now=now, also=amend)


def _enter(decision: ReasonDecision, by: Actor, now: dt.datetime) -> None:
    try:
        entered = enter_reason(decision, reason=told_in_words(decision.reason), by=by, now=now)
    except (AttendanceRefusal, RegisterRefused) as refusal:
        raise FollowUpRefused(str(refusal), field="code") from refusal
    noted("absences.reason.accepted", by=by, now=now, code=decision.code, entered=entered)(decision)


def told_in_words(given: ReasonGiven) -> str:
    """Return why an entry is amended by a reason: who told the school and when, and nothing of what is confidential."""
    at = localtime(given.given_at)
    by = given.get_given_by_display()
    return f"{by} gave the reason at {time_in_words(at)} on {day_in_words(at.date())}"


def _waiting(school_id: int, reason_id: int, states: set[ReasonState]) -> ReasonGiven:
    given = (
        ReasonGiven.objects.select_for_update()
        .filter(pk=reason_id, school_id=school_id, pupil__isnull=False)
        .first()
    )
    if given is None:
        raise FollowUpRefused("There is no such reason here. Open the list again.")
    state = reason_state([one.what for one in given.decisions.order_by("pk")])
    if state not in states:
        raise FollowUpRefused(f"This reason is {state.value} already. Open the page again.", field="code")
    return given


def _refuse(school_id: int, reason: Reason, now: dt.datetime) -> None:
    if reason.kind not in {one.value for one in ReasonKind}:
        raise FollowUpRefused("Choose the reason that was given.", field="kind")
    if reason.given_by not in ReasonGiven.GivenBy.values:
        raise FollowUpRefused("Choose who gave the reason.", field="given_by")
    if reason.channel not in Contact.Channel.values:
        raise FollowUpRefused("Choose how the reason came.", field="channel")
    if reason.evidence not in {one.value for one in EvidenceKind}:
        raise FollowUpRefused("Choose what the reason rests on.", field="evidence")
    if reason.last_day < reason.first_day:
        raise FollowUpRefused("The last day is before the first. Change one of them.", field="last_day")
    if (reason.last_day - reason.first_day).days > MOST_DAYS:
        raise FollowUpRefused(
            "That is longer than a term. Check the year, or note the first weeks and ask again.",
            field="last_day",
        )
    if reason.given_at is not None and reason.given_at > now:
        raise FollowUpRefused("That time has not come yet. Give the time the reason came.", field="at")
    held = SchoolSession.objects.filter(
        school_id=school_id, date__range=(reason.first_day, reason.last_day), kind=SchoolSession.Kind.SCHOOL
    )
    if reason.session:
        held = held.filter(session=reason.session)
    if not held.exists():
        raise FollowUpRefused(
            "The school does not meet then, so nobody is absent. Check the days.", field="first_day"
        )
