"""A provider's answer of the day, and what somebody of the school does with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping

from django.db import transaction

from onroll.law.attendance_codes import code_on
from onroll.law.code_uses import CODE_OF_NO_REASON_YET
from onroll.law.off_site_provision import ArrangedBy, code_of_answer
from onroll.law.plain_words import day_in_words
from onroll.service.access.actor import Actor
from onroll.service.access.permissions import Permission
from onroll.service.attendance_register.actions.amending import amend_entry
from onroll.service.attendance_register.models import CurrentEntry
from onroll.service.audit.actions import record_event
from onroll.service.audit.models import Event
from onroll.service.off_site_provision.models import AnswerDecision, ProviderAnswer
from onroll.service.off_site_provision.queries.day import Expected, open_provider_link, provider_day
from onroll.service.off_site_provision.refusals import AnswerRefused, ProvisionRefused
from onroll.service.room_for_words import refuse_too_long

What = ProviderAnswer.What
#: How much room the record of what was done has for who did it.
_ROOM = Event._meta.get_field("actor_name").max_length


def answer_for_day(
    secret: str,
    *,
    date: dt.date,
    answers: Mapping[str, tuple[str, str]],
    who: str,
    now: dt.datetime,
) -> int:
    """Keep what a provider answers of today, by `Expected.key`; return how many answers are new. Sent twice is once.

    Raises AnswerRefused for another day than today, a link that is not good, nobody's name, or a session to come.
    """
    provider = open_provider_link(secret, on=now.date())
    if date != now.date():
        raise AnswerRefused(
            f"This was the list of {day_in_words(date)}, and today is {day_in_words(now.date())}. Nothing was kept. "
            "Answer for today below; ring the school about another day."
        )
    if not who.strip():
        raise AnswerRefused("Give your name: the school may ring to ask.")
    named = f"{who.strip()} ({provider.name})"[:_ROOM]
    by = Actor(user_id=None, name=named, role="provider", scope=Actor.service("").scope)
    with transaction.atomic():
        expected = {one.key: one for one in provider_day(provider, now=now).expected}
        if set(answers) - set(expected):
            raise AnswerRefused(
                "The list has changed since you opened it. Look at it again, and answer then."
            )
        new = [
            _answer(expected[key], date, what, words, who.strip(), now)
            for key, (what, words) in answers.items()
            if _is_new(expected[key], what, words)
        ]
        for row in new:
            refuse_too_long(row)
        ProviderAnswer.objects.bulk_create(new)
        if new:
            record_event(
                "provision.answered", by=by, now=now, school_id=provider.school_id, subject_type="provider",
                subject_id=provider.pk, pupils=len({one.pupil_id for one in new}), provider=provider.name,
            )  # fmt: skip
    return len(new)


def accept_answers(
    *, school_id: int, answer_ids: Collection[int], by: Actor, now: dt.datetime
) -> dict[int, str]:
    """Enter what a provider answered into the register; return the code entered by answer. All or nothing.

    Raises OutOfScope, ProvisionRefused, and what the register refuses.
    """
    by.scope.require(Permission.REGISTER_AMEND, school_id=school_id)
    entered = {}
    with transaction.atomic():
        for answer in _undecided(school_id, answer_ids):
            entered[answer.pk] = _enter(answer, by, now)
            _decide(answer, AnswerDecision.What.ACCEPTED, entered[answer.pk], by, now)
    return entered


def decline_answer(*, school_id: int, answer_id: int, by: Actor, now: dt.datetime) -> None:
    """Keep that an answer is not entered: it was wrong. Raises OutOfScope, ProvisionRefused."""
    by.scope.require(Permission.REGISTER_AMEND, school_id=school_id)
    with transaction.atomic():
        for answer in _undecided(school_id, [answer_id]):
            _decide(answer, AnswerDecision.What.DECLINED, "", by, now)


def _is_new(expected: Expected, what: str, words: str) -> bool:
    if what not in What.values:
        raise AnswerRefused("Say of each pupil whether they are present, late or absent.")
    before = expected.answer
    return before is None or (before.what, before.words) != (what, words.strip())


def _answer(
    expected: Expected, date: dt.date, what: str, words: str, who: str, now: dt.datetime
) -> ProviderAnswer:
    placement = expected.placement
    return ProviderAnswer(
        school_id=placement.school_id, placement=placement, pupil_id=placement.pupil_id, date=date,
        session=expected.session, what=what, words=words.strip(), who=who, at=now,
    )  # fmt: skip


def _undecided(school_id: int, answer_ids: Collection[int]) -> list[ProviderAnswer]:
    rows = ProviderAnswer.objects.select_for_update(of=("self",)).select_related("placement__provider")
    found = list(rows.filter(pk__in=answer_ids, school_id=school_id, decision__isnull=True))
    if not found or len(found) != len(set(answer_ids)):
        raise ProvisionRefused(
            "Somebody has decided on one of these meanwhile. Nothing has changed; look again."
        )
    return found


def _enter(answer: ProviderAnswer, by: Actor, now: dt.datetime) -> str:
    """Enter the code an answer leads to, where the register does not say so, or why the pupil is absent, already."""
    provider = answer.placement.provider
    code = code_of_answer(
        ArrangedBy(provider.arranged_by),
        came=answer.what != What.ABSENT,
        no_reason_yet=CODE_OF_NO_REASON_YET.on(answer.date),
        on=answer.date,
    )
    standing = CurrentEntry.objects.filter(
        school_id=answer.school_id, pupil_id=answer.pupil_id, date=answer.date, session=answer.session
    ).first()
    if standing is not None and answer.what == What.ABSENT and _is_reason(standing.code, answer.date, code):
        return standing.code
    if standing is None or standing.code != code:
        amend_entry(
            school_id=answer.school_id,
            pupil_id=answer.pupil_id,
            date=answer.date,
            session=answer.session,
            code=code,
            note=answer.placement.plan.note if code == answer.placement.plan.code else "",
            reason=f"{provider.name} answered: {answer.get_what_display().lower()}",
            by=by,
            now=now,
        )
    return code


def _is_reason(code: str, date: dt.date, led_to: str) -> bool:
    """Say whether a code gives the reason of an absence: that somebody did not come tells nothing more."""
    return (
        code not in (led_to, CODE_OF_NO_REASON_YET.on(date))
        and code_on(code, date).statistical_class.is_absence
    )


def _decide(answer: ProviderAnswer, what: str, code: str, by: Actor, now: dt.datetime) -> None:
    AnswerDecision.objects.create(
        school_id=answer.school_id,
        answer=answer,
        what=what,
        code=code,
        at=now,
        by_id=by.user_id,
        by_name=by.name,
    )
    record_event(
        f"provision.{what}", by=by, now=now, school_id=answer.school_id, subject_type="pupil",
        subject_id=answer.pupil_id, answer=answer.pk, code=code,
    )  # fmt: skip
