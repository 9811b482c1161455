"""Ask a health professional about a pupil, only with consent: given, withdrawn, asked, reminded, answered; and how days are entered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.medical_absence.consent import consent_on, waiting_requests
from onroll.service.medical_absence.keeping import keep, one_of, wanted
from onroll.service.medical_absence.models import MedicalRecord
from onroll.service.medical_absence.refusals import MedicalRefusal

Kind, GivenBy, Scope = MedicalRecord.Kind, MedicalRecord.GivenBy, MedicalRecord.Scope
NO_CONSENT = (
    "No consent stands today, so nothing is asked and nothing is told. Record the consent of a parent, or of the pupil "
    "where old enough to decide."
)


def record_consent(
    *,
    school_id: int,
    pupil_id: int,
    on: dt.date,
    until: dt.date | None,
    given_by: str,
    who: str,
    scope: Collection[str],
    words: str,
    by: Actor,
    now: dt.datetime,
) -> MedicalRecord:
    """Record who consents that a health professional is asked, what may be told, and until when.

    Of a pupil's own, `words` says how the school knows that they understand what they decide (Gillick competence).
    Raises OutOfScope, MedicalRefusal, TooLong.
    """
    one_of(given_by, GivenBy.values, "Choose who consents.", "given_by")
    wanted(who, "Give the name of whoever consents.", "consent_who")
    if given_by == GivenBy.PUPIL:
        wanted(
            words,
            "Say how you know that the pupil understands what they decide. Without that it is a parent who consents.",
            "consent_words",
        )
    told = [one for one in Scope.values if one in scope]
    if not told:
        raise MedicalRefusal("Tick what may be told. Nothing else is.", field="scope")
    if until is None:
        raise MedicalRefusal(
            "Give the last day of the consent: none lasts for ever.", field="consent_until-day"
        )
    if until < now.date():
        raise MedicalRefusal(
            "That consent is over already. Give a last day from today on.", field="consent_until-day"
        )
    return keep(
        Kind.CONSENT, school_id=school_id, pupil_id=pupil_id, on=on, until=until, given_by=given_by, who=who,
        scope=" ".join(told), words=words, by=by, now=now,
    )  # fmt: skip


def withdraw_consent(
    *, school_id: int, pupil_id: int, who: str, words: str, by: Actor, now: dt.datetime
) -> MedicalRecord:
    """Record that consent is withdrawn: from then on nothing is asked or told. Raises OutOfScope, MedicalRefusal, TooLong."""
    wanted(who, "Say who withdraws it.", "withdraw_who")
    consent = _consent(school_id, pupil_id, by, now)
    return keep(
        Kind.CONSENT_ENDED, school_id=school_id, pupil_id=pupil_id, on=now.date(), who=who, words=words, of=consent, by=by,
        now=now,
    )  # fmt: skip


def ask_health_professional(
    *,
    school_id: int,
    pupil_id: int,
    who: str,
    words: str,
    next_on: dt.date | None,
    by: Actor,
    now: dt.datetime,
) -> MedicalRecord:
    """Record whom the school asks, about what, and by when a reply is hoped for; it rests on a consent that stands.

    Never as a routine: `words` is the genuine doubt, or the need to understand. Raises OutOfScope, MedicalRefusal, TooLong.
    """
    wanted(who, "Say whom you ask: their name or practice, and what they are.", "request_who")
    wanted(
        words,
        "Say what the school needs to know, and why a parent’s word is not enough to help. Where it is enough, do not ask.",
        "request_words",
    )
    if next_on is None or next_on <= now.date():
        raise MedicalRefusal("Give a day after today by which you hope for a reply.", field="request_by-day")
    consent = _consent(school_id, pupil_id, by, now)
    return keep(
        Kind.REQUEST, school_id=school_id, pupil_id=pupil_id, on=now.date(), who=who, words=words, next_on=next_on,
        of=consent, by=by, now=now,
    )  # fmt: skip


def remind_health_professional(
    *,
    school_id: int,
    pupil_id: int,
    request_id: int,
    next_on: dt.date | None,
    by: Actor,
    now: dt.datetime,
) -> MedicalRecord:
    """Record that a request was brought to mind again, while consent stands. Raises OutOfScope, MedicalRefusal, TooLong."""
    if next_on is None or next_on <= now.date():
        raise MedicalRefusal("Give a day after today by which you hope for a reply.", field="remind_by-day")
    request = _waiting(school_id, pupil_id, request_id, by)
    _consent(school_id, pupil_id, by, now)
    return keep(
        Kind.REMINDER, school_id=school_id, pupil_id=pupil_id, on=now.date(), who=request.who, next_on=next_on, of=request,
        by=by, now=now,
    )  # fmt: skip


def record_reply(
    *,
    school_id: int,
    pupil_id: int,
    request_id: int,
    on: dt.date,
    words: str,
    by: Actor,
    now: dt.datetime,
    until: dt.date | None = None,
) -> MedicalRecord:
    """Record what a health professional answered, no more than the school needs. Raises OutOfScope, MedicalRefusal, TooLong."""
    wanted(
        words, "Write what the reply says that the school needs, or that they will not say.", "reply_words"
    )
    request = _waiting(school_id, pupil_id, request_id, by)
    if on < request.on:
        raise MedicalRefusal(
            "They had not been asked by then. Give the day of the reply.", field="reply_on-day"
        )
    return keep(
        Kind.REPLY, school_id=school_id, pupil_id=pupil_id, on=on, until=until, who=request.who, words=words, of=request,
        by=by, now=now,
    )  # fmt: skip


def decide_coding(
    *,
    school_id: int,
    pupil_id: int,
    first_day: dt.date,
    last_day: dt.date,
    outcome: str,
    words: str,
    by: Actor,
    now: dt.datetime,
) -> MedicalRecord:
    """Record whether days are entered as illness, and why; the register itself is amended there, by a person.

    Raises OutOfScope, MedicalRefusal, TooLong.
    """
    one_of(outcome, MedicalRecord.OF_CODING, "Choose how the days are entered.", "coding")
    wanted(words, "Say why: what was said, what was shown, and what the doubt was.", "coding_words")
    if last_day < first_day:
        raise MedicalRefusal("The last day is before the first. Check both.", field="coding_until-day")
    if last_day > now.date():
        raise MedicalRefusal(
            "Days to come are not entered yet. Give a last day up to today.", field="coding_until-day"
        )
    return keep(
        Kind.CODING, school_id=school_id, pupil_id=pupil_id, on=first_day, until=last_day, outcome=outcome, words=words,
        by=by, now=now,
    )  # fmt: skip


def records_of(school_id: int, pupil_id: int) -> list[MedicalRecord]:
    """Return what is recorded of a pupil, in order; a pupil merged into another keeps theirs."""
    rows = MedicalRecord.objects.filter(school_id=school_id, pupil_id=pupil_id)
    merged = MedicalRecord.objects.filter(school_id=school_id, pupil__folded_into_id=pupil_id)
    return sorted([*rows, *merged], key=lambda one: (one.made_at, one.pk))


def _consent(school_id: int, pupil_id: int, by: Actor, now: dt.datetime) -> MedicalRecord:
    by.scope.require(Permission.MEDICAL_RECORD, school_id=school_id)
    consent = consent_on(records_of(school_id, pupil_id), now.date())
    if consent is None:
        raise MedicalRefusal(NO_CONSENT)
    return consent


def _waiting(school_id: int, pupil_id: int, request_id: int, by: Actor) -> MedicalRecord:
    by.scope.require(Permission.MEDICAL_RECORD, school_id=school_id)
    for one in waiting_requests(records_of(school_id, pupil_id)):
        if one.pk == request_id:
            return one
    raise MedicalRefusal("This has an answer already, or was not asked. Open the page again.")
